"""Waiting for what is to happen, or for a while for what must not."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest


async def until(condition: Callable[[], bool | Awaitable[bool]], seconds: float = 30.0) -> float:
    """Wait until something is so; return how many seconds that took."""
    begun = time.monotonic()
    async with asyncio.timeout(seconds):
        while True:
            found = condition()
            if await found if not isinstance(found, bool) else found:
                return time.monotonic() - begun
            await asyncio.sleep(0.01)


async def nothing_within(seconds: float, waiting: Awaitable[object]) -> None:
    """Check that this does not come within so many seconds."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(seconds):
            await waiting
