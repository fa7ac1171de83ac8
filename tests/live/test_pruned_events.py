"""Events that retention deletes, and subscribers who were too slow for it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from live.cursors import CursorExpiredError
from live.events import Event, append, prune
from live.feed import Feeds
from live.hub import Hub
from tests.live.conftest import ReadNumbers, Teller
from tests.live.following import Followed
from tests.live.pruning import enter, prune_up_to


async def test_the_last_cursor_of_a_pruned_stream_is_valid(
    engine: AsyncEngine, feeds: Feeds, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    await tell.several(group, 3)
    assert await prune_up_to(engine, group, 3) == 3
    for number in (0, 2):
        with pytest.raises(CursorExpiredError):
            await enter(feeds, group, number)
    async with Followed(feeds, group, 3) as followed:
        await tell(Event(group, "new"))
        assert await read_numbers(followed, 1) == [4]


async def test_pruning_expires_only_the_slow_subscriber(
    engine: AsyncEngine, feeds: Feeds, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    await tell.several(group, 1_200)
    async with Followed(feeds, group, 0) as slow, Followed(feeds, group) as quick:
        assert len(await anext(slow)) == 500
        await prune_up_to(engine, group, 1_100)
        await tell(Event(group, "new"))
        assert await read_numbers(quick, 1) == [1_201]
        with pytest.raises(CursorExpiredError):
            await anext(slow)


async def test_a_slow_subscriber_expires_when_all_its_events_are_pruned(
    engine: AsyncEngine, feeds: Feeds, group: str, tell: Teller
) -> None:
    await tell.several(group, 1_200)
    async with Followed(feeds, group, 0) as slow, Followed(feeds, group):
        await anext(slow)
        await prune_up_to(engine, group, 1_200)
        with pytest.raises(CursorExpiredError):
            await anext(slow)


async def test_the_only_subscriber_expires_when_all_its_events_are_pruned(
    engine: AsyncEngine, feeds: Feeds, group: str, tell: Teller
) -> None:
    await tell.several(group, 1_200)
    async with Followed(feeds, group, 0) as slow:
        await anext(slow)
        await prune_up_to(engine, group, 1_200)
        with pytest.raises(CursorExpiredError):
            await anext(slow)


async def test_a_subscriber_that_misses_pruned_events_gets_an_error(
    engine: AsyncEngine, feeds: Feeds, hub: Hub, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    async with Followed(feeds, group) as followed:
        await tell.several(group, 5)
        assert await read_numbers(followed, 5) == [1, 2, 3, 4, 5]
        async with engine.begin() as connection:
            await append(connection, [Event(group, "k")] * 3)
            await connection.execute(
                text("DELETE FROM events WHERE stream || ':' || stream_id = :topic AND number < 8"), {"topic": group}
            )
        hub.hint([group])
        async with asyncio.timeout(20):
            with pytest.raises(CursorExpiredError):
                await anext(followed)


async def test_pruning_deletes_the_oldest_in_batches(engine: AsyncEngine, group: str, tell: Teller) -> None:
    await tell.several(group, 25)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE events SET created_at = created_at - interval '8 days'"))
    async with engine.begin() as connection:
        await connection.execute(
            text("DELETE FROM events WHERE stream || ':' || stream_id <> :topic"), {"topic": group}
        )
        assert await prune(connection, timedelta(days=7), batch=10) == 10
        left = await connection.execute(text("SELECT number FROM events ORDER BY number"))
        assert left.scalars().all() == list(range(11, 26))
        assert await prune(connection, timedelta(days=7), batch=10) == 10
        assert await prune(connection, timedelta(days=7), batch=10) == 5
        assert await prune(connection, timedelta(days=7), batch=10) == 0
