"""Events are numbered in the order of commits, without gaps."""

import asyncio
import random

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.queries.events import after, position
from live.events import Event, append
from live.feed import Feeds
from live.hub import Hub
from tests.live.conftest import Made, ReadNumbers, Teller
from tests.live.following import Followed
from tests.support.waiting import until


async def kinds_after(engine: AsyncEngine, topic: str, number: int = 0) -> list[tuple[int, str]]:
    async with engine.connect() as connection:
        page = await after(connection, {topic: number})
    return [(row.number, row.kind) for row in page.rows.get(topic, [])]


async def test_events_are_numbered_stream_by_stream_in_the_order_given(
    engine: AsyncEngine, group: str, account: str, tell: Teller
) -> None:
    heads = await tell(
        Event(group, "one", 5, 6, "why"), Event(account, "other"), Event(group, "two"), Event(group, "three")
    )
    assert heads == {group: 3, account: 1}
    assert await kinds_after(engine, group) == [(1, "one"), (2, "two"), (3, "three")]
    assert await tell(Event(group, "four")) == {group: 4}
    assert await kinds_after(engine, group, 3) == [(4, "four")]
    async with engine.connect() as connection:
        first = (await after(connection, {group: 0})).rows[group][0]
        assert (first.subject_id, first.account_id, first.detail) == (5, 6, "why")
        assert await position(connection, group) == 4


async def test_a_rollback_leaves_no_hole(engine: AsyncEngine, group: str, tell: Teller) -> None:
    await tell(Event(group, "one"))
    async with engine.connect() as connection:
        assert await append(connection, [Event(group, "never")]) == {group: 2}
        await connection.rollback()
    assert await tell(Event(group, "two")) == {group: 2}
    assert await kinds_after(engine, group) == [(1, "one"), (2, "two")]


async def test_an_unknown_stream_is_refused(engine: AsyncEngine, group: str, tell: Teller) -> None:
    with pytest.raises(LookupError):
        await tell(Event(group, "one"), Event("g:999999999", "two"))
    assert await kinds_after(engine, group) == []
    for topic in ("x:1", "g", "g:", "g:x"):
        with pytest.raises(ValueError, match=r"topic|invalid literal"):
            await tell(Event(topic, "one"))


async def test_appending_many_events_takes_no_more_statements(
    engine: AsyncEngine, group: str, accounts: Made, tell: Teller, statements: list[str]
) -> None:
    topics = [f"a:{one}" for one in await accounts(5_000)]
    statements.clear()
    heads = await tell(Event(group, "one"), *(Event(topic, "one") for topic in topics))
    many = len(statements)
    assert heads == dict.fromkeys([group, *topics], 1)
    statements.clear()
    await tell(Event(group, "one"), *(Event(topic, "one") for topic in topics[:2]))
    assert many == len(statements) <= 5


async def _with_sequence_and_transaction_id(connection: AsyncConnection, what: str) -> None:
    """Draw a sequence number and a transaction ID, which other designs order events by."""
    await connection.execute(text("INSERT INTO naive (what) VALUES (:what)"), {"what": what})


async def test_a_transaction_that_commits_late_is_not_skipped(
    engine: AsyncEngine, feeds: Feeds, hub: Hub, group: str, read_numbers: ReadNumbers
) -> None:
    """The slower transaction has the lower sequence number and the lower transaction ID."""
    by_id = "SELECT what FROM naive WHERE id > :last ORDER BY id"
    by_xid = "SELECT what FROM naive WHERE (xid, id) > (CAST(:xid AS text)::xid8, :last) ORDER BY xid, id"
    async with engine.begin() as connection:
        await connection.execute(
            text("CREATE TABLE naive (id bigserial, xid xid8 DEFAULT pg_current_xact_id(), what text)")
        )
    async with Followed(feeds, group, 0) as followed, engine.connect() as slow, engine.connect() as quick:
        await _with_sequence_and_transaction_id(slow, "slow")
        await _with_sequence_and_transaction_id(quick, "quick")
        await append(quick, [Event(group, "quick")])
        await quick.commit()
        hub.hint([group])
        async with asyncio.timeout(30):
            seen = [row.kind for row in await anext(followed)]
        async with engine.connect() as reader:
            last, xid = (await reader.execute(text("SELECT id, xid::text FROM naive"))).one()
        await append(slow, [Event(group, "slow")])
        await slow.commit()
        hub.hint([group])
        async with asyncio.timeout(30):
            seen += [row.kind for row in await anext(followed)]
    async with engine.connect() as reader:
        missed_by_id = (await reader.execute(text(by_id), {"last": last})).all()
        missed_by_xid = (await reader.execute(text(by_xid), {"last": last, "xid": xid})).all()
    assert missed_by_id == missed_by_xid == []  # the schedule is one at which both of them fail
    assert seen == ["quick", "slow"]


