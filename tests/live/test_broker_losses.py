"""Brokers that are lost, silent or absent: losses heal, and hints that were lost cost seconds."""

import asyncio

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from live.events import Event
from live.feed import Feeds
from live.hub import Hub, SecondProcessError
from tests.live.brokers import LISTENERS, count_tasks, drained, hubs, nothing_within, pids, proxied, until, within
from tests.live.following import Followed
from tests.support.tasks import tasks_of


async def test_everyone_looks_again_after_the_listening_connection_was_terminated(engine, dsn):
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


async def test_redis_killed_and_restarted(redis, dsn):
    with capture_logs() as logs:
        async with hubs(2, redis.url, dsn) as (here, there):
            with there.waiter(["g:1"]) as watch:
                running = count_tasks()
                for _ in range(3):
                    redis.kill()
                    await until(lambda: not here.healthy and not there.healthy)
                    assert here.describe()["state"] == "down"
                    here.hint(["g:1"])  # fails nobody
                    await asyncio.sleep(1.5)
                    await drained(0.01, watch)
                    await redis.start()
                    assert await within(5, watch.wait()) == {"g:1"}
                    assert await until(lambda: here.healthy and there.healthy) < 5
                    await drained(0.2, watch)
                    here.hint(["g:1"])
                    assert await within(1, watch.wait()) == {"g:1"}
                await until(lambda: count_tasks() == running)
    assert len(logs) <= 14  # a line for each change of state, none for each try


async def test_what_was_hinted_while_the_broker_was_away_is_sent_once_it_is_back(redis, dsn):
    """Only our own line was cut: the others have no reason to look by themselves."""
    async with proxied(redis.port) as proxy, hubs(1, proxy.url, dsn) as [here], hubs(1, redis.url, dsn) as [there]:
        with there.waiter(["g:1"]) as watch:
            await drained(0.2, watch)
            await proxy.cut()
            await until(lambda: not here.healthy)
            here.hint(["g:1"])
            await nothing_within(0.5, watch)
            await proxy.open()
            assert await within(5, watch.wait()) == {"g:1"}


async def test_silence_is_noticed(redis, dsn):
    """The line stands, and carries nothing any more."""
    async with proxied(redis.port) as proxy, hubs(1, proxy.url, dsn) as [hub]:
        with hub.waiter(["g:1"]) as watch:
            await drained(0.2, watch)
            proxy.silent = True
            assert await until(lambda: not hub.healthy, within=8) < 6
            proxy.silent = False
            assert await within(5, watch.wait()) == {"g:1"}
            assert hub.healthy


async def test_an_absent_broker_stops_no_start_and_is_used_once_it_is_there(stopped_redis, dsn):
    with capture_logs() as logs:
        async with hubs(1, stopped_redis.url, dsn) as [hub]:
            assert not hub.healthy
            assert hub.describe() == {
                "broker": "redis",
                "state": "down",
                "since": hub.describe()["since"],
                "reason": "ConnectionError",
            }
            await asyncio.sleep(2)
            with hub.waiter(["g:1"]) as watch:
                await stopped_redis.start()
                assert await within(5, watch.wait()) == {"g:1"}
            assert hub.healthy
            assert hub.describe()["state"] == "up"
    assert [log["event"] for log in logs] == ["broker.lost", "broker.returned"]


async def test_events_arrive_within_five_seconds_without_a_broker(engine, dsn, stopped_redis, group, tell_unhinted):
    async with hubs(1, stopped_redis.url, dsn, poll=4.0) as [hub]:
        feeds = Feeds(hub, engine)
        await feeds.start()
        async with Followed(feeds, group) as followed:
            await tell_unhinted(Event(group, "k"))  # as another process would
            assert [row.number for row in await within(5, anext(followed))] == [1]
        await feeds.stop()


async def test_memory_takes_its_lock_again_when_the_connection_was_lost(engine, dsn):
    async with hubs(1, "memory://", dsn) as [hub]:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM ({LISTENERS}) AS it"))
        await until(lambda: not hub.healthy)
        await until(lambda: hub.healthy)
        with pytest.raises(SecondProcessError):
            await Hub("memory://", dsn).start()


async def test_stopping_at_the_moment_of_a_loss_stops(redis, dsn):
    before = tasks_of("live")
    for moment in range(30):
        async with proxied(redis.port) as proxy:
            hub = Hub(proxy.url, dsn)
            await hub.start()
            await proxy.cut()
            for _ in range(moment):
                await asyncio.sleep(0)
            await within(3, hub.stop())
            await proxy.open()
    assert tasks_of("live") == before
