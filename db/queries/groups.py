from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, any_, case, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from db.bulk import id_parameter, ids_parameter, to_unnest
from db.queries import accounts
from db.queries.accounts import AccountRow
from db.queries.searching import matches
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect, part
from db.tables import Account, Group, Membership, Removal, SeatPlan
from rules.caller import Caller
from rules.roles import GroupAccess, JoinPolicy, Role, group_actions


class GroupRow(NamedTuple):
    """A group and the viewer's membership in it; `administrator_count` is for administrators alone."""

    id: int
    name: str
    sort_name: str
    description: str
    join_policy: JoinPolicy
    discreet: bool
    created_at: datetime
    updated_at: datetime
    event_number: int
    viewer_actions_version: int
    facilitator_id: int | None
    membership_id: int | None
    role: Role | None
    administrator_count: int | None
    was_removed: bool
    has_plan: bool


class ViewedGroupRow(NamedTuple):
    group: GroupRow
    viewer_id: int | None


class AccessRow(NamedTuple):
    """A viewer's access to a group."""

    id: int
    viewer_id: int | None
    join_policy: JoinPolicy
    role: Role | None
    is_only_administrator: bool


class InvitedGroupRow(NamedTuple):
    """A group as an invitee may see it."""

    id: int
    name: str
    description: str
    discreet: bool
    facilitator: AccountRow | None
    member_count: int
    needs_seat: bool


class FacilitatorRow(NamedTuple):
    """The person shown as running a group."""

    name: str
    role: Role
    has_plan: bool


_manager, _administrator = aliased(Membership), aliased(Membership)

_FACILITATOR_ID: ColumnElement[int | None] = (
    select(_manager.account_id)
    .where(_manager.group_id == Group.id, _manager.role != Role.MEMBER)
    .order_by(case((_manager.account_id == Group.creator_id, 0), else_=1), _manager.joined_at, _manager.id)
    .limit(1)
    .correlate(Group)
    .scalar_subquery()
)
"""The creator while still a manager, else the longest-serving manager; null when none is left."""

_ADMINISTRATORS: ColumnElement[int] = (
    select(func.count())
    .where(_administrator.group_id == Group.id, _administrator.role == Role.ADMINISTRATOR)
    .correlate(Group)
    .scalar_subquery()
)


def _was_removed(viewer: Any) -> ColumnElement[bool]:
    removal = exists().where(Removal.group_id == Group.id, Removal.account_id == viewer)
    return removal.correlate_except(Removal)


def membership_of(viewer: Any) -> ColumnElement[bool]:
    return and_(Membership.group_id == Group.id, Membership.account_id == viewer)


def rows(viewer: Any) -> TypedSelect[GroupRow]:
    """Select groups. `viewer` is an ID, a column or a parameter."""
    found = select(*columns(viewer)).select_from(Group).outerjoin(Membership, membership_of(viewer))
    return TypedSelect(GroupRow, found)


def columns(viewer: Any) -> tuple[Any, ...]:
    return (
        Group.id,
        Group.name,
        Group.sort_name,
        Group.description,
        Group.join_policy,
        Group.discreet,
        Group.created_at,
        func.coalesce(Group.updated_at, Group.created_at).label("updated_at"),
        Group.event_number,
        Group.viewer_actions_version,
        _FACILITATOR_ID.label("facilitator_id"),
        Membership.id.label("membership_id"),
        Membership.role,
        case((Membership.role == Role.ADMINISTRATOR, _ADMINISTRATORS)).label("administrator_count"),
        _was_removed(viewer).label("was_removed"),
        exists().where(SeatPlan.group_id == Group.id).correlate_except(SeatPlan).label("has_plan"),
    )


def _invited() -> TypedSelect[InvitedGroupRow]:
    members = select(func.count()).where(Membership.group_id == Group.id).correlate(Group).scalar_subquery()
    found = (
        select(
            Group.id,
            Group.name,
            Group.description,
            Group.discreet,
            *accounts.columns(Account, "facilitator"),
            members.label("member_count"),
            SeatPlan.group_id.is_not(None).label("needs_seat"),
        )
        .outerjoin(SeatPlan, SeatPlan.group_id == Group.id)
        .outerjoin(Account, Account.id == _FACILITATOR_ID)
    )
    return TypedSelect(InvitedGroupRow, found)


def _viewed() -> TypedSelect[ViewedGroupRow]:
    given = to_unnest(Membership.__table__, ("group_id", "account_id"))
    viewer = given.c.account_id
    found = (
        select(*part("group", columns(viewer)), viewer.label("viewer_id"))
        .select_from(given)
        .join(Group, Group.id == given.c.group_id)
        .outerjoin(Membership, membership_of(viewer))
    )
    return TypedSelect(ViewedGroupRow, found)


