"""A process whose connection pool is stuck asks to be restarted; one whose database is down does not."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from app.http.draining import Draining
from app.http.health import Health
from app.presence import Presence
from app.settings import Settings
from db.engine import make_engine
from db.pool_watch import PoolWatch
from live.hub import Hub
from tests.support.databases import let_in
from tests.support.servers import served

LONG_WAIT = 0.3


@dataclass
class WatchedServer:
    url: str
    engine: AsyncEngine
    name: str
    http: httpx.AsyncClient

    async def statuses(self, seconds: float) -> set[int]:
        """Return the statuses of `/healthz` within so many seconds."""
        found: set[int] = set()
        end = time.monotonic() + seconds
        while not found or time.monotonic() < end:
            found.add((await self.http.get(f"{self.url}/healthz")).status_code)
            await asyncio.sleep(0.1)
        return found


@pytest.fixture
async def server(
    apart: tuple[str, AsyncEngine], settings: Settings, http: httpx.AsyncClient
) -> AsyncIterator[WatchedServer]:
    dsn, _ = apart
    engine = make_engine(dsn, pool_size=3)
    presence = Presence(engine, settings.config(""), None)
    health = Health(engine, Hub("postgres://", dsn), None, presence, PoolWatch(engine, dsn, LONG_WAIT), Draining(0))
    async with served(Starlette(routes=health.routes())) as url:
        yield WatchedServer(url, engine, urlsplit(dsn).path.strip("/"), http)
    await engine.dispose()


async def test_a_stuck_pool_fails_the_health_check(server: WatchedServer) -> None:
    assert await server.statuses(0.6) == {200}
    async with AsyncExitStack() as stack:
        for _ in range(3):
            await stack.enter_async_context(server.engine.connect())
        async with asyncio.timeout(30):
            while (stuck := await server.http.get(f"{server.url}/healthz")).status_code == 200:
                await asyncio.sleep(0.1)
        assert (stuck.status_code, stuck.json()["status"]) == (503, "stuck")
    async with server.engine.connect():
        assert await server.statuses(0.2) == {200}


async def test_a_database_that_is_down_does_not_fail_the_health_check(server: WatchedServer, postgres: str) -> None:
    await let_in(postgres, server.name, allowed=False)
    try:
        await asyncio.sleep(LONG_WAIT)
        assert await server.statuses(1.5) == {200}
    finally:
        await let_in(postgres, server.name, allowed=True)
