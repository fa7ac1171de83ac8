"""Feeds: each event once, in order, by one statement for all; and no memory for the slow."""

import asyncio
import gc
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text

from db.queries.events import position
from live.changes import Changes
from live.events import Event, append
from live.feed import Feeds
from live.hub import Hub
from live.subscription import Subscription
from tests.support.tasks import tasks_of


async def within(seconds: float, awaitable):
    """What comes so soon on a quiet machine."""
    async with asyncio.timeout(seconds + 2):
        return await awaitable


async def nothing_within(seconds: float, subscription) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(seconds):
            await anext(subscription)


def selects(statements: list[str]) -> list[str]:
    return [one for one in statements if "FROM events" in one]


async def test_a_stream_without_a_number_begins_now(feeds, group, tell, read_numbers):
    await tell.several(group, 3)
    async with Subscription(feeds, group) as followed:
        await nothing_within(0.2, followed)
        await tell(Event(group, "new", 4, 5, "detail"))
        [row] = await within(1, anext(followed))
    assert (row.topic, row.number, row.kind) == (group, 4, "new")
    assert (row.subject_id, row.account_id, row.detail) == (4, 5, "detail")
    assert abs(row.created_at - datetime.now(UTC)) < timedelta(minutes=1)


async def test_a_stream_catches_up_in_pages_and_goes_on_live(feeds, group, tell, read_numbers):
    await tell.several(group, 1_234)
    async with Subscription(feeds, group, 7) as followed:
        batch = await within(1, anext(followed))
        assert [row.number for row in batch] == list(range(8, 508))
        await tell.several(group, 3)
        assert await read_numbers(followed, 730) == list(range(508, 1_238))
        await tell.several(group, 600)
        assert await read_numbers(followed, 600) == list(range(1_238, 1_838))
        await nothing_within(0.2, followed)


async def test_a_thousand_watchers_cost_one_statement(feeds, group, accounts, tell, statements):
    """Each with the account whose session they go by, as sockets have it."""
    topics = [f"a:{one}" for one in await accounts(1_000)]
    watchers = [Subscription(feeds, {account: None, group: None}) for account in topics]
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


async def test_idle_streams_hold_no_connection(feeds, engine, group, accounts, statements):
    topics = [f"a:{one}" for one in await accounts(500)]
    watchers = [Subscription(feeds, {account: None, group: 0}) for account in topics]
    for watcher in watchers:
        await watcher.__aenter__()
    waiting = [asyncio.create_task(anext(watcher)) for watcher in watchers]
    await asyncio.sleep(0.2)
    assert engine.pool.checkedout() == 0
    statements.clear()
    await asyncio.sleep(4.3)
    assert 1 <= len(statements) <= 2  # the slow poll, for all of them
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
    for watcher in watchers:
        await watcher.__aexit__(None, None, None)


async def test_a_crowd_that_reconnects_with_cursors_leaves_connections_to_others(feeds, engine, group, tell):
    await tell.several(group, 700)
    most = 0

    async def follow(number: int) -> int:
        nonlocal most
        count = 0
        async with Subscription(feeds, group, number) as followed:
            while count < 700 - number:
                count += len(await anext(followed))
                most = max(most, engine.pool.checkedout())
        return count

    counts = await within(30, asyncio.gather(*(follow(number) for number in range(300))))
    assert counts == [700 - number for number in range(300)]
    assert most <= 5


async def test_a_slow_reader_costs_no_memory_and_misses_nothing(feeds, group, tell, read_numbers):
    async with Subscription(feeds, group) as slow, Subscription(feeds, group) as quick:
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


async def test_a_lost_hint_costs_seconds_not_for_ever(feeds, group, tell_unhinted):
    async with Subscription(feeds, group) as followed:
        await tell_unhinted(Event(group, "k"))
        await nothing_within(0.3, followed)
        [row] = await within(5, anext(followed))
        assert row.number == 1


async def test_an_event_that_commits_while_a_stream_is_entered_is_not_lost(feeds, group, tell):
    """Many times, since it depends on the moment."""
    for number in range(100):
        telling = asyncio.create_task(tell(Event(group, "k")))
        async with Subscription(feeds, group, number) as followed:
            [row] = await within(2, anext(followed))
            assert row.number == number + 1
        await telling


async def test_what_ends_a_right_is_seen_before_what_came_after_it(feeds, hub, group, account, tell_unhinted):
    """The hint at the account is lost; the group's arrives."""
    async with Subscription(feeds, {account: None, group: None}) as followed:
        await tell_unhinted(Event(account, "ended"))
        await tell_unhinted(Event(group, "after"))
        hub.hint([group])
        assert [row.kind for row in await within(1, anext(followed))] == ["ended", "after"]


