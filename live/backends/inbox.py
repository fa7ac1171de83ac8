import asyncio
from collections import deque

from broadcaster import Event

_MAX_MESSAGES = 1_000


class BrokerLostError(ConnectionError):
    pass


class Inbox:
    """A bounded queue of messages.

    A lost connection travels as an exception in place of a message, because an exception raised in broadcaster's
    listener would end it unnoticed. Reaching the bound counts as a loss too; after reconnecting all waiters poll.
    """

    def __init__(self) -> None:
        self._messages: deque[Event] = deque()
        self._filled = asyncio.Event()
        self._lost = False

    def put(self, channel: str, message: str) -> None:
        if len(self._messages) >= _MAX_MESSAGES:
            self.lose(channel, BrokerLostError("too many messages unread"))
        if not self._lost:
            self._messages.append(Event(channel, message))
            self._filled.set()

    def lose(self, channel: str, error: Exception) -> None:
        if not self._lost:
            self._lost = True
            self._messages.clear()
            self._messages.append(Event(channel, error))  # type: ignore[arg-type]
            self._filled.set()

    async def get(self) -> Event:
        while not self._messages:
            self._filled.clear()
            await self._filled.wait()
        return self._messages.popleft()
