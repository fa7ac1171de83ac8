from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, any_, case, exists, func, literal, select
from sqlalchemy.orm import aliased

from db.bulk import id_parameter, ids_parameter, text_parameter
from db.queries import accounts
from db.queries.searching import matches
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect, part
from db.tables import Account, Group, Membership, Seat, SeatPlan
from rules.roles import JoinedBy, Role
from rules.seats import PlanStatus

_ahead, _free = aliased(Membership), aliased(Seat)


class MemberRow(NamedTuple):
    """A membership with its account, its seat and the group's plan; `has_free_seat` is looked up for those without a seat.

    `plan_changes_at` is when time alone changes the plan's status next; both are None for a group without a plan.
    """

    id: int
    group_id: int
    account_id: int
    role: Role
    joined_at: datetime
    joined_by: JoinedBy
    invitation_id: int | None
    waiting_number: int | None
    position: int | None
    name: str
    sort_name: str
    username: str
    email: str
    profile_updated_at: datetime
    updated_at: datetime
    seat_id: int | None
    seat_number: int | None
    allocated_at: datetime | None
    allocated_by: int | None
    plan_changes_at: datetime | None
    plan_status: PlanStatus | None
    has_free_seat: bool


class MembershipRow(NamedTuple):
    """A membership as one of its account's, listed by the group's name."""

    member: MemberRow
    group_sort_name: str


def _position() -> ColumnElement[int | None]:
    """Return 1 for the first in line; null for those not waiting."""
    counted = select(func.count()).where(
        _ahead.group_id == Membership.group_id, _ahead.waiting_number <= Membership.waiting_number
    )
    return case((Membership.waiting_number.is_not(None), counted.correlate(Membership).scalar_subquery()))


def _has_free_seat() -> ColumnElement[bool]:
    free = exists().where(_free.group_id == Membership.group_id, _free.membership_id.is_(None))
    return case((Seat.id.is_(None), free.correlate(Membership)), else_=False)


def _plan_changes_at() -> ColumnElement[datetime | None]:
    now = func.clock_timestamp()
    return case((SeatPlan.starts_at > now, SeatPlan.starts_at), (SeatPlan.expires_at > now, SeatPlan.expires_at))


def _plan_status() -> ColumnElement[PlanStatus | None]:
    """`rules.seats.plan_status` in SQL; cheaper than returning both times."""
    now = func.clock_timestamp()
    expired, scheduled, active = (
        literal(status, SeatPlan.status_told.type)
        for status in (PlanStatus.EXPIRED, PlanStatus.SCHEDULED, PlanStatus.ACTIVE)
    )
    return case(
        (SeatPlan.expires_at <= now, expired),
        (SeatPlan.starts_at > now, scheduled),
        (SeatPlan.expires_at.is_not(None), active),
    )


COLUMNS = (
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
    accounts.profile_updated_at(Account),
    func.coalesce(Membership.updated_at, Membership.joined_at).label("updated_at"),
    Seat.id.label("seat_id"),
    Seat.number.label("seat_number"),
    Seat.allocated_at,
    Seat.allocated_by,
    _plan_changes_at().label("plan_changes_at"),  # before the status: a change between the two is then due at once
    _plan_status().label("plan_status"),
    _has_free_seat().label("has_free_seat"),
)


def rows() -> TypedSelect[MemberRow]:
    return TypedSelect(MemberRow, _from_memberships(select(*COLUMNS)))


def _from_memberships(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        found.select_from(Membership)
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Seat, Seat.membership_id == Membership.id)
        .outerjoin(SeatPlan, SeatPlan.group_id == Membership.group_id)
    )


_ALL = rows()
_BY_IDS = _ALL.where(Membership.id == any_(ids_parameter("ids")))
_BY_GROUPS_AND_ACCOUNTS = _ALL.where(
    Membership.group_id == any_(ids_parameter("group_ids")), Membership.account_id == any_(ids_parameter("account_ids"))
)
_WITH_EMAIL = _ALL.where(Membership.group_id == id_parameter("group_id"), Account.email == text_parameter("email"))


def of_group(
    group: ColumnElement[int],
    roles: Sequence[Role] | None = None,
    search: str | None = None,
    has_seat: bool | None = None,
) -> TypedSelect[MemberRow]:
    """Select a group's members. An empty list of roles matches nobody."""
    found = _ALL.where(Membership.group_id == group, *matches(Account.search, search))
    if roles is not None:
        found = found.where(Membership.role.in_(roles))
    if has_seat is not None:
        found = found.where(Seat.id.is_not(None) if has_seat else Seat.id.is_(None))
    return found


def of_account(account: ColumnElement[int], search: str | None = None) -> TypedSelect[MembershipRow]:
    columns = part("member", COLUMNS)
    found = _from_memberships(select(*columns, Group.sort_name.label("group_sort_name")))
    found = found.join(Group, Group.id == Membership.group_id).where(Membership.account_id == account)
    return TypedSelect(MembershipRow, found.where(*matches(Group.search, search)))


def by_code(code: ColumnElement[int]) -> TypedSelect[MemberRow]:
    return _ALL.where(Membership.invite_code_id == code)


@SharedQuery
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, MemberRow]:
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}


@SharedQuery
async def by_group_and_account(reader: Reader, pairs: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], MemberRow]:
    groups, accounts = {group for group, _ in pairs}, {account for _, account in pairs}
    found = await reader.rows(_BY_GROUPS_AND_ACCOUNTS, group_ids=list(groups), account_ids=list(accounts))
    return {(row.group_id, row.account_id): row for row in found}


async def with_email(reader: Reader, group_id: int, email: str) -> MemberRow | None:
    return await reader.row(_WITH_EMAIL, group_id=group_id, email=email)
