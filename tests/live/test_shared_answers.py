"""Subscribers of one audience: checked together, and answered together where their answers are the same."""

import asyncio

import pytest

from live.audience import CHECKED_AT_ONCE, Audiences
from live.events import Event
from tests.live.audiences import Listener, Source, ValueSource, follow
from tests.live.conftest import Teller
from tests.support.waiting import until


@pytest.mark.parametrize("kind", [Source, ValueSource])
async def test_an_event_that_may_change_many_accesses_is_checked_for_all_at_once(
    audiences: Audiences, group: str, tell: Teller, kind: type[Source]
) -> None:
    listeners, source = [Listener(number) for number in range(50)], kind(group)
    await follow(audiences, source, *listeners)
    await until(lambda: kind is Source or all(listener.heard for listener in listeners))
    source.checked.clear()
    await tell(Event(group, "access"))
    await until(lambda: bool(source.checked))
    assert source.checked == [50]
    assert [listener.checks for listener in listeners] == [0] * 50


async def test_checks_of_many_subscribers_run_at_the_same_time(audiences: Audiences, group: str, tell: Teller) -> None:
    listeners, source = [Listener(number) for number in range(CHECKED_AT_ONCE + 1)], Source(group)
    second = asyncio.Event()

    async def wait_for_the_second() -> None:
        if len(source.checked) == 2:
            second.set()
        await second.wait()

    source.on_check = wait_for_the_second
    await follow(audiences, source, *listeners)
    await tell.several(group, 1)
    await until(lambda: all(listener.heard == [1] for listener in listeners))


async def test_a_crowd_that_comes_back_is_read_for_in_one_statement_for_each_cursor(
    audiences: Audiences, group: str, tell: Teller, statements: list[str]
) -> None:
    source, listeners = Source(group), [Listener(number) for number in range(60)]
    await tell.several(group, 30)
    await follow(audiences, source, Listener(100))
    statements.clear()
    await asyncio.gather(
        *(follow(audiences, source, listener, after=10 * (number % 3)) for number, listener in enumerate(listeners))
    )
    await until(lambda: all(listener.heard and listener.heard[-1] == 30 for listener in listeners))
    assert [listener.heard for listener in listeners[:3]] == [[*range(after + 1, 31)] for after in (0, 10, 20)]
    assert len([one for one in statements if "FROM events" in one]) <= 4  # the heads among them
    assert source.asked == 30


async def test_subscribers_with_equal_answers_share_one(audiences: Audiences, group: str, tell: Teller) -> None:
    listeners, source = [Listener(number) for number in range(40)], Source(group)
    source.finds = lambda listener: listener.account_id % 2
    await follow(audiences, source, *listeners)
    await tell.several(group, 1)
    await until(lambda: all(listener.heard for listener in listeners))
    assert [listener.heard for listener in listeners] == [[listener.account_id % 2] for listener in listeners]
    assert source.asked == 3  # once for all, which shows that it is personal, and once for each of two kinds


async def test_subscribers_of_many_kinds_each_get_their_own_answer(
    audiences: Audiences, group: str, tell: Teller
) -> None:
    listeners, source = [Listener(number) for number in range(40)], Source(group)
    source.finds = lambda listener: listener.account_id
    await follow(audiences, source, *listeners)
    await tell.several(group, 2)
    await until(lambda: all(len(listener.heard) == 2 for listener in listeners))
    assert [listener.heard for listener in listeners] == [[listener.account_id] * 2 for listener in listeners]
