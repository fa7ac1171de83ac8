"""Locks by name within this process. Waiting for one holds no database connection."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from rules.refusals import RefusalError

TIMEOUT = 30.0


class NamedLocks:
    """Locks by name. `refusal` is the message after too long a wait."""

    def __init__(self, refusal: str) -> None:
        self._refusal = refusal
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def __call__(self, name: Hashable) -> AsyncIterator[None]:
        """Hold the lock of a name; raise RETRYABLE after half a minute of waiting."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        try:
            async with asyncio.timeout(TIMEOUT):
                await lock.acquire()
        except TimeoutError:
            raise RefusalError("RETRYABLE", self._refusal, retry_after=1) from None
        try:
            yield
        finally:
            lock.release()