async def test_what_ends_a_right_comes_first_also_to_one_who_enters_during_a_read(engine, feeds, group, accounts, tell):
    """Writers end one account's session and then change the group; no reader sees the change without the end."""
    topics = [f"a:{one}" for one in await accounts(60)]
    wrong = 0

    async def follow(account: str) -> None:
        nonlocal wrong
        async with Subscription(feeds, {account: None, group: None}) as followed:
            async with engine.connect() as connection:
                ended = await position(connection, account) > 0  # the door is asked after entering
            while not ended:
                for row in await anext(followed):
                    ended = ended or row.topic == account
                    wrong += row.detail == account and not ended  # which was committed after the end

    async def end(account: str) -> None:
        await tell(Event(account, "ended"))
        await tell(Event(group, "after", detail=account))

    async with Subscription(feeds, group), asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        for account in topics:
            tasks.create_task(follow(account))
            await asyncio.sleep(0.01)
            tasks.create_task(end(account))
    assert wrong == 0


@pytest.fixture
def slow(engine) -> Iterator[Callable[..., None]]:
    """Makes statements that a condition picks slow on their way there, or back."""
    hooks = []

    def make(moment: str, condition: Callable[[str, object], bool]) -> None:
        def wait(connection, _cursor, statement, parameters, *_rest) -> None:
            if condition(statement, parameters):
                connection.connection.dbapi_connection.run_async(lambda _: asyncio.sleep(0.3))

        event.listen(engine.sync_engine, moment, wait)
        hooks.append((moment, wait))

    yield make
    for moment, wait in hooks:
        event.remove(engine.sync_engine, moment, wait)


async def test_who_enters_while_the_others_are_being_read_for_still_sees_the_end_first(
    feeds, hub, group, account, tell_unhinted, slow
):
    """The statement on its way asks for the group alone, and will find what came after the end."""
    slow("before_cursor_execute", lambda statement, given: "LATERAL" in statement and account[2:] not in str(given))
    async with Subscription(feeds, group) as other:
        hub.hint([group])
        await asyncio.sleep(0.1)
        async with Subscription(feeds, {account: None, group: None}) as followed:
            await tell_unhinted(Event(account, "ended"))
            await tell_unhinted(Event(group, "after"))
            assert [row.kind for row in await within(1, anext(followed))] == ["ended", "after"]
            assert [row.kind for row in await within(1, anext(other))] == ["after"]


async def test_an_event_told_while_the_first_reader_is_finding_its_place_comes_at_once(feeds, group, tell, slow):
    slow("after_cursor_execute", lambda statement, _: "AS head" in statement)
    entering = asyncio.create_task(Subscription(feeds, group).__aenter__())
    await asyncio.sleep(0.15)
    await tell(Event(group, "k"))
    followed = await entering
    [row] = await within(1, anext(followed))
    assert row.number == 1
    await followed.__aexit__(None, None, None)


async def test_a_guard_that_lags_behind_holds_back_the_rest(feeds, group, account, tell):
    await tell.several(account, 900)
    await tell(Event(account, "ended"))
    await tell(Event(group, "after"))
    async with Subscription(feeds, {account: 0, group: 0}) as followed:
        first = await within(1, anext(followed))
        assert {row.topic for row in first} == {account}
        assert len(first) == 500
        second = await within(1, anext(followed))
        assert [row.kind for row in second[-2:]] == ["ended", "after"]


async def test_a_burst_reaches_all_who_are_up_to_date_in_shared_reads(feeds, group, accounts, tell, statements):
    topics = [f"a:{one}" for one in await accounts(50)]

    async def follow(account: str) -> int:
        seen = 0
        async with Subscription(feeds, {account: None, group: None}) as followed:
            entered.release()
            while seen < 3_000:
                for row in await anext(followed):
                    assert row.number == seen + 1
                    seen += 1
        return seen

    entered = asyncio.Semaphore(0)
    following = [asyncio.create_task(follow(account)) for account in topics]
    for _ in topics:
        await entered.acquire()
    statements.clear()
    await tell.several(group, 3_000)
    assert await within(10, asyncio.gather(*following)) == [3_000] * 50
    assert len(selects(statements)) <= 8


async def test_streams_go_on_after_the_database_has_cut_all_connections(engine, feeds, hub, group, tell):
    async with Subscription(feeds, group) as followed:
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


