"""How far cursors reach, and when they expire."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from live.cursors import CursorExpiredError, InvalidCursorError
from live.events import Event
from live.feed import Feeds
from tests.live.conftest import ReadNumbers, Teller
from tests.live.following import Followed
from tests.live.pruning import enter, prune_up_to


async def test_a_cursor_ahead_of_its_stream_is_refused(feeds: Feeds, group: str, tell: Teller) -> None:
    await tell.several(group, 3)
    await enter(feeds, group, 3)
    with pytest.raises(InvalidCursorError):
        await enter(feeds, group, 4)


async def test_an_unknown_stream_is_not_found(feeds: Feeds) -> None:
    with pytest.raises(LookupError):
        await enter(feeds, "g:999999999", None)


async def test_a_cursor_expires_with_the_event_that_follows_it(
    engine: AsyncEngine, feeds: Feeds, group: str, account: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    await tell(*(Event(group, "k") for _ in range(10)), Event(account, "k"))
    assert await prune_up_to(engine, group, 4) == 4
    with pytest.raises(CursorExpiredError):
        await enter(feeds, group, 3)
    async with Followed(feeds, group, 4) as followed:
        assert await read_numbers(followed, 6) == [5, 6, 7, 8, 9, 10]
    async with Followed(feeds, account, 0) as followed:
        assert await read_numbers(followed, 1) == [1]


async def test_a_fresh_stream_can_be_followed_from_its_beginning(
    feeds: Feeds, group: str, tell: Teller, read_numbers: ReadNumbers
) -> None:
    async with Followed(feeds, group, 0) as followed:
        await tell(Event(group, "new"))
        assert await read_numbers(followed, 1) == [1]
