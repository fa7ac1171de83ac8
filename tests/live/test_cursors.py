"""Cursors: whose, how far, and for how long."""

import asyncio
import base64
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from live.cursors import CursorExpiredError, InvalidCursorError, Position, decode_stream_cursor, encode_stream_cursor
from live.events import Event, append, prune
from tests.live.following import Followed


@given(st.sampled_from("ga"), st.integers(1, 2**63 - 1), st.integers(0, 2**63 - 1))
def test_a_cursor_comes_back_as_the_number_it_was_made_of(stream, stream_id, number):
    topic = f"{stream}:{stream_id}"
    assert decode_stream_cursor(encode_stream_cursor("e1", topic, number), topic) == Position("e1", number)


@given(st.text())
def test_what_is_no_cursor_is_refused(text):
    with pytest.raises(InvalidCursorError):
        decode_stream_cursor(text, "g:1")


def _packed(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "cursor",
    [
        encode_stream_cursor("e1", "g:2", 5),
        encode_stream_cursor("e1", "a:1", 5),
        encode_stream_cursor("e1", "g:1", 5) + "=",
        encode_stream_cursor("e1", "g:1", 5) + "\n",
        encode_stream_cursor("e1", "g:1", 5)[:-1],
        _packed("1.g:2.5"),
        _packed("3.e1.a:1.5"),
        _packed("0.g:1.5"),
        _packed("x.e1.g:1.5"),
        _packed("100.e1.g:1.5"),
        _packed("2.g:1.5"),
        _packed("2.e1.g:1.05"),
        _packed("2.e1.g:1.+5"),
        _packed("2.e1.g:1.-5"),
        _packed("2.e1.g:1.5_0"),
        _packed("2.e1.g:1. 5"),
        _packed("2.e1.g:1.٥"),
        _packed(f"2.e1.g:1.{2**63}"),
        _packed("2.e1.g:1.5.6"),
        _packed("2.e1.g:1." + "9" * 5000),
        "é",
    ],
)
def test_a_cursor_of_another_stream_or_malformed_is_refused(cursor):
    assert decode_stream_cursor(encode_stream_cursor("e1", "g:1", 5), "g:1") == Position("e1", 5)
    with pytest.raises(InvalidCursorError):
        decode_stream_cursor(cursor, "g:1")


@pytest.mark.parametrize("plain", ["1.g:1.5", "3.e1.g:1.5", "3.e1.more.g:1.5.6", "12.g:1.five"])
def test_a_cursor_that_another_version_made_is_expired(plain):
    """So a client reads again while an upgrade is under way, instead of taking its own cursor for wrong."""
    with pytest.raises(CursorExpiredError):
        decode_stream_cursor(_packed(plain), "g:1")


async def _prune_all_of(engine, topic, up_to):
    """As retention would in a week: these events are old, and go."""
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "UPDATE events SET created_at = created_at - interval '8 days'"
                " WHERE stream || ':' || stream_id = :topic AND number <= :up_to"
            ),
            {"topic": topic, "up_to": up_to},
        )
    async with engine.begin() as connection:
        return await prune(connection, timedelta(days=7))


async def _enter(feeds, topic, number):
    async with Followed(feeds, topic, number):
        pass


async def test_a_cursor_ahead_of_its_stream_is_refused(feeds, group, tell):
    await tell.several(group, 3)
    await _enter(feeds, group, 3)
    with pytest.raises(InvalidCursorError):
        await _enter(feeds, group, 4)


async def test_no_such_stream(feeds):
    with pytest.raises(LookupError):
        await _enter(feeds, "g:999999999", None)


async def test_a_cursor_expires_with_the_event_that_follows_it(engine, feeds, group, account, tell, read_numbers):
    await tell(*(Event(group, "k") for _ in range(10)), Event(account, "k"))
    assert await _prune_all_of(engine, group, 4) == 4
    with pytest.raises(CursorExpiredError):
        await _enter(feeds, group, 3)
    async with Followed(feeds, group, 4) as followed:
        assert await read_numbers(followed, 6) == [5, 6, 7, 8, 9, 10]
    async with Followed(feeds, account, 0) as followed:
        assert await read_numbers(followed, 1) == [1]


async def test_the_last_cursor_of_a_stream_without_kept_events_is_good(engine, feeds, group, tell, read_numbers):
    await tell.several(group, 3)
    assert await _prune_all_of(engine, group, 3) == 3
    for number in (0, 2):
        with pytest.raises(CursorExpiredError):
            await _enter(feeds, group, number)
    async with Followed(feeds, group, 3) as followed:
        await tell(Event(group, "new"))
        assert await read_numbers(followed, 1) == [4]


async def test_a_fresh_stream_can_be_followed_from_its_beginning(feeds, group, tell, read_numbers):
    async with Followed(feeds, group, 0) as followed:
        await tell(Event(group, "new"))
        assert await read_numbers(followed, 1) == [1]


async def test_retention_expires_a_slow_reader_and_leaves_the_others_alone(engine, feeds, group, tell, read_numbers):
    await tell.several(group, 1_200)
    async with Followed(feeds, group, 0) as slow, Followed(feeds, group) as quick:
        assert len(await anext(slow)) == 500
        await _prune_all_of(engine, group, 1_100)
        await tell(Event(group, "new"))
        assert await read_numbers(quick, 1) == [1_201]
        with pytest.raises(CursorExpiredError):
            await anext(slow)


async def test_a_slow_reader_with_nothing_left_to_read_has_expired_too(engine, feeds, group, tell):
    await tell.several(group, 1_200)
    async with Followed(feeds, group, 0) as slow, Followed(feeds, group):
        await anext(slow)
        await _prune_all_of(engine, group, 1_200)
        with pytest.raises(CursorExpiredError):
            await anext(slow)


async def test_a_reader_alone_with_nothing_left_to_read_has_expired_too(engine, feeds, group, tell):
    await tell.several(group, 1_200)
    async with Followed(feeds, group, 0) as slow:
        await anext(slow)
        await _prune_all_of(engine, group, 1_200)
        with pytest.raises(CursorExpiredError):
            await anext(slow)


async def test_who_slept_past_retention_is_told_and_gets_nothing_twice(engine, feeds, hub, group, tell, read_numbers):
    async with Followed(feeds, group) as followed:
        await tell.several(group, 5)
        assert await read_numbers(followed, 5) == [1, 2, 3, 4, 5]
        async with engine.begin() as connection:  # so that no poll in between sees the events
            await append(connection, [Event(group, "k")] * 3)
            await connection.execute(
                text("DELETE FROM events WHERE stream || ':' || stream_id = :topic AND number < 8"), {"topic": group}
            )
        hub.hint([group])
        async with asyncio.timeout(2):
            with pytest.raises(CursorExpiredError):
                await anext(followed)


async def test_pruning_goes_batch_by_batch_and_from_the_oldest(engine, group, tell):
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
