"""Statements that change seats and the waiting line, one each for any number of seats or people.

All need the group's lock, because they read and then write the lowest free number, the first in line and the last
position.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Delete,
    Insert,
    Select,
    Update,
    any_,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import aliased

from db.bulk import array_of, id_parameter, time_parameter
from db.prepared import Prepared
from db.tables import Account, Membership, Seat

_ROW = func.row_number


def _next_in_line(group_id: int, limit: Any) -> Any:
    found = (
        select(Membership.id, Membership.account_id, Account.name, Account.email, Membership.waiting_number)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.group_id == group_id, Membership.waiting_number.is_not(None))
        .order_by(Membership.waiting_number)
        .limit(limit)
        .subquery("waiting")
    )
    return select(found, _ROW().over(order_by=found.c.waiting_number).label("place")).subquery("line")


def _numbered(group_id: int, *conditions: Any) -> Select[*tuple[Any, ...]]:
    return select(Seat.id, Seat.number, _ROW().over(order_by=Seat.number).label("place")).where(
        Seat.group_id == group_id, *conditions
    )


def allocate_to_line(group_id: int, now: datetime) -> Update:
    """Give free seats to the longest waiting, returning who got which. Read no more of each than the shorter needs."""
    waiting = select(func.count()).where(Membership.group_id == group_id, Membership.waiting_number.is_not(None))
    lowest = _numbered(group_id, Seat.membership_id.is_(None)).order_by(Seat.number)
    free = lowest.limit(waiting.scalar_subquery()).cte("free")
    line = _next_in_line(group_id, select(func.count()).select_from(free).scalar_subquery())
    return (
        update(Seat)
        .where(Seat.id == free.c.id, free.c.place == line.c.place)
        .values(membership_id=line.c.id, allocated_at=now, allocated_by=None)
        .returning(Seat.id, Seat.number, line.c.id.label("membership_id"), *line.c["account_id", "name", "email"])
    )


def _others_free() -> Any:
    """Return the condition that seats are free besides the one that the statement changes, before it changes it."""
    other = aliased(Seat)
    free = exists().where(other.group_id == Seat.group_id, other.membership_id.is_(None), other.id != Seat.id)
    return free.correlate(Seat).label("others_free")


class SeatedRow(NamedTuple):
    """A seat that a member got, and the number in the line that they had, if they waited."""

    seat_id: int
    others_free: bool
    left_number: int | None


def _allocate_seat() -> Prepared[SeatedRow]:
    member = id_parameter("membership_id")
    free = select(Seat.id).where(Seat.group_id == id_parameter("group_id"), Seat.membership_id.is_(None))
    lowest = free.order_by(Seat.number).limit(literal_column("1")).scalar_subquery()
    their_seat = aliased(Seat)
    seated = (
        update(Seat)
        .where(Seat.id == lowest, ~exists().where(their_seat.membership_id == member))
        .values(membership_id=member, allocated_at=time_parameter("now"), allocated_by=id_parameter("by"))
        .returning(Seat.id, _others_free())
        .cte("seated")
    )
    left = (
        update(Membership)
        .where(Membership.id == member, Membership.waiting_number.is_not(None), exists(select(seated.c.id)))
        .values(waiting_since=None, waiting_number=None)
        .cte("left_line")
    )
    waited = select(Membership.waiting_number).where(Membership.id == member).scalar_subquery()
    return Prepared(SeatedRow, select(seated.c.id, seated.c.others_free, waited).add_cte(left))


ALLOCATE_SEAT = _allocate_seat()
"""Give the lowest free seat to a member who has none, and take them out of the line; no row where that cannot be."""


def release_seat(membership_id: int) -> Update:
    """Take a member's seat back, returning its ID, if any, and whether others were free already."""
    return (
        update(Seat)
        .where(Seat.membership_id == membership_id)
        .values(membership_id=None, allocated_at=None, allocated_by=None)
        .returning(Seat.id, _others_free())
    )


def leave_line(membership_id: int) -> Update:
    """Take a member out of the line, returning the number that they had."""
    waiting = (
        select(Membership.id, Membership.waiting_number)
        .where(Membership.id == membership_id, Membership.waiting_number.is_not(None))
        .subquery("waiting")
    )
    return (
        update(Membership)
        .where(Membership.id == waiting.c.id)
        .values(waiting_since=None, waiting_number=None)
        .returning(waiting.c.waiting_number)
    )


def waiting_behind(group_id: int, number: int, limit: int) -> Select[*tuple[Any, ...]]:
    """Select the next behind a number in the line."""
    behind = (Membership.group_id == group_id, Membership.waiting_number > number)
    found = select(Membership.id, Membership.account_id).where(*behind)
    return found.order_by(Membership.waiting_number).limit(limit)


def remove_seated_from_line(group_id: int) -> Update:
    return (
        update(Membership)
        .where(Membership.group_id == group_id, Membership.waiting_number.is_not(None))
        .where(exists().where(Seat.membership_id == Membership.id))
        .values(waiting_since=None, waiting_number=None)
    )


def join_line(group_id: int, now: datetime, membership_ids: Collection[int] | None = None) -> Update:
    """Append members to the line unless seated or waiting; None for all, by joining time."""
    last = select(func.coalesce(func.max(Membership.waiting_number), 0)).where(Membership.group_id == group_id)
    conditions = [
        Membership.group_id == group_id,
        Membership.waiting_number.is_(None),
        ~exists().where(Seat.membership_id == Membership.id),
    ]
    if membership_ids is not None:
        conditions.append(Membership.id == any_(array_of(Membership.id, membership_ids)))
    place = _ROW().over(order_by=(Membership.joined_at, Membership.id)).label("place")
    behind = select(Membership.id, place).where(*conditions).subquery("behind")
    return (
        update(Membership)
        .where(Membership.id == behind.c.id)
        .values(waiting_since=now, waiting_number=last.scalar_subquery() + behind.c.place)
    )


def add_seats(group_id: int, first: int, last: int) -> Insert:
    numbers = select(literal(group_id, BigInteger), func.generate_series(first, last))
    return insert(Seat).from_select(["group_id", "number"], numbers)


def remove_seats(group_id: int, seat_count: int) -> Update:
    """Shrink to this many seats, which must be at least the number allocated.

    An allocated seat with a higher number takes the lowest free number and keeps its ID. The free seat with that
    number and all free seats above are deleted. Uniqueness is checked at the end of the statement.
    """
    above = _numbered(group_id, Seat.number > seat_count, Seat.membership_id.is_not(None)).subquery("above")
    below = _numbered(group_id, Seat.number <= seat_count, Seat.membership_id.is_(None)).subquery("below")
    moves = (
        select(above.c.id, below.c.id.label("free_id"), below.c.number)
        .where(above.c.place == below.c.place)
        .cte("moves")
    )
    going: Delete = delete(Seat).where(
        Seat.group_id == group_id,
        Seat.membership_id.is_(None),
        (Seat.number > seat_count) | Seat.id.in_(select(moves.c.free_id)),
    )
    return update(Seat).where(Seat.id == moves.c.id).values(number=moves.c.number).add_cte(going.cte("going"))