async def test_a_present_value_comes_at_the_start_then_once_for_whatever_has_changed(feeds, group, account, tell):
    async with Changes(feeds, {account, group}, {"plan", "badge"}) as changes:
        await within(0.1, anext(changes))
        await nothing_within(0.1, changes)
        await tell(Event(group, "other"))
        await nothing_within(0.3, changes)
        for _ in range(50):
            await tell(Event(group, "plan"), Event(account, "badge"))
        await asyncio.sleep(0.1)
        await within(0.1, anext(changes))
        await nothing_within(0.3, changes)
        await tell.several(group, 10_000, "plan")
        await asyncio.sleep(0.5)
        assert await within(0.1, anext(changes)) is None  # too many to name
        await nothing_within(0.3, changes)
        await tell(Event(account, "badge"))
        [row] = await within(1, anext(changes))
        assert (row.topic, row.kind) == (account, "badge")


async def test_all_events_that_count_are_named_not_only_the_first(feeds, group, account, tell):
    looked_at = []
    async with Changes(feeds, [account, group], concerning=lambda row: not looked_at.append(row.kind)) as changes:
        assert await within(0.1, anext(changes)) is None
        await tell(Event(group, "plan"), Event(group, "removed"), Event(account, "ended"))
        assert [row.kind for row in await within(1, anext(changes))] == ["ended", "plan", "removed"]
    assert looked_at == ["ended", "plan", "removed"]


async def test_a_present_value_can_be_of_one_subject(feeds, group, tell):
    async with Changes(feeds, [group], ["batch"], concerning=lambda row: row.subject_id == 2) as changes:
        await within(0.1, anext(changes))
        await tell(Event(group, "batch", 1), Event(group, "other", 2))
        await nothing_within(0.3, changes)
        await tell(Event(group, "batch", 2))
        await within(1, anext(changes))


async def test_no_change_is_missed_between_the_start_and_the_first_reading(feeds, group, tell):
    async with Changes(feeds, [group]) as changes:
        await tell(Event(group, "k"))
        await within(0.1, anext(changes))  # the consumer reads the value here, at the latest
        await within(1, anext(changes))
        await nothing_within(0.2, changes)


async def test_a_deadline_wakes_once_and_not_before_its_time(engine, feeds, group, tell):
    async def clock() -> datetime:
        async with engine.connect() as connection:
            return (await connection.execute(text("SELECT clock_timestamp()"))).scalar_one()

    deadline = await clock() + timedelta(seconds=0.6)
    async with Changes(feeds, [group], deadline=deadline) as changes, Subscription(feeds, group) as followed:
        followed.deadline = deadline
        await anext(changes)
        await tell(Event(group, "k"))
        await within(0.3, anext(changes))
        assert len(await within(0.3, anext(followed))) == 1
        waiting = asyncio.create_task(anext(followed))
        assert await within(2, anext(changes)) is None
        assert deadline <= await clock() < deadline + timedelta(seconds=0.3)
        assert await within(0.1, waiting) == []
        await nothing_within(0.2, changes)
        await nothing_within(0.2, followed)
        followed.deadline = await clock() - timedelta(days=1)
        assert await within(0.1, anext(followed)) == []


async def test_stopping_ends_every_stream_and_leaving_forgets_it(dsn, engine, group, account, tell_unhinted):
    before = tasks_of("live")
    hub = Hub("postgres://", dsn)
    await hub.start()
    feeds = Feeds(hub, engine)
    await feeds.start()

    async def follow() -> None:
        async with Subscription(feeds, {account: None, group: None}) as followed:
            async for _ in followed:
                pass
        async with Changes(feeds, [group]) as changes:
            async for _ in changes:
                pass

    following = [asyncio.create_task(follow()) for _ in range(10)]
    await asyncio.sleep(0.3)
    await feeds.stop()
    await within(1, asyncio.gather(*following))
    await hub.stop()
    assert tasks_of("live") == before


async def test_a_stream_that_could_not_be_entered_or_was_cut_leaves_nothing(feeds, group, account, statements):
    with pytest.raises(LookupError):
        await Subscription(feeds, {account: None, "g:999999999": None}).__aenter__()

    async def follow() -> None:
        async with Subscription(feeds, {account: None, group: None}) as followed:
            await anext(followed)

    following = asyncio.create_task(follow())
    await asyncio.sleep(0.1)
    following.cancel()
    await asyncio.wait([following])
    statements.clear()
    await asyncio.sleep(4.3)
    assert statements == []  # nobody follows anything, so the poll reads nothing
