"""Ending in two steps: first a server says that it is not ready and goes on serving, then it stops."""

import asyncio
import signal
import threading
from types import FrameType


class Draining:
    """Whether this process is about to end.

    Args:
        seconds: How long it still takes new connections then, so that a proxy has time to hear of it.
    """

    def __init__(self, seconds: int) -> None:
        self.begun = False
        self._seconds = seconds

    def begin_on_sigterm(self) -> None:
        """Begin on SIGTERM, and pass the signal on after the seconds, or at once when it comes again.

        To be called in the loop that serves, once the server has set its own handler; does nothing without one.
        """
        stop = signal.getsignal(signal.SIGTERM)
        if threading.current_thread() is not threading.main_thread() or not callable(stop):
            return
        loop = asyncio.get_running_loop()

        def begin(number: int, frame: FrameType | None) -> None:
            if self.begun:
                stop(number, frame)
            else:
                self.begun = True
                loop.call_soon_threadsafe(loop.call_later, self._seconds, stop, number, frame)

        signal.signal(signal.SIGTERM, begin)
