"""Stop in two steps: report not ready while still serving, then stop."""

import asyncio
import signal
import threading
from types import FrameType


class Draining:
    """Whether this process is about to stop; for `seconds` it still takes connections, so that proxies notice."""

    def __init__(self, seconds: int) -> None:
        self.begun = False
        self._seconds = seconds

    def begin_on_sigterm(self) -> None:
        """Start draining on SIGTERM; pass the signal on after `seconds`, or at once on a second SIGTERM.

        Call this in the serving loop, after the server has set its own handler; without one it does nothing.
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
