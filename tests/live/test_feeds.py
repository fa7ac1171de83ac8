"""Feeds: each event once and in order, read by one statement for all subscribers."""

import asyncio
import gc
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from live.events import Event, append
from live.feed import Feeds
from live.hub import POLL, Hub
from tests.live.brokers import within
from tests.live.conftest import Made, ReadNumbers, Teller
from tests.live.following import Followed
from tests.support.tasks import tasks_of
from tests.support.waiting import nothing_within, until


def selects(statements: list[str]) -> list[str]:
    return [one for one in statements if "FROM events" in one]


async def test_a_stream_without_a_number_begins_now(
    feeds: Feeds, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    await tell.several(group, 3)
    async with Followed(feeds, group) as followed:
        await nothing_within(0.2, anext(followed))
        await tell(Event(group, "new", 4, 5, "detail"))
        [row] = await within(1, anext(followed))
    assert (row.topic, row.number, row.kind) == (group, 4, "new")
    assert (row.subject_id, row.account_id, row.detail) == (4, 5, "detail")
    assert abs(row.created_at - datetime.now(UTC)) < timedelta(minutes=1)


async def test_a_stream_catches_up_in_pages_and_goes_on_live(
    feeds: Feeds, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    await tell.several(group, 1_234)
    async with Followed(feeds, group, 7) as followed:
        batch = await within(1, anext(followed))
        assert [row.number for row in batch] == list(range(8, 508))
        await tell.several(group, 3)
        assert await read_numbers(followed, 730) == list(range(508, 1_238))
        await tell.several(group, 600)
        assert await read_numbers(followed, 600) == list(range(1_238, 1_838))
        await nothing_within(0.2, anext(followed))


async def test_a_thousand_watchers_cost_one_statement(
    feeds: Feeds, group: str, tell: Teller, statements: list[str]
) -> None:
    watchers = [Followed(feeds, group) for _ in range(1_000)]
    for watcher in watchers:
        await watcher.__aenter__()
    waiting = [asyncio.create_task(anext(watcher)) for watcher in watchers]
    await asyncio.sleep(0.1)
    statements.clear()
    await tell(Event(group, "k"))
    batches = await within(2, asyncio.gather(*waiting))
    assert [[row.number for row in batch] for batch in batches] == [[1]] * 1_000
    await asyncio.sleep(0.1)
    assert len(selects(statements)) == 1
    for watcher in watchers:
        await watcher.__aexit__(None, None, None)


@pytest.mark.parametrize("poll", [POLL])
async def test_idle_streams_hold_no_connection(
    feeds: Feeds, engine: AsyncEngine, group: str, accounts: Made, statements: list[str]
) -> None:
    topics = [group, *(f"a:{one}" for one in await accounts(500))]
    watchers = [Followed(feeds, topic, 0) for topic in topics]
    for watcher in watchers:
        await watcher.__aenter__()
    waiting = [asyncio.create_task(anext(watcher)) for watcher in watchers]
    await asyncio.sleep(0.2)
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    statements.clear()
    await asyncio.gather(until(lambda: bool(statements)), asyncio.sleep(4.3))
    assert 1 <= len(statements) <= 2  # the slow poll, for all of them
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
    for watcher in watchers:
        await watcher.__aexit__(None, None, None)


async def test_a_crowd_that_reconnects_with_cursors_leaves_connections_to_others(
    feeds: Feeds, engine: AsyncEngine, group: str, tell: Teller
) -> None:
    await tell.several(group, 700)
    most = 0

    async def follow(number: int) -> int:
        nonlocal most
        count = 0
        async with Followed(feeds, group, number) as followed:
            while count < 700 - number:
                count += len(await anext(followed))
                most = max(most, engine.pool.checkedout())  # type: ignore[attr-defined]
        return count

    counts = await within(30, asyncio.gather(*(follow(number) for number in range(300))))
    assert counts == [700 - number for number in range(300)]
    assert most <= 5


async def test_a_slow_subscriber_is_not_buffered_and_misses_nothing(
    feeds: Feeds, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    async with Followed(feeds, group) as slow, Followed(feeds, group) as quick:
        await tell.several(group, 2_000)
        await read_numbers(quick, 2_000)
        gc.collect()
        tracemalloc.start()
        for _ in range(10):
            await tell.several(group, 2_000)
            await read_numbers(quick, 2_000)
        gc.collect()
        grown, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert grown < 6 * 2**20  # what all share, bounded; unbounded, these would be 20,000 events
        assert await read_numbers(slow, 22_000) == list(range(1, 22_001))


@pytest.mark.parametrize("poll", [POLL])
async def test_a_lost_hint_costs_seconds_not_for_ever(feeds: Feeds, group: str, tell_unhinted: Teller) -> None:
    async with Followed(feeds, group) as followed:
        await tell_unhinted(Event(group, "k"))
        await nothing_within(0.3, anext(followed))
        [row] = await within(5, anext(followed))
        assert row.number == 1


async def test_an_event_committed_while_a_stream_opens_is_not_lost(feeds: Feeds, group: str, tell: Teller) -> None:
    """Repeated, because it depends on the moment."""
    for number in range(100):
        telling = asyncio.create_task(tell(Event(group, "k")))
        async with Followed(feeds, group, number) as followed:
            [row] = await within(2, anext(followed))
            assert row.number == number + 1
        await telling


async def test_an_event_published_while_the_first_subscriber_opens_arrives_at_once(
    feeds: Feeds, engine: AsyncEngine, group: str, tell: Teller
) -> None:
    has_read, may_go_on = asyncio.Event(), asyncio.Event()

    async def wait(_: object) -> None:
        has_read.set()
        await may_go_on.wait()

    def hold(connection: Any, _cursor: object, statement: str, *_rest: object) -> None:
        if "AS head" in statement:
            connection.connection.dbapi_connection.run_async(wait)

    event.listen(engine.sync_engine, "after_cursor_execute", hold)
    entering = asyncio.create_task(Followed(feeds, group).__aenter__())
    await within(5, has_read.wait())
    await tell(Event(group, "k"))
    may_go_on.set()
    followed = await entering
    event.remove(engine.sync_engine, "after_cursor_execute", hold)
    [row] = await within(1, anext(followed))
    assert row.number == 1
    await followed.__aexit__(None, None, None)


async def test_a_burst_reaches_all_who_are_up_to_date_in_shared_reads(
    feeds: Feeds, group: str, tell: Teller, statements: list[str]
) -> None:
    async def follow() -> int:
        seen = 0
        async with Followed(feeds, group) as followed:
            entered.release()
            while seen < 3_000:
                for row in await anext(followed):
                    assert row.number == seen + 1
                    seen += 1
        return seen

    entered = asyncio.Semaphore(0)
    following = [asyncio.create_task(follow()) for _ in range(50)]
    for _ in following:
        await entered.acquire()
    statements.clear()
    await tell.several(group, 3_000)
    assert await within(10, asyncio.gather(*following)) == [3_000] * 50
    assert len(selects(statements)) <= 8


async def test_streams_go_on_after_the_database_has_cut_all_connections(
    engine: AsyncEngine, feeds: Feeds, hub: Hub, group: str, tell: Teller
) -> None:
    async with Followed(feeds, group) as followed:
        for number in (1, 2, 3):
            async with engine.begin() as connection:
                await connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
                await append(connection, [Event(group, "k")])
            hub.hint([group])
            [row] = await within(5, anext(followed))
            assert row.number == number
    await engine.dispose()


async def test_stopping_leaves_nothing_running(
    dsn: str, engine: AsyncEngine, group: str, tell_unhinted: Teller
) -> None:
    before = tasks_of("live")
    hub = Hub("postgres://", dsn)
    await hub.start()
    feeds = Feeds(hub, engine)
    await feeds.start()
    async with Followed(feeds, group), Followed(feeds, group, 0):
        assert tasks_of("live") != before
        await feeds.stop()
        await hub.stop()
        assert tasks_of("live") == before


@pytest.mark.parametrize("poll", [POLL])
async def test_a_stream_that_fails_to_open_leaves_nothing_behind(
    feeds: Feeds, group: str, statements: list[str]
) -> None:
    with pytest.raises(LookupError):
        await Followed(feeds, "g:999999999").__aenter__()

    async def follow() -> None:
        async with Followed(feeds, group) as followed:
            await anext(followed)

    following = asyncio.create_task(follow())
    await asyncio.sleep(0.1)
    following.cancel()
    await asyncio.wait([following])
    statements.clear()
    await asyncio.sleep(4.3)
    assert statements == []  # nobody follows anything, so the poll reads nothing
