"""Hubs for tests, what they are waited for, and a line to Redis that can be cut."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from live.hub import Hub
from tests.support.tasks import tasks_of

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


async def until(condition, within: float = 5) -> float:
    """Wait for it; how long that took."""
    begun = time.monotonic()
    async with asyncio.timeout(within):
        while not condition():
            await asyncio.sleep(0.01)
    return time.monotonic() - begun


async def within(seconds: float, awaitable):
    """What comes so soon on a quiet machine; on any, before the poll would have brought it."""
    async with asyncio.timeout(max(seconds, 2.3)):
        return await awaitable


async def nothing_within(seconds: float, watch) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(seconds):
            await watch.wait()


async def drained(seconds: float, watch) -> None:
    """Whatever is still to come of what was before."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await watch.wait()


def count_tasks() -> int:
    """Of ours, and of the libraries that carry hints."""
    return sum(len(tasks_of(folder)) for folder in ("live", "broadcaster", "redis"))


LISTENERS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'usher hub' AND datname = current_database()"


async def pids(engine) -> list[int]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(LISTENERS))).scalars())


class Proxy:
    """A line to Redis that can be cut, or fall silent."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.silent = False
        self.port = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        assert self._server
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward_reader, onward = await asyncio.open_connection("127.0.0.1", self.target)
        self._writers |= {writer, onward}
        await asyncio.gather(self._pump(reader, onward), self._pump(onward_reader, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65_536):
                if not self.silent:
                    writer.write(data)
                    await writer.drain()
        writer.transport.abort()


@contextlib.asynccontextmanager
async def proxied(target: int) -> AsyncIterator[Proxy]:
    proxy = Proxy(target)
    await proxy.open()
    try:
        yield proxy
    finally:
        await proxy.cut()
        await asyncio.sleep(0.05)
