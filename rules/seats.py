from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from rules.problems import Problem, ProblemCode

MAX_SEATS = 100_000

REMINDER_DAYS = (30, 7, 1)
"""Days before the expiry on which administrators are notified."""

# Allow for request time: an expiry "in 30 days" counts as 30 days, although the request took a moment.
_TOLERANCE = timedelta(hours=1)

NO_PLAN = Problem(ProblemCode.NO_SEAT_PLAN, "This group has no seat plan.")
PLAN_NOT_ACTIVE = Problem(ProblemCode.SEAT_PLAN_EXPIRED, "The seat plan is not active, so no seat can be allocated.")
NO_FREE_SEAT = Problem(ProblemCode.NO_FREE_SEAT, "Every seat is in use.")
HAS_SEAT = Problem(ProblemCode.HAS_SEAT_ALREADY, "This member has a seat already.")
HAS_NO_SEAT = Problem(ProblemCode.HAS_NO_SEAT, "This member has no seat.")


class SeatPolicy(StrEnum):
    MANUAL = "MANUAL"
    AUTOMATIC = "AUTOMATIC"


class PlanStatus(StrEnum):
    SCHEDULED = "SCHEDULED"
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"


class AccessReason(StrEnum):
    SEAT_HELD = "SEAT_HELD"
    NO_SEATS_NEEDED = "NO_SEATS_NEEDED"
    NOT_A_MEMBER = "NOT_A_MEMBER"
    NO_SEAT = "NO_SEAT"
    PLAN_NOT_STARTED = "PLAN_NOT_STARTED"
    PLAN_EXPIRED = "PLAN_EXPIRED"


def plan_status(starts_at: datetime, expires_at: datetime, now: datetime) -> PlanStatus:
    """Return the status at `now`. A plan is active from its start until just before its expiry."""
    if now >= expires_at:
        return PlanStatus.EXPIRED
    return PlanStatus.SCHEDULED if now < starts_at else PlanStatus.ACTIVE


def last_moment(end: datetime) -> str:
    """Describe an exclusive end by its last moment inside: midnight becomes the end of the day before."""
    end = end.astimezone(UTC)
    if end.time() == time(0):
        day = end - timedelta(days=1)
        return f"the end of {day.day} {day:%B %Y} UTC"
    return f"{end.day} {end:%B %Y, %H:%M} UTC"


def seats_until(seat_count: int, expires_at: datetime) -> str:
    return f"{seat_count:,} {'seat' if seat_count == 1 else 'seats'} until {last_moment(expires_at)}"


def next_change(starts_at: datetime, expires_at: datetime, now: datetime) -> datetime | None:
    """Return when the status next changes with time; None once expired."""
    return next((moment for moment in (starts_at, expires_at) if moment > now), None)


class MemberSeat(Protocol):
    """A member's seat and the status of their group's plan; None for none."""

    @property
    def seat_id(self) -> int | None: ...
    @property
    def plan_status(self) -> PlanStatus | None: ...


def access_reason(member: MemberSeat | None) -> AccessReason:
    """Decide whether a person has full access, and why; None is a person who is not a member."""
    if member is None:
        return AccessReason.NOT_A_MEMBER
    status = member.plan_status
    if status is PlanStatus.ACTIVE:
        return AccessReason.NO_SEAT if member.seat_id is None else AccessReason.SEAT_HELD
    if status is None:
        return AccessReason.NO_SEATS_NEEDED
    return AccessReason.PLAN_EXPIRED if status is PlanStatus.EXPIRED else AccessReason.PLAN_NOT_STARTED


_FULL_ACCESS = (AccessReason.SEAT_HELD, AccessReason.NO_SEATS_NEEDED)


def has_full_access(reason: AccessReason) -> bool:
    return reason in _FULL_ACCESS


def terms_problems(seat_count: int, starts_at: datetime, expires_at: datetime) -> list[Problem]:
    problems = []
    if not 1 <= seat_count <= MAX_SEATS:
        problems.append(Problem(ProblemCode.INVALID_VALUE, f"A plan has 1 to {MAX_SEATS:,} seats.", ("seatCount",)))
    if expires_at <= starts_at:
        problems.append(Problem(ProblemCode.INVALID_VALUE, "A plan expires after it starts.", ("expiresAt",)))
    return problems


def seats_in_use(allocated: int) -> Problem:
    return Problem(ProblemCode.SEATS_IN_USE, f"{allocated:,} seats are in use: release some first.", ("seatCount",))


def due_reminder(expires_at: datetime, now: datetime, last_notified: int | None) -> int | None:
    """Return which of `REMINDER_DAYS` to notify administrators of now, if any.

    `last_notified` is the last one notified, or already past when the expiry was set.
    """
    left = expires_at - now
    reached = [
        days
        for days in REMINDER_DAYS
        if timedelta() < left <= timedelta(days=days) and (last_notified is None or days < last_notified)
    ]
    return min(reached, default=None)


def passed_reminder(expires_at: datetime, now: datetime) -> int | None:
    """Return the last reminder already past when an expiry is set; it is never sent."""
    left = expires_at - now
    return min((days for days in REMINDER_DAYS if left <= timedelta(days=days) - _TOLERANCE), default=None)
