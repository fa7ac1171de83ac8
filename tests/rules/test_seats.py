"""Plans at an instant, and the marks before their expiry."""

from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

import pytest

from rules.problems import ProblemCode
from rules.seats import (
    AccessReason,
    PlanStatus,
    access_reason,
    due_reminder,
    has_full_access,
    next_change,
    passed_reminder,
    plan_status,
    seats_until,
    terms_problems,
)

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


def test_a_plan_is_in_force_from_its_start_until_and_not_at_its_expiry() -> None:
    start, expiry = NOW, NOW + DAY
    assert plan_status(start, expiry, start - MOMENT) is PlanStatus.SCHEDULED
    assert plan_status(start, expiry, start) is PlanStatus.ACTIVE
    assert plan_status(start, expiry, expiry - MOMENT) is PlanStatus.ACTIVE
    assert plan_status(start, expiry, expiry) is PlanStatus.EXPIRED


def test_the_next_change_is_always_ahead() -> None:
    start, expiry = NOW, NOW + DAY
    assert next_change(start, expiry, start - MOMENT) == start
    assert next_change(start, expiry, start) == expiry
    assert next_change(start, expiry, expiry) is None


class _Member(NamedTuple):
    seat_id: int | None
    plan_status: PlanStatus | None


@pytest.mark.parametrize(
    ("member", "reason", "full"),
    [
        (None, AccessReason.NOT_A_MEMBER, False),
        (_Member(None, None), AccessReason.NO_SEATS_NEEDED, True),
        (_Member(7, PlanStatus.ACTIVE), AccessReason.SEAT_HELD, True),
        (_Member(None, PlanStatus.ACTIVE), AccessReason.NO_SEAT, False),
        (_Member(7, PlanStatus.SCHEDULED), AccessReason.PLAN_NOT_STARTED, False),
        (_Member(7, PlanStatus.EXPIRED), AccessReason.PLAN_EXPIRED, False),
    ],
)
def test_access(member: _Member | None, reason: AccessReason, full: bool) -> None:
    assert (access_reason(member), has_full_access(access_reason(member))) == (reason, full)


@pytest.mark.parametrize(
    ("seats", "lasts", "wrong"),
    [
        (1, DAY, []),
        (100_000, MOMENT, []),
        (0, DAY, [("seatCount",)]),
        (100_001, DAY, [("seatCount",)]),
        (1, timedelta(), [("expiresAt",)]),
        (-5, -DAY, [("seatCount",), ("expiresAt",)]),
    ],
)
def test_terms(seats: int, lasts: timedelta, wrong: list[tuple[str]]) -> None:
    found = terms_problems(seats, NOW, NOW + lasts)
    assert [problem.path for problem in found] == wrong
    assert all(problem.code is ProblemCode.INVALID_VALUE for problem in found)


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


@pytest.mark.parametrize(
    ("seats", "end", "said"),
    [
        (1, datetime(2026, 6, 1, tzinfo=UTC), "1 seat until the end of 31 May 2026 UTC"),
        (2, datetime(2026, 6, 1, 2, tzinfo=timezone(2 * HOUR)), "2 seats until the end of 31 May 2026 UTC"),
        (5_000, datetime(2026, 6, 1, 9, 30, tzinfo=UTC), "5,000 seats until 1 June 2026, 09:30 UTC"),
    ],
)
def test_a_plan_in_words_ends_with_the_last_day_that_it_covers(seats: int, end: datetime, said: str) -> None:
    assert seats_until(seats, end) == said


def test_the_ends_of_time_overflow_nothing() -> None:
    for moment in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        passed_reminder(moment, NOW)
        due_reminder(moment, NOW, None)
