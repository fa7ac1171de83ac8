"""Seats: what a plan allows at an instant. Source: P."""

from datetime import datetime
from enum import StrEnum

MOST_SEATS = 100_000


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
