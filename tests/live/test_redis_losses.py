"""Redis killed, silent or absent: hints are late by seconds, and none is lost for good."""

import asyncio

from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from live.events import Event
from live.feed import Feeds
from live.hub import Hub
from tests.live.brokers import count_tasks, drained, hubs, within
from tests.live.conftest import Teller
from tests.live.following import Followed
from tests.support.proxy import proxied
from tests.support.redis import RedisServer
from tests.support.waiting import nothing_within, until


async def test_redis_killed_and_restarted(redis: RedisServer, dsn: str) -> None:
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


async def test_hints_made_while_the_broker_is_away_are_sent_when_it_is_back(redis: RedisServer, dsn: str) -> None:
    """Only our own connection is cut: the others have no reason to look by themselves."""
    async with (
        proxied(redis.port) as proxy,
        hubs(1, proxy.redis_url, dsn) as [here],
        hubs(1, redis.url, dsn) as [there],
    ):
        with there.waiter(["g:1"]) as watch:
            await drained(0.2, watch)
            await proxy.cut()
            await until(lambda: not here.healthy)
            here.hint(["g:1"])
            await nothing_within(0.5, watch.wait())
            await proxy.open()
            assert await within(5, watch.wait()) == {"g:1"}


async def test_a_silent_broker_counts_as_lost(redis: RedisServer, dsn: str) -> None:
    """The connection stays open, but carries nothing."""
    async with proxied(redis.port) as proxy, hubs(1, proxy.redis_url, dsn) as [hub]:
        with hub.waiter(["g:1"]) as watch:
            await drained(0.2, watch)
            proxy.silent = True
            assert await until(lambda: not hub.healthy) < 6
            proxy.silent = False
            assert await within(5, watch.wait()) == {"g:1"}
            assert hub.healthy


async def test_a_hub_starts_without_its_broker_and_uses_it_later(stopped_redis: RedisServer, dsn: str) -> None:
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


async def test_events_arrive_within_five_seconds_without_a_broker(
    engine: AsyncEngine, dsn: str, stopped_redis: RedisServer, group: str, tell_unhinted: Teller
) -> None:
    async with hubs(1, stopped_redis.url, dsn, poll=4.0) as [hub]:
        feeds = Feeds(hub, engine)
        await feeds.start()
        async with Followed(feeds, group) as followed:
            await tell_unhinted(Event(group, "k"))  # as another process would
            assert [row.number for row in await within(5, anext(followed))] == [1]
        await feeds.stop()


async def test_stopping_again_and_again_leaves_nothing_open(redis: RedisServer, dsn: str) -> None:
    async with Redis.from_url(redis.url) as looking:

        async def alone() -> bool:
            return len(await looking.client_list()) == 1

        await looking.ping()
        for moment in range(12):
            for gap in (1, 2):
                hub = Hub(redis.url, dsn)
                await hub.start()
                stops: list[asyncio.Task[None]] = []
                for pause in (moment, gap, 0):
                    stops.append(asyncio.create_task(hub.stop()))
                    for _ in range(pause + 1):
                        await asyncio.sleep(0)
                await asyncio.gather(*stops)
                await until(alone)  # Redis may not yet have noticed what is closed
