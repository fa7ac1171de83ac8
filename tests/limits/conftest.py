"""Two server processes with limits, which trust a proxy on this machine to name a request's address."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from rules.limits import make_limits
from tests.support.client import Client
from tests.support.people import People
from tests.support.redis import RedisServer
from tests.support.servers import processes, served


@dataclass
class Limited:
    """The servers, people at the first, and networks that nobody has used yet."""

    urls: list[str]
    people: People
    http: httpx.AsyncClient

    def network(self) -> dict[str, str]:
        """The headers of a request from a network of its own."""
        return {"x-forwarded-for": f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"}

    def stranger(self, network: dict[str, str], server: int = 0) -> Client:
        """Somebody not signed in."""
        return Client(self.http, self.urls[server], headers=network)


COSTLY = "{ viewer { memberships(first: 100) { nodes { group { members(first: 60) { nodes { id } } } } } } }"
"""A document that is counted."""

LIMITS_ON = {"USHER_RATE_LIMITS": "on", "USHER_TRUSTED_PROXIES": "127.0.0.1"}


@pytest.fixture(scope="package")
async def in_database(
    dsn: str, data_folder: Path, engine: AsyncEngine, http: httpx.AsyncClient
) -> AsyncIterator[Limited]:
    """Servers that count attempts in the database."""
    async with processes(dsn, data_folder, 2, **LIMITS_ON) as urls:
        yield Limited(urls, People(engine, http, urls[0]), http)


@pytest.fixture(scope="package")
async def redis(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RedisServer]:
    """A Redis that no test stops."""
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        await server.start()
        yield server


@pytest.fixture(scope="package")
async def in_redis(
    redis: RedisServer, dsn: str, data_folder: Path, engine: AsyncEngine, http: httpx.AsyncClient
) -> AsyncIterator[Limited]:
    """Servers that count attempts in Redis."""
    async with processes(dsn, data_folder, 2, USHER_REDIS_URL=redis.url, **LIMITS_ON) as urls:
        yield Limited(urls, People(engine, http, urls[0]), http)


@pytest.fixture(scope="package")
def limited(in_database: Limited) -> Limited:
    """Servers that count attempts; in the database unless a test does not care."""
    return in_database


@pytest.fixture(scope="module", params=["in_database", "in_redis"])
def either(request: pytest.FixtureRequest) -> Limited:
    """Servers that count in the database, then in Redis."""
    found: Limited = request.getfixturevalue(request.param)
    return found


@asynccontextmanager
async def serving(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, changed: dict[str, object]
) -> AsyncIterator[Limited]:
    """A server with limits, some of them changed."""
    given = {"rate_limits": True, "trusted_proxies": ("127.0.0.1",), "limits": make_limits(changed)}
    async with served(create_app(settings.model_copy(update=given), dsn, jobs=False)) as url:
        yield Limited([url], People(engine, http, url), http)
