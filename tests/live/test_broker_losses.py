"""Connections to brokers that are lost: they are made again, and everyone looks again."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from live.hub import Hub, SecondProcessError
from tests.live.brokers import LISTENERS, drained, hubs, pids, within
from tests.support.proxy import proxied
from tests.support.redis import RedisServer
from tests.support.tasks import tasks_of
from tests.support.waiting import until


async def test_all_waiters_look_again_after_the_listening_connection_was_lost(engine: AsyncEngine, dsn: str) -> None:
    with capture_logs() as logs:
        async with hubs(2, "postgres://", dsn) as (here, there):
            with here.waiter(["g:1"]) as own, there.waiter(["g:2"]) as other:
                await asyncio.sleep(0.1)
                for watch in (own, other):
                    await drained(0.05, watch)
                for _ in range(3):
                    before = await pids(engine)
                    async with engine.begin() as connection:
                        await connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM ({LISTENERS}) AS it"))
                    assert await within(1, own.wait()) == {"g:1"}
                    assert await within(1, other.wait()) == {"g:2"}
                    await until(lambda: here.healthy and there.healthy)
                    assert not set(before) & set(await pids(engine))
                    there.hint(["g:1"])
                    assert await within(1, own.wait()) == {"g:1"}
    assert len([log for log in logs if log["event"] == "broker.lost"]) == 6
    assert len(logs) <= 14


async def test_the_memory_broker_locks_again_after_a_lost_connection(engine: AsyncEngine, dsn: str) -> None:
    async with hubs(1, "memory://", dsn) as [hub]:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM ({LISTENERS}) AS it"))
        await until(lambda: not hub.healthy)
        await until(lambda: hub.healthy)
        with pytest.raises(SecondProcessError):
            await Hub("memory://", dsn).start()


async def test_stopping_works_at_any_moment_of_a_loss(redis: RedisServer, dsn: str) -> None:
    before = tasks_of("live")
    for moment in range(30):
        async with proxied(redis.port) as proxy:
            hub = Hub(proxy.redis_url, dsn)
            await hub.start()
            await proxy.cut()
            for _ in range(moment):
                await asyncio.sleep(0)
            await within(3, hub.stop())
            await proxy.open()
    assert tasks_of("live") == before
