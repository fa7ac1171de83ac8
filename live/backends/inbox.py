"""What a backend has heard and not yet handed on."""

import asyncio
from collections import deque

from broadcaster import Event

_MOST = 1_000


class BrokerLostError(ConnectionError):
    """The connection to the broker is gone, or no longer to be trusted."""


class Inbox:
    """Messages in order, bounded.

    A loss travels the same way as a message, as an exception in an event's place: the listener inside
    broadcaster hands on whatever it gets, but would die unheard of an exception. A reader so far behind
    that the bound is reached has lost something too; reconnecting then makes everyone look for themselves.
    """

    def __init__(self) -> None:
        self._messages: deque[Event] = deque()
        self._filled = asyncio.Event()
        self._lost = False

    def put(self, channel: str, message: str) -> None:
        """Take in a message."""
        if len(self._messages) >= _MOST:
            self.lose(channel, BrokerLostError("too many messages unread"))
        if not self._lost:
            self._messages.append(Event(channel, message))
            self._filled.set()

    def lose(self, channel: str, error: Exception) -> None:
        """Hand on the loss in place of whatever is unread."""
        if not self._lost:
            self._lost = True
            self._messages.clear()
            self._messages.append(Event(channel, error))  # type: ignore[arg-type]
            self._filled.set()

    async def get(self) -> Event:
        """Return the oldest message, waiting for one."""
        while not self._messages:
            self._filled.clear()
            await self._filled.wait()
        return self._messages.popleft()
