"""Ending when asked to."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Has SIGTERM, and the terminal's closing, end us as Ctrl-C does, and all three without an error.

    What runs inside may hear the signals itself, as uvicorn does, and raise them again when it is done.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def terminate(number: int, frame: FrameType | None) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, interrupt)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
        signal.signal(signal.SIGHUP, terminate)
    with suppress(KeyboardInterrupt):
        yield
