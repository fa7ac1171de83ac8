"""Decide which mail may use a connection next: urgent ones first, within the rate limit."""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

_log = structlog.get_logger(__name__)

Spacing = Callable[[], Awaitable[float]]
"""Reserves the next slot and returns the seconds until it; all processes share one row."""

_AFTER_A_FAULT = 1.0


class Turns:
    """Gives each mail its turn. If there are several connections, one is reserved for urgent mails."""

    def __init__(self, connections: int, spacing: Spacing | None = None) -> None:
        self._free = connections
        self._kept = 1 if connections > 1 else 0
        self._spacing = spacing
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._giving: asyncio.Task[None] | None = None
        self._unpaced = asyncio.Event()

    def let_go(self, *, unpaced: bool) -> None:
        """Suspend or resume the rate limit, so that nobody waits for it while nothing can be sent."""
        if unpaced:
            self._unpaced.set()
        else:
            self._unpaced.clear()

    @asynccontextmanager
    async def turn(self, *, urgent: bool) -> AsyncIterator[None]:
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
            except Exception as error:  # the database is out of reach
                _log.warning("mail_rate.unknown", error=type(error).__name__)
                await self._pause(_AFTER_A_FAULT)
                continue
            # Choose only now, because an urgent mail may have arrived meanwhile.
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
        while self._waiting and self._waiting[0][2].done():  # cancelled while waiting
            heapq.heappop(self._waiting)
        if not self._waiting:
            return False
        return self._free > (self._kept if self._waiting[0][0] else 0)

    def _give_one(self) -> None:
        self._free -= 1
        heapq.heappop(self._waiting)[2].set_result(None)
