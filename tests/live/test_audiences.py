"""Audiences whose listeners pause, leave or change."""

import asyncio

import pytest

from live.audience import Audiences
from live.events import Event
from tests.live.audiences import Listener, Source, ValueSource, follow
from tests.live.conftest import Teller
from tests.support.waiting import until


async def test_a_reader_that_pauses_while_catching_up_continues_where_it_stopped(
    audiences: Audiences, group: str, tell: Teller
) -> None:
    slow, quick = Listener(1, room=20), Listener(2)
    await tell.several(group, 100)
    await follow(audiences, Source(group), quick)
    await follow(audiences, Source(group), slow, after=0)
    await until(lambda: slow.room <= 0)
    await tell.several(group, 1)
    await until(lambda: quick.heard == [101])
    assert (slow.heard, slow.error) == ([*range(1, 21)], None)
    slow.take(30)
    await until(lambda: slow.room <= 0)
    slow.take(100)
    await until(lambda: len(slow.heard) >= 101)
    assert slow.heard == [*range(1, 102)]


async def test_a_reader_whose_standing_changes_while_it_is_behind_gets_each_event_once(
    audiences: Audiences, group: str, tell: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("live.event_audience.KEPT", 0.0)
    other, moved = Listener(1), Listener(2)
    other.standing = other.becomes = "administrator"
    source = Source(group)
    await follow(audiences, source, other, moved)
    await tell.several(group, 1)
    await until(lambda: other.heard == moved.heard == [1])
    moved.becomes = "administrator"
    moved.may_check.clear()
    await tell.several(group, 3)
    await until(lambda: moved.checks == 1 and other.heard == [1, 2, 3, 4])
    source.may_answer.clear()
    source.asked = 0
    moved.may_check.set()
    await until(lambda: source.asked == 3)
    moved.subscriber.resume()
    source.may_answer.set()
    await until(lambda: len(moved.heard) >= 4)
    await tell.several(group, 1)
    await until(lambda: moved.heard[-1] == 5)
    assert moved.heard == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("kind", [Source, ValueSource])
async def test_a_reader_that_leaves_during_its_check_is_removed(
    audiences: Audiences, group: str, tell: Teller, kind: type[Source]
) -> None:
    stays, leaves = Listener(1), Listener(2)
    await follow(audiences, kind(group), stays, leaves)
    await until(lambda: kind is Source or bool(stays.heard and leaves.heard))
    leaves.becomes = "administrator"
    leaves.may_check.clear()
    await tell(Event(group, "access"))
    await until(lambda: leaves.checks == 1)
    leaves.subscriber.stop()
    leaves.may_check.set()
    await asyncio.sleep(0.05)
    assert [audience.everybody for audience in audiences.open.values()] == [[stays.subscriber]]


async def test_an_audience_without_subscribers_loads_nothing(audiences: Audiences, group: str, tell: Teller) -> None:
    listener, source = Listener(1), ValueSource(group)
    await follow(audiences, source, listener)
    await until(lambda: listener.heard == [1])
    source.loaded_for.clear()
    listener.becomes = "administrator"
    await tell(Event(group, "access"))
    await until(lambda: bool(source.loaded_for))
    source.value = 2
    await tell.several(group, 1)
    await until(lambda: listener.heard == [1, 2])
    assert len(source.loaded_for) == 2  # for the new standing, and for the new value


async def test_a_value_is_loaded_for_a_remaining_subscriber(audiences: Audiences, group: str, tell: Teller) -> None:
    first, second, source = Listener(1), Listener(2), ValueSource(group)
    await follow(audiences, source, first, second)
    await until(lambda: bool(first.heard and second.heard))
    first.becomes = "member"
    await tell(Event(group, "access"))
    await until(lambda: first.standing == "member")
    source.loaded_for.clear()
    source.value = 2
    await tell.several(group, 1)
    await until(lambda: first.heard == second.heard == [1, 2])
    assert second in source.loaded_for


async def test_stopping_ends_subscribers_that_catch_up(audiences: Audiences, group: str, tell: Teller) -> None:
    listener, source = Listener(1), Source(group)
    await tell.several(group, 30)
    source.may_answer.clear()
    await follow(audiences, source, Listener(2))
    await follow(audiences, source, listener, after=0)
    await until(lambda: source.asked == 20)
    audiences.stop()
    assert audiences.open == {}
    await until(lambda: not [task for task in asyncio.all_tasks() if task.get_name() == "catch up"])
