"""A Redis that falls silent, dies or comes back: counting goes on in the database, and nobody waits for it in turn."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from redis.asyncio import Redis
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from actions import attempts
from actions.attempts import Limiter, link_attempt
from app.http.rate_limits import make_limiter
from app.settings import Settings
from app.wiring import create_app
from db.tables import RateLimit
from rules.limits import make_limits
from rules.refusals import RefusalError
from tests.support.redis import RedisServer
from tests.support.servers import served

MOST = 5


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """One that may be frozen and killed."""
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture
def redis_settings(settings: Settings, redis: RedisServer) -> Settings:
    return settings.model_copy(update={"rate_limits": True, "redis_url": redis.url})


@pytest.fixture
async def limiter(redis_settings: Settings, redis: RedisServer, engine: AsyncEngine) -> AsyncIterator[Limiter]:
    await redis.start()
    limiter = make_limiter(redis_settings, engine)
    assert limiter is not None
    yield limiter
    await limiter.close()


async def tried(limiter: Limiter, email: str) -> str:
    try:
        await limiter.spend(link_attempt(make_limits(), email))
    except RefusalError as refusal:
        return refusal.code
    return "counted"


async def kept(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return await connection.scalar(select(func.count()).select_from(RateLimit)) or 0


async def test_a_silent_redis_is_waited_for_once_and_the_database_counts_exactly(
    limiter: Limiter, redis: RedisServer, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "SKIP_SECONDS", 60.0)
    assert await tried(limiter, "before@example.org") == "counted"
    before = await kept(engine)
    redis.freeze()
    with capture_logs() as logged:
        seen = [await tried(limiter, "during@example.org") for _ in range(4)]
        seen += await asyncio.gather(*(tried(limiter, "during@example.org") for _ in range(20)))
    assert Counter(seen) == {"counted": MOST, "RATE_LIMITED": 24 - MOST}
    assert await kept(engine) == before + 1
    assert [line["event"] for line in logged] == ["limit_store.lost"]


async def test_a_redis_that_is_back_counts_again(
    limiter: Limiter, redis: RedisServer, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "SKIP_SECONDS", 0.0)
    before = await kept(engine)
    redis.freeze()
    with capture_logs() as logged:
        assert await tried(limiter, "one@example.org") == "counted"
        assert await tried(limiter, "two@example.org") == "counted"
    assert len(logged) == 2, "it was asked again"
    redis.thaw()
    async with Redis.from_url(redis.url, socket_timeout=30) as looking:
        await looking.ping()
    for _ in range(MOST):
        assert await tried(limiter, "three@example.org") == "counted"
    assert await tried(limiter, "three@example.org") == "RATE_LIMITED"
    assert await kept(engine) == before + 2


async def test_counting_goes_on_when_redis_dies(limiter: Limiter, redis: RedisServer) -> None:
    assert await tried(limiter, "first@example.org") == "counted"
    redis.kill()
    seen = [await tried(limiter, "second@example.org") for _ in range(MOST + 1)]
    assert seen == ["counted"] * MOST + ["RATE_LIMITED"]


async def test_nothing_is_held_open_once_the_server_has_stopped(
    redis_settings: Settings, redis: RedisServer, dsn: str, http: httpx.AsyncClient
) -> None:
    await redis.start()
    async with Redis.from_url(redis.url) as looking:
        async with served(create_app(redis_settings, dsn, jobs=False)) as url:
            page = await http.get(f"{url}/join/ABCD-EFGH-2345")
            assert page.status_code == 404
            assert len(await looking.client_list()) > 1
        async with asyncio.timeout(30):
            while len(await looking.client_list()) != 1:  # it may not yet have noticed what is closed
                await asyncio.sleep(0.05)
