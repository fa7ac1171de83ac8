from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, any_, case, func, select
from sqlalchemy.orm import aliased

from db.bulk import numbers
from db.queries.searching import matches
from db.reader import ForAll, Reader
from db.tables import Account, Group, Membership, Seat, SeatPlan

_ahead = aliased(Membership)


def _position() -> ColumnElement[int | None]:
    """Return 1 for the first in line; null for those not waiting."""
    counted = select(func.count()).where(
        _ahead.group_id == Membership.group_id, _ahead.waiting_number <= Membership.waiting_number
    )
    return case((Membership.waiting_number.is_not(None), counted.correlate(Membership).scalar_subquery()))


def rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Membership.id,
            Membership.group_id,
            Membership.account_id,
            Membership.role,
            Membership.joined_at,
            Membership.joined_by,
            Membership.invitation_id,
            Membership.waiting_number,
            _position().label("position"),
            Account.name,
            Account.sort_name,
            Account.username,
            Account.email,
            Seat.id.label("seat_id"),
            Seat.number.label("seat_number"),
            Seat.allocated_at,
            Seat.allocated_by,
            SeatPlan.starts_at.label("plan_starts_at"),
            SeatPlan.expires_at.label("plan_expires_at"),
            func.clock_timestamp().label("now"),
        )
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Seat, Seat.membership_id == Membership.id)
        .outerjoin(SeatPlan, SeatPlan.group_id == Membership.group_id)
    )


_BY_IDS = rows().where(Membership.id == any_(numbers("ids")))
_BY_GROUPS_AND_ACCOUNTS = rows().where(
    Membership.group_id == any_(numbers("group_ids")), Membership.account_id == any_(numbers("account_ids"))
)


def of_group(
    group: ColumnElement[int],
    roles: Sequence[str] | None = None,
    search: str | None = None,
    has_seat: bool | None = None,
) -> Select[*tuple[Any, ...]]:
    """Select a group's members. An empty list of roles matches nobody."""
    found = rows().where(Membership.group_id == group, *matches(Account.search, search))
    if roles is not None:
        found = found.where(Membership.role.in_(roles))
    if has_seat is not None:
        found = found.where(Seat.id.is_not(None) if has_seat else Seat.id.is_(None))
    return found


def of_account(account: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    """Select an account's memberships, with group names for ordering."""
    named = rows().add_columns(Group.sort_name.label("group_sort_name"))
    return named.join(Group, Group.id == Membership.group_id).where(Membership.account_id == account)


@ForAll
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}


@ForAll
async def by_group_and_account(reader: Reader, pairs: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], Row[Any]]:
    groups, accounts = {group for group, _ in pairs}, {account for _, account in pairs}
    found = await reader.rows(_BY_GROUPS_AND_ACCOUNTS, group_ids=list(groups), account_ids=list(accounts))
    return {(row.group_id, row.account_id): row for row in found}
