"""Whose turn it is to use a connection to the mail server: urgent mails first, at no more than the allowed rate."""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

_log = structlog.get_logger(__name__)

Spacing = Callable[[], Awaitable[float]]
"""Books the next mail and returns the seconds until it may go; all processes book in one row."""

_AFTER_A_FAULT = 1.0


class Turns:
    """Gives each mail its turn.

    Of several connections one is kept for urgent mails, so that they do not wait for others to be sent.

    Args:
        connections: How many mails are sent at the same time.
        spacing: What keeps to a rate; None where there is none.
    """

    def __init__(self, connections: int, spacing: Spacing | None = None) -> None:
        self._free = connections
        self._kept = 1 if connections > 1 else 0
        self._spacing = spacing
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._giving: asyncio.Task[None] | None = None
        self._unpaced = asyncio.Event()

    def let_go(self, *, unpaced: bool) -> None:
        """Stop or start keeping to the rate: where nothing can be sent, nobody shall wait for their turn."""
        if unpaced:
            self._unpaced.set()
        else:
            self._unpaced.clear()

    @asynccontextmanager
    async def turn(self, *, urgent: bool) -> AsyncIterator[None]:
        """Wait for a turn and hold it."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (not urgent, next(self._numbers), turn))
        self._give()
        try:
            await turn
            yield
        finally:
            if turn.done() and not turn.cancelled():
                self._free += 1
                self._give()

    def _give(self) -> None:
        if self._spacing is None:
            while self._someone_may_go():
                self._give_one()
        elif self._someone_may_go() and (self._giving is None or self._giving.done()):
            self._giving = asyncio.create_task(self._give_at_the_rate(self._spacing))

    async def _give_at_the_rate(self, spacing: Spacing) -> None:
        while self._someone_may_go():
            try:
                await self._pause(0.0 if self._unpaced.is_set() else await spacing())
            except Exception as error:  # the database is away
                _log.warning("mail_rate.unknown", error=type(error).__name__)
                await self._pause(_AFTER_A_FAULT)
                continue
            # Only now is it decided who goes: an urgent mail may have come meanwhile.
            if self._someone_may_go():
                self._give_one()

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self._unpaced.wait()
            except TimeoutError:
                pass

    def _someone_may_go(self) -> bool:
        while self._waiting and self._waiting[0][2].done():  # cancelled meanwhile
            heapq.heappop(self._waiting)
        if not self._waiting:
            return False
        return self._free > (self._kept if self._waiting[0][0] else 0)

    def _give_one(self) -> None:
        self._free -= 1
        heapq.heappop(self._waiting)[2].set_result(None)
