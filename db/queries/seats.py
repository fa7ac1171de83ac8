"""Seats and plans. Seat rows include the columns of member rows, so that either can be shown from both."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, any_, func, select
from sqlalchemy.orm import aliased

from db.bulk import numbers
from db.queries import members
from db.reader import ForAll, Reader
from db.tables import Account, Membership, Seat, SeatPlan

_giver = aliased(Account)
_NAMED = 20


def rows() -> Select[*tuple[Any, ...]]:
    """Select seats with the columns of `members.rows` (null for free seats) and who allocated them."""
    columns = [column for column in members.rows().selected_columns if column.key != "group_id"]
    by = (_giver.name.label("by_name"), _giver.username.label("by_username"), _giver.email.label("by_email"))
    return (
        select(Seat.group_id, *columns, *by)
        .select_from(Seat)
        .outerjoin(_giver, _giver.id == Seat.allocated_by)
        .outerjoin(Membership, Membership.id == Seat.membership_id)
        .outerjoin(Account, Account.id == Membership.account_id)
        .outerjoin(SeatPlan, SeatPlan.group_id == Seat.group_id)
    )


def of_group(group: ColumnElement[int], allocated: bool | None = None) -> Select[*tuple[Any, ...]]:
    found = rows().where(Seat.group_id == group)
    if allocated is None:
        return found
    return found.where(Seat.membership_id.is_not(None) if allocated else Seat.membership_id.is_(None))


def waiting(group: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    return members.rows().where(Membership.group_id == group, Membership.waiting_number.is_not(None))


_BY_IDS = rows().where(Seat.id == any_(numbers("ids")))


@ForAll
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    return {row.seat_id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}


def _plans() -> Select[*tuple[Any, ...]]:
    held = select(func.count()).where(Seat.group_id == SeatPlan.group_id, Seat.membership_id.is_not(None))
    return select(
        SeatPlan.group_id,
        SeatPlan.seat_count,
        SeatPlan.starts_at,
        SeatPlan.expires_at,
        SeatPlan.policy,
        held.correlate(SeatPlan).scalar_subquery().label("allocated"),
        func.clock_timestamp().label("now"),
    )


def _watched() -> Select[*tuple[Any, ...]]:
    line = select(func.count()).where(Membership.group_id == SeatPlan.group_id, Membership.waiting_number.is_not(None))
    since = select(func.max(Membership.waiting_since)).where(Membership.group_id == SeatPlan.group_id)
    allocated = select(func.max(Seat.allocated_at)).where(Seat.group_id == SeatPlan.group_id)
    return _plans().add_columns(
        line.correlate(SeatPlan).scalar_subquery().label("waiting"),
        since.correlate(SeatPlan).scalar_subquery().label("last_waiting_since"),
        allocated.correlate(SeatPlan).scalar_subquery().label("last_allocated_at"),
    )


_PLANS = _plans().where(SeatPlan.group_id == any_(numbers("ids")))
_WATCHED = _watched().where(SeatPlan.group_id == any_(numbers("ids")))


@ForAll
async def plans(reader: Reader, group_ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return plans, all figures of one from one statement, so that they agree."""
    return {row.group_id: row for row in await reader.rows(_PLANS, ids=list(group_ids))}


@ForAll
async def watched_plans(reader: Reader, group_ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return plans. Later seat and waiting times distinguish two states whose figures are equal."""
    return {row.group_id: row for row in await reader.rows(_WATCHED, ids=list(group_ids))}


async def member_with_email(reader: Reader, group_id: int, email: str) -> Row[Any] | None:
    return await reader.row(members.rows().where(Membership.group_id == group_id, Account.email == email))


async def next_in_line(
    reader: Reader, group_id: int, free: int, *, all_members: bool
) -> tuple[int, Sequence[Row[Any]]]:
    """Return how many would get the free seats, and their first names. `all_members` join the end of the line first."""
    found = (
        select(Account.name)
        .select_from(Membership)
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Seat, Seat.membership_id == Membership.id)
        .where(Membership.group_id == group_id, Seat.id.is_(None))
    )
    if not all_members:
        found = found.where(Membership.waiting_number.is_not(None))
    line = found.order_by(Membership.waiting_number.nulls_last(), Membership.joined_at, Membership.id).limit(free)
    count = await reader.value(select(func.count()).select_from(line.subquery()))
    return int(count), await reader.rows(line.limit(min(free, _NAMED)))
