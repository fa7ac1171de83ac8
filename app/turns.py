"""One at a time for each name, in this process: those who wait hold no connection of the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from rules.refusals import RefusalError

PATIENCE = 30.0


class Turns:
    """Locks by name.

    Args:
        refusal: What somebody is told whose turn does not come within half a minute.
    """

    def __init__(self, refusal: str) -> None:
        self._refusal = refusal
        self._locks: WeakValueDictionary[bytes, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def __call__(self, name: bytes) -> AsyncIterator[None]:
        """Hold a name's lock.

        Raises:
            RefusalError: RETRYABLE where others hold it for too long.
        """
        lock = self._locks.setdefault(name, asyncio.Lock())
        try:
            async with asyncio.timeout(PATIENCE):
                await lock.acquire()
        except TimeoutError:
            raise RefusalError("RETRYABLE", self._refusal, retry_after=1) from None
        try:
            yield
        finally:
            lock.release()
