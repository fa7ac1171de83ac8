"""The marks before the expiry of a plan, and when each is due."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.seats import (
    due_reminder,
    passed_reminder,
)
from tests.rules.instants import DAY, MOMENT, NOW


@pytest.mark.parametrize(
    ("left", "told", "due"),
    [
        (31 * DAY, None, None),
        (30 * DAY, None, 30),
        (30 * DAY, 30, None),
        (7 * DAY + MOMENT, 30, None),
        (7 * DAY, 30, 7),
        (5 * DAY, None, 7),  # after a standstill only the nearest
        (5 * DAY, 7, None),
        (DAY, 7, 1),
        (MOMENT, 7, 1),
        (MOMENT, 1, None),
        (timedelta(), 7, None),
        (-DAY, None, None),
    ],
)
def test_each_mark_is_due_once(left: timedelta, told: int | None, due: int | None) -> None:
    assert due_reminder(NOW + left, NOW, told) == due


@pytest.mark.parametrize(
    ("left", "passed"),
    [
        (90 * DAY, None),
        (30 * DAY, None),
        (30 * DAY - timedelta(minutes=59), None),  # sold "for 30 days", the request took a moment
        (30 * DAY - timedelta(hours=1), 30),
        (20 * DAY, 30),
        (7 * DAY, 30),
        (5 * DAY, 7),
        (DAY, 7),
        (timedelta(seconds=3), 1),
        (-DAY, 1),
    ],
)
def test_marks_long_past_when_the_expiry_is_set_are_never_told(left: timedelta, passed: int | None) -> None:
    assert passed_reminder(NOW + left, NOW) == passed


def test_the_ends_of_time_overflow_nothing() -> None:
    for moment in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        passed_reminder(moment, NOW)
        due_reminder(moment, NOW, None)
