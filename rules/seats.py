"""Seats: what a plan allows at an instant."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from rules.problems import Code, Problem

MOST_SEATS = 100_000

MARKS = (30, 7, 1)
"""How many days before the expiry administrators are told of it."""

# Whoever sets an expiry "in 30 days" is told at 30 days, though the request took a moment.
_LATE = timedelta(hours=1)

NO_PLAN = Problem(Code.NO_SEAT_PLAN, "This group has no seat plan.")
NOT_IN_FORCE = Problem(Code.SEAT_PLAN_EXPIRED, "The seat plan is not in force, so no seat can be allocated.")
NO_FREE_SEAT = Problem(Code.NO_FREE_SEAT, "Every seat is in use.")
HAS_SEAT = Problem(Code.HAS_SEAT_ALREADY, "This member has a seat already.")
HAS_NO_SEAT = Problem(Code.HAS_NO_SEAT, "This member has no seat.")


class SeatPolicy(StrEnum):
    """Who hands out free seats."""

    MANUAL = "MANUAL"
    AUTOMATIC = "AUTOMATIC"


class PlanStatus(StrEnum):
    """Where a plan stands in time."""

    SCHEDULED = "SCHEDULED"
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"


class AccessReason(StrEnum):
    """Why somebody has, or has not, the group's full access."""

    SEAT_HELD = "SEAT_HELD"
    NO_SEATS_NEEDED = "NO_SEATS_NEEDED"
    NOT_A_MEMBER = "NOT_A_MEMBER"
    NO_SEAT = "NO_SEAT"
    PLAN_NOT_STARTED = "PLAN_NOT_STARTED"
    PLAN_EXPIRED = "PLAN_EXPIRED"


def plan_status(starts_at: datetime, expires_at: datetime, now: datetime) -> PlanStatus:
    """A plan is in force from its start until, and not at, its expiry."""
    if now >= expires_at:
        return PlanStatus.EXPIRED
    return PlanStatus.SCHEDULED if now < starts_at else PlanStatus.ACTIVE


def last_moment(end: datetime) -> str:
    """An end that is itself no longer within, so that nobody errs: midnight is the end of the day before."""
    end = end.astimezone(UTC)
    if end.time() == time(0):
        day = end - timedelta(days=1)
        return f"the end of {day.day} {day:%B %Y} UTC"
    return f"{end.day} {end:%B %Y, %H:%M} UTC"


def seats_until(seat_count: int, expires_at: datetime) -> str:
    """A plan in words, as history tells of it."""
    return f"{seat_count:,} {'seat' if seat_count == 1 else 'seats'} until {last_moment(expires_at)}"


def next_change(starts_at: datetime, expires_at: datetime, now: datetime) -> datetime | None:
    """When the plan's status changes next by itself; None once it has expired."""
    return next((moment for moment in (starts_at, expires_at) if moment > now), None)


def access(*, is_member: bool, holds_seat: bool, plan: PlanStatus | None) -> AccessReason:
    """The answer to: may this person use what the group has paid for?

    Args:
        is_member: Whether they are in the group.
        holds_seat: Whether a seat is theirs.
        plan: Where the group's plan stands; None for a group that needs none.
    """
    if not is_member:
        return AccessReason.NOT_A_MEMBER
    if plan is None:
        return AccessReason.NO_SEATS_NEEDED
    if plan is PlanStatus.EXPIRED:
        return AccessReason.PLAN_EXPIRED
    if plan is PlanStatus.SCHEDULED:
        return AccessReason.PLAN_NOT_STARTED
    return AccessReason.SEAT_HELD if holds_seat else AccessReason.NO_SEAT


def is_full(reason: AccessReason) -> bool:
    """Whether the reason amounts to full access."""
    return reason in (AccessReason.SEAT_HELD, AccessReason.NO_SEATS_NEEDED)


def terms_problems(seat_count: int, starts_at: datetime, expires_at: datetime) -> list[Problem]:
    """What is wrong with the terms of a plan; the expiry may be past."""
    problems = []
    if not 1 <= seat_count <= MOST_SEATS:
        problems.append(Problem(Code.INVALID_VALUE, f"A plan has 1 to {MOST_SEATS:,} seats.", ("seatCount",)))
    if expires_at <= starts_at:
        problems.append(Problem(Code.INVALID_VALUE, "A plan expires after it starts.", ("expiresAt",)))
    return problems


def seats_in_use(allocated: int) -> Problem:
    """What staff hears who would sell fewer seats than are held."""
    return Problem(Code.SEATS_IN_USE, f"{allocated:,} seats are in use: release some first.", ("seatCount",))


def mark_due(expires_at: datetime, now: datetime, told: int | None) -> int | None:
    """Which of `MARKS` administrators are to be told of now; None for none.

    Args:
        expires_at: When the plan expires.
        now: The clock of the database.
        told: The last mark told of, or passed when the expiry was set.
    """
    left = expires_at - now
    reached = [mark for mark in MARKS if timedelta() < left <= timedelta(days=mark) and (told is None or mark < told)]
    return min(reached, default=None)


def mark_passed(expires_at: datetime, now: datetime) -> int | None:
    """The last mark that is long past when an expiry is set, and so is never told of."""
    left = expires_at - now
    return min((mark for mark in MARKS if left <= timedelta(days=mark) - _LATE), default=None)