async def waits_for_a_lock(engine: AsyncEngine) -> bool:
    waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    async with engine.connect() as connection:
        return bool((await connection.execute(text(f"SELECT EXISTS ({waiting})"))).scalar_one())


async def test_transactions_commit_in_the_order_of_their_numbers(
    engine: AsyncEngine, feeds: Feeds, hub: Hub, group: str, tell: Teller
) -> None:
    """A second transaction waits for its number, so no reader ever sees 2 before 1."""
    async with Followed(feeds, group, 0) as followed, engine.connect() as first:
        await append(first, [Event(group, "first")])
        second = asyncio.create_task(tell(Event(group, "second")))
        await until(lambda: waits_for_a_lock(engine))
        hub.hint([group])
        assert not second.done()
        assert await kinds_after(engine, group) == []
        await first.commit()
        await second
        seen: list[str] = []
        async with asyncio.timeout(30):
            while len(seen) < 2:
                seen += [row.kind for row in await anext(followed)]
    assert seen == ["first", "second"]


async def test_a_long_transaction_elsewhere_delays_nobody(
    engine: AsyncEngine, feeds: Feeds, account: str, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    async with engine.connect() as idle, Followed(feeds, group) as followed:
        await append(idle, [Event(account, "not yet")])
        await tell(Event(group, "now"))
        assert await read_numbers(followed, 1) == [1]
        await idle.rollback()


async def test_changes_by_many_writers_are_followed_across_cuts_each_once_and_in_order(
    engine: AsyncEngine, feeds: Feeds, hub: Hub, group: str
) -> None:
    """The value is written under the same lock as the number, so the last event has the last value."""
    changes, rnd = 300, random.Random(7)
    remaining = iter(range(changes))
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE tally (what bigint)"))
        await connection.execute(text("INSERT INTO tally VALUES (-1)"))

    async def write() -> None:
        for change in remaining:
            async with engine.begin() as connection:
                if change % 3:
                    await connection.execute(text("SELECT pg_current_xact_id()"))
                    await asyncio.sleep(rnd.random() / 100)
                await append(connection, [Event(group, "set", change)])
                await connection.execute(text("UPDATE tally SET what = :it"), {"it": change})
            hub.hint([group])

    async def follow() -> list[int]:
        seen: list[int] = []
        number = 0
        while number < changes:
            async with Followed(feeds, group, number) as followed:
                for _ in range(rnd.randint(1, 4)):
                    if number == changes:
                        break
                    for row in await anext(followed):
                        assert row.number == number + 1
                        assert row.subject_id is not None
                        number = row.number
                        seen.append(row.subject_id)
        return seen

    async with asyncio.timeout(120), asyncio.TaskGroup() as tasks:
        following = tasks.create_task(follow())
        for _ in range(8):
            tasks.create_task(write())
    seen = following.result()
    async with engine.connect() as connection:
        final = (await connection.execute(text("SELECT what FROM tally"))).scalar_one()
    assert sorted(seen) == list(range(changes))
    assert seen[-1] == final


async def test_a_snapshot_followed_from_its_cursor_misses_and_doubles_nothing(
    engine: AsyncEngine, feeds: Feeds, hub: Hub, group: str
) -> None:
    """Read state and cursor in one snapshot, 200 times, during constant changes."""
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE poured (what bigint)"))
    stop = asyncio.Event()

    async def pour() -> None:
        change = 0
        while not stop.is_set():
            change += 1
            async with engine.begin() as connection:
                await append(connection, [Event(group, "added", change)])
                await connection.execute(text("INSERT INTO poured VALUES (:it)"), {"it": change})
            hub.hint([group])
            await asyncio.sleep(0)

    async def snapshot() -> tuple[int, int]:
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ")
            state = (await connection.execute(text("SELECT count(*) FROM poured"))).scalar_one()
            await asyncio.sleep(0.002)  # changes pour in between the batches of a query
            return state, await position(connection, group)

    pouring = asyncio.create_task(pour())
    try:
        async with asyncio.timeout(120):
            for _ in range(200):
                state, number = await snapshot()
                async with Followed(feeds, group, number) as followed:
                    batch = await anext(followed)
                assert batch[0].subject_id == state + 1
                assert [row.number for row in batch] == list(range(number + 1, number + 1 + len(batch)))
    finally:
        stop.set()
        await pouring
