"""The hub over real brokers: hints arrive, losses heal, nothing waits and nothing is left behind."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from live.events import Event
from live.feed import Feeds
from live.hub import Hub, SecondProcessError
from tests.live.following import Followed
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


@pytest.fixture(params=["postgres", "redis"])
def broker(request) -> str:
    return request.getfixturevalue("redis").url if request.param == "redis" else "postgres://"


async def test_a_hint_reaches_the_watches_of_every_process_and_no_others(broker, dsn):
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
            await nothing_within(0.2, apart)
            await nothing_within(0.2, own)  # the echo of one's own hint wakes nobody again


async def test_hints_between_two_waits_are_one(dsn, hub):
    with hub.waiter(["g:1", "g:2"]) as watch:
        for _ in range(1_000):
            hub.hint(["g:1"])
        hub.hint(["g:2"])
        assert await within(1, watch.wait()) == {"g:1", "g:2"}
        await nothing_within(0.2, watch)


async def test_many_topics_in_one_hint_arrive_all(broker, dsn):
    topics = [f"a:{10**12 + n}" for n in range(5_000)]
    async with hubs(2, broker, dsn) as (here, there):
        with there.waiter(topics) as watch:
            seen: set[str] = set()
            here.hint(topics)
            async with asyncio.timeout(3):
                while len(seen) < len(topics):
                    seen |= await watch.wait()


async def test_too_many_topics_become_a_look_at_everything(broker, dsn):
    async with hubs(2, broker, dsn) as (here, there):
        with there.waiter(["g:7"]) as watch:
            await drained(0.1, watch)
            here.hint(f"a:{n}" for n in range(20_000))
            assert await within(3, watch.wait()) == {"g:7"}


async def test_a_hint_never_raises_and_never_waits(dsn, stopped_redis):
    hub = Hub(stopped_redis.url, dsn)
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


async def test_a_lost_hint_is_healed_by_the_poll_even_in_a_rain_of_others(dsn):
    async with hubs(1, "postgres://", dsn, poll=0.5) as [hub]:
        with hub.waiter(["g:1", "g:2"]) as watch:
            seen: set[str] = set()
            async with asyncio.timeout(5):
                while "g:2" not in seen:
                    hub.hint(["g:1"])
                    seen |= await watch.wait()
                    await asyncio.sleep(0.01)


async def test_the_poll_is_below_five_seconds_and_not_in_step(dsn):
    hub = Hub("postgres://", dsn)
    with hub.waiter(["g:1"]) as one, hub.waiter(["g:1"]) as other:
        begun = time.monotonic()
        first = await within(5, asyncio.gather(one.wait(), other.wait()))
        assert 2.5 < time.monotonic() - begun < 5
        assert first == [{"g:1"}, {"g:1"}]


LISTENERS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'usher hub' AND datname = current_database()"


async def pids(engine) -> list[int]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(LISTENERS))).scalars())


async def test_postgres_takes_one_connection_however_much_is_hinted(engine, dsn):
    async with hubs(1, "postgres://", dsn) as [hub]:
        for n in range(200):
            hub.hint([f"g:{n}"])
            await asyncio.sleep(0)
        assert len(await pids(engine)) == 1


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


async def test_memory_is_for_one_process(dsn):
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


async def test_memory_takes_its_lock_again_when_the_connection_was_lost(engine, dsn):
    async with hubs(1, "memory://", dsn) as [hub]:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM ({LISTENERS}) AS it"))
        await until(lambda: not hub.healthy)
        await until(lambda: hub.healthy)
        with pytest.raises(SecondProcessError):
            await Hub("memory://", dsn).start()


@pytest.mark.parametrize("url", ["amqp://x", "http://x", "", "redis"])
def test_an_unknown_broker_is_refused(url, dsn):
    with pytest.raises(ValueError, match="no broker"):
        Hub(url, dsn)


@pytest.mark.parametrize("kind", ["postgres", "redis", "memory", "absent"])
async def test_stopping_leaves_no_task_and_no_connection(stopped_redis, engine, dsn, kind):
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
    assert await pids(engine) == []


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
