"""Decides which mail may use a connection next: urgent ones first, within the rate limit."""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

import structlog

_log = structlog.get_logger(__name__)

ReserveSlot = Callable[[], Awaitable[float]]
"""Reserves the next slot and returns the seconds until it; all processes share one row."""

_PAUSE_AFTER_ERROR = 1.0


class _Waiting(NamedTuple):
    """A mail that waits for its turn, in order: urgent ones first, then whoever came first."""

    is_ordinary: bool
    number: int
    turn: asyncio.Future[None]


class SendQueue:
    """Grants slots to waiting mails. If there are several connections, one is reserved for urgent mails."""

    def __init__(self, connections: int, reserve_slot: ReserveSlot | None = None) -> None:
        self._free = connections
        self._reserved = 1 if connections > 1 else 0
        self._reserve_slot = reserve_slot
        self._waiting: list[_Waiting] = []
        self._numbers = itertools.count()
        self._granting: asyncio.Task[None] | None = None
        self._unlimited = asyncio.Event()

    def set_unlimited(self, *, unlimited: bool) -> None:
        """Suspend or resume the rate limit, so that nobody waits for it while nothing can be sent."""
        if unlimited:
            self._unlimited.set()
        else:
            self._unlimited.clear()

    @asynccontextmanager
    async def slot(self, *, urgent: bool) -> AsyncIterator[None]:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, _Waiting(not urgent, next(self._numbers), turn))
        self._grant()
        try:
            await turn
            yield
        finally:
            if turn.done() and not turn.cancelled():
                self._free += 1
                self._grant()

    def _grant(self) -> None:
        if self._reserve_slot is None:
            while self._can_grant():
                self._grant_next()
        elif self._can_grant() and (self._granting is None or self._granting.done()):
            self._granting = asyncio.create_task(self._grant_at_rate(self._reserve_slot))

    async def _grant_at_rate(self, reserve_slot: ReserveSlot) -> None:
        while self._can_grant():
            try:
                await self._pause(0.0 if self._unlimited.is_set() else await reserve_slot())
            except Exception as error:  # the database is out of reach
                _log.warning("mail_rate.unknown", error=type(error).__name__)
                await self._pause(_PAUSE_AFTER_ERROR)
                continue
            # Choose only now, because an urgent mail may have arrived meanwhile.
            if self._can_grant():
                self._grant_next()

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self._unlimited.wait()
            except TimeoutError:
                pass

    def _can_grant(self) -> bool:
        while self._waiting and self._waiting[0].turn.done():  # cancelled while waiting
            heapq.heappop(self._waiting)
        if not self._waiting:
            return False
        return self._free > (self._reserved if self._waiting[0].is_ordinary else 0)

    def _grant_next(self) -> None:
        self._free -= 1
        heapq.heappop(self._waiting).turn.set_result(None)
