"""A hub's connections: one to PostgreSQL, one process for memory, and none after stopping."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from live.feed import Feeds
from live.hub import Hub, SecondProcessError
from tests.live.brokers import hubs, pids, within
from tests.support.redis import RedisServer
from tests.support.tasks import tasks_of
from tests.support.waiting import until


async def only(engine: AsyncEngine, count: int) -> None:
    """Wait until there are so many connections: PostgreSQL ends one a moment after it was closed."""

    async def are_so_many() -> bool:
        return len(await pids(engine)) == count

    await until(are_so_many)


async def test_many_hints_use_one_connection_to_postgres(engine: AsyncEngine, dsn: str) -> None:
    async with hubs(1, "postgres://", dsn) as [hub]:
        for n in range(200):
            hub.hint([f"g:{n}"])
            await asyncio.sleep(0)
        await only(engine, 1)


async def test_the_memory_broker_refuses_a_second_process(dsn: str) -> None:
    async with hubs(1, "memory://", dsn) as [hub]:
        assert hub.healthy
        second = Hub("memory://", dsn)
        with pytest.raises(SecondProcessError, match="memory://"):
            await second.start()
        await second.stop()
        with hub.waiter(["g:1"]) as watch:
            hub.hint(["g:1"])
            assert await within(0.1, watch.wait()) == {"g:1"}
    async with hubs(1, "memory://", dsn) as [hub]:
        assert hub.healthy


@pytest.mark.parametrize("url", ["amqp://x", "http://x", "", "redis"])
async def test_an_unknown_broker_is_refused(url: str, dsn: str) -> None:
    with pytest.raises(ValueError, match="no broker"):
        Hub(url, dsn)


@pytest.mark.parametrize("kind", ["postgres", "redis", "memory", "absent"])
async def test_stopping_leaves_no_task_and_no_connection(
    stopped_redis: RedisServer, engine: AsyncEngine, dsn: str, kind: str
) -> None:
    url = stopped_redis.url if kind in {"redis", "absent"} else f"{kind}://"
    if kind == "redis":
        await stopped_redis.start()
    before = tasks_of("live")
    hub = Hub(url, dsn)
    await hub.start()
    feeds = Feeds(hub, engine)
    await feeds.start()
    hub.hint(["g:1"])
    await asyncio.sleep(0.1)
    await feeds.stop()
    await hub.stop()
    assert tasks_of("live") == before
    await only(engine, 0)