def _access() -> TypedSelect[AccessRow]:
    given = to_unnest(Membership.__table__, ("group_id", "account_id"))
    viewer, is_administrator = given.c.account_id, Membership.role == Role.ADMINISTRATOR
    other = exists().where(
        _administrator.group_id == Group.id,
        _administrator.role == Role.ADMINISTRATOR,
        _administrator.account_id != viewer,
    )
    found = (
        select(
            Group.id,
            viewer.label("viewer_id"),
            Group.join_policy,
            Membership.role,
            case((is_administrator, ~other.correlate(Group, given)), else_=False).label("is_only_administrator"),
        )
        .select_from(given)
        .join(Group, Group.id == given.c.group_id)
        .outerjoin(Membership, membership_of(viewer))
    )
    return TypedSelect(AccessRow, found)


def _facilitator() -> TypedSelect[FacilitatorRow]:
    has_plan = exists().where(SeatPlan.group_id == Group.id).correlate(Group)
    found = (
        select(Account.name, Membership.role, has_plan.label("has_plan"))
        .select_from(Group)
        .join(Account, Account.id == _FACILITATOR_ID)
        .join(Membership, and_(Membership.group_id == Group.id, Membership.account_id == Account.id))
    )
    return TypedSelect(FacilitatorRow, found)


_OF_CALLER = rows(id_parameter("viewer")).where(Group.id == any_(ids_parameter("ids")))
_INVITED = _invited().where(Group.id == any_(ids_parameter("ids")))
_VIEWED = _viewed()
_ACCESS = _access()
_FACILITATOR = _facilitator().where(Group.id == id_parameter("id"))


async def facilitator(reader: Reader, group_id: int) -> FacilitatorRow | None:
    return await reader.row(_FACILITATOR, id=group_id)


def group_access_of(row: GroupRow | AccessRow, caller: Caller) -> GroupAccess:
    return GroupAccess(row.role, caller.is_staff, row.join_policy is JoinPolicy.OPEN)


def actions_of(row: GroupRow, group_access: GroupAccess) -> list[str]:
    is_last = row.role is Role.ADMINISTRATOR and row.administrator_count == 1
    return group_actions(
        group_access, is_last_administrator=is_last, was_removed=row.was_removed, has_plan=row.has_plan
    )


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, GroupRow]:
    """Return groups whether or not the caller may know of them; the schema checks `group_access_of`."""
    found = await reader.rows(_OF_CALLER, viewer=caller.account_id, ids=list(ids))
    return {row.id: row for row in found}


@SharedQuery
async def by_viewer(
    reader: Reader, pairs: Sequence[tuple[int, int | None]]
) -> Mapping[tuple[int, int | None], GroupRow]:
    ids, viewers = zip(*pairs, strict=True)
    found = await reader.rows(_VIEWED, given_group_id=list(ids), given_account_id=list(viewers))
    return {(row.group.id, row.viewer_id): row.group for row in found}


@SharedQuery
async def shown(reader: Reader, ids: Sequence[int]) -> Mapping[int, GroupRow]:
    """Return groups without anyone's membership in them."""
    return {row.id: row for row in await reader.rows(_OF_CALLER, viewer=None, ids=list(ids))}


@SharedQuery
async def access_by_viewer(
    reader: Reader, pairs: Sequence[tuple[int, int | None]]
) -> Mapping[tuple[int, int | None], AccessRow]:
    """Return only the access of (group, viewer) pairs, for streams that check a thousand at each event."""
    ids, viewers = zip(*pairs, strict=True)
    found = await reader.rows(_ACCESS, given_group_id=list(ids), given_account_id=list(viewers))
    return {(row.id, row.viewer_id): row for row in found}


@SharedQuery
async def invited(reader: Reader, ids: Sequence[int]) -> Mapping[int, InvitedGroupRow]:
    return {row.id: row for row in await reader.rows(_INVITED, ids=list(ids))}


def known(
    _: object, viewer: Any, is_staff: bool, search: str | None, can_join: bool | None = None
) -> TypedSelect[GroupRow]:
    """Select open groups and the viewer's own; all for staff. With `can_join`, only those to join, or the others."""
    found = rows(viewer).where(*matches(Group.search, search))
    if can_join is not None:
        joinable = and_(Group.join_policy == JoinPolicy.OPEN, Membership.id.is_(None), not_(_was_removed(viewer)))
        found = found.where(joinable if can_join else not_(joinable))
    if is_staff:
        return found
    return found.where(or_(Group.join_policy == JoinPolicy.OPEN, Membership.id.is_not(None)))
