"""Hubs for tests, and waiting for what they hear."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from live.hub import Hub, TopicWaiter
from tests.support.tasks import tasks_of

Value = TypeVar("Value")
NEVER = 3_600.0  # a poll that cannot be what brought the hint


@contextlib.asynccontextmanager
async def hubs(count: int, url: str, dsn: str, poll: float = NEVER) -> AsyncIterator[list[Hub]]:
    started = [Hub(url, dsn, poll=poll) for _ in range(count)]
    for hub in started:
        await hub.start()
    try:
        yield started
    finally:
        for hub in started:
            await hub.stop()


async def within(seconds: float, awaitable: Awaitable[Value]) -> Value:
    """Wait so long, or on a busy machine for twenty seconds more: no poll brings what is awaited."""
    async with asyncio.timeout(seconds + 20):
        return await awaitable


async def drained(seconds: float, watch: TopicWaiter) -> None:
    """Take what was hinted before."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await watch.wait()


def count_tasks() -> int:
    """Count our tasks, and those of the libraries that carry hints."""
    return sum(len(tasks_of(folder)) for folder in ("live", "broadcaster", "redis"))


LISTENERS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'usher hub' AND datname = current_database()"


async def pids(engine: AsyncEngine) -> list[int]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(LISTENERS))).scalars())
