"""Hints over real brokers: they reach every process, and nothing waits for them."""

import asyncio
import time

import pytest

from live.hub import Hub
from tests.live.brokers import NEVER, drained, hubs, within
from tests.support.redis import RedisServer
from tests.support.waiting import nothing_within


@pytest.fixture(params=["postgres", "redis"])
def broker(request: pytest.FixtureRequest) -> str:
    if request.param == "postgres":
        return "postgres://"
    server: RedisServer = request.getfixturevalue("redis")
    return server.url


async def test_a_hint_reaches_the_watches_of_every_process_and_no_others(broker: str, dsn: str) -> None:
    async with hubs(2, broker, dsn) as (here, there):
        assert here.healthy
        assert there.healthy
        with here.waiter(["g:1"]) as own, there.waiter(["g:1", "a:1"]) as other, there.waiter(["g:2"]) as apart:
            await asyncio.sleep(0.05)
            for watch in (own, other, apart):
                await drained(0.05, watch)  # the first RESYNC, if it came after the watch
            here.hint(["g:1", "g:3"])
            assert await within(0.01, own.wait()) == {"g:1"}
            assert await within(1, other.wait()) == {"g:1"}
            await nothing_within(0.2, apart.wait())
            await nothing_within(0.2, own.wait())  # the echo of one's own hint wakes nobody again


async def test_hints_between_two_waits_are_merged(hub: Hub) -> None:
    with hub.waiter(["g:1", "g:2"]) as watch:
        for _ in range(1_000):
            hub.hint(["g:1"])
        hub.hint(["g:2"])
        assert await within(1, watch.wait()) == {"g:1", "g:2"}
        await nothing_within(0.2, watch.wait())


async def test_all_topics_of_a_large_hint_arrive(broker: str, dsn: str) -> None:
    topics = [f"a:{10**12 + n}" for n in range(5_000)]
    async with hubs(2, broker, dsn) as (here, there):
        with there.waiter(topics) as watch:
            seen: set[str] = set()
            here.hint(topics)
            async with asyncio.timeout(30):
                while len(seen) < len(topics):
                    seen |= await watch.wait()


async def test_too_many_topics_wake_every_waiter(broker: str, dsn: str) -> None:
    async with hubs(2, broker, dsn) as (here, there):
        with there.waiter(["g:7"]) as watch:
            await drained(0.1, watch)
            here.hint(f"a:{n}" for n in range(20_000))
            assert await within(3, watch.wait()) == {"g:7"}


async def test_a_hint_never_raises_and_never_waits(dsn: str, stopped_redis: RedisServer) -> None:
    hub = Hub(stopped_redis.url, dsn, poll=NEVER)
    with hub.waiter(["g:1"]) as watch:
        hub.hint(["g:1"])
        assert await within(0.1, watch.wait()) == {"g:1"}
        await hub.start()
        for n in range(20_000):
            hub.hint([f"g:{n}", "nonsense", ""])
        assert await within(0.1, watch.wait()) == {"g:1"}
        await hub.stop()
        hub.hint(["g:1"])
        assert await within(0.1, watch.wait()) == {"g:1"}


async def test_the_poll_finds_a_lost_hint_among_many_others(dsn: str) -> None:
    async with hubs(1, "postgres://", dsn, poll=0.5) as [hub]:
        with hub.waiter(["g:1", "g:2"]) as watch:
            seen: set[str] = set()
            async with asyncio.timeout(30):
                while "g:2" not in seen:
                    hub.hint(["g:1"])
                    seen |= await watch.wait()
                    await asyncio.sleep(0.01)


async def test_polls_come_within_five_seconds_and_are_jittered(dsn: str) -> None:
    """A sleep that begins with them shows how late the loop is."""
    hub = Hub("postgres://", dsn)
    with hub.waiter(["g:1"]) as one, hub.waiter(["g:1"]) as other:
        begun = time.monotonic()
        sleeping = asyncio.create_task(asyncio.sleep(4.5))
        first = await within(5, asyncio.gather(*(watch.wait() for watch in (one, other))))
        took = time.monotonic() - begun
        await sleeping
        assert 2.5 < took < time.monotonic() - begun + 0.5
        assert first == [frozenset({"g:1"})] * 2
