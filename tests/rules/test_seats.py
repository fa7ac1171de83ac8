"""Plans at an instant, and the marks before their expiry."""

from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

import pytest

from rules.problems import ProblemCode
from rules.seats import (
    AccessReason,
    PlanStatus,
    access_reason,
    has_full_access,
    next_change,
    plan_status,
    seats_until,
    terms_problems,
)
from tests.rules.instants import DAY, HOUR, MOMENT, NOW


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
def test_the_terms_of_a_plan_are_checked(seats: int, lasts: timedelta, wrong: list[tuple[str]]) -> None:
    found = terms_problems(seats, NOW, NOW + lasts)
    assert [problem.path for problem in found] == wrong
    assert all(problem.code is ProblemCode.INVALID_VALUE for problem in found)


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
