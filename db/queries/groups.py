"""Groups, as one caller sees them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from db.bulk import unnested
from db.queries import accounts
from db.queries.searching import matches
from db.reader import ForAll, Reader
from db.tables import Account, Group, Membership, Removal, SeatPlan
from rules.caller import Caller
from rules.roles import Role, Standing, group_actions


def facilitator_id(group: Any = Group) -> ColumnElement[int | None]:
    """The creator while still a manager, else the longest-serving manager; null when none is left."""
    manager = aliased(Membership)
    return (
        select(manager.account_id)
        .where(manager.group_id == group.id, manager.role != Role.MEMBER)
        .order_by(case((manager.account_id == group.creator_id, 0), else_=1), manager.joined_at, manager.id)
        .limit(1)
        .correlate(group)
        .scalar_subquery()
    )


def _administrators() -> ColumnElement[int]:
    other = aliased(Membership)
    counted = select(func.count()).where(other.group_id == Group.id, other.role == Role.ADMINISTRATOR)
    return counted.correlate(Group).scalar_subquery()


def _was_removed(viewer: Any) -> ColumnElement[bool]:
    removal = exists().where(Removal.group_id == Group.id, Removal.account_id == viewer)
    return removal.correlate_except(Removal)


def _membership_of(viewer: Any) -> ColumnElement[bool]:
    return and_(Membership.group_id == Group.id, Membership.account_id == viewer)


def rows(caller: Caller) -> Select[*tuple[Any, ...]]:
    """Groups with the caller's own standing in each."""
    viewer = caller.account_id
    return select(*_columns(viewer)).outerjoin(Membership, _membership_of(viewer))


def _columns(viewer: Any) -> tuple[Any, ...]:
    return (
        Group.id,
        Group.name,
        Group.sort_name,
        Group.description,
        Group.join_policy,
        Group.discreet,
        Group.created_at,
        Group.event_number,
        facilitator_id().label("facilitator_id"),
        Membership.id.label("membership_id"),
        Membership.role,
        case((Membership.role == Role.ADMINISTRATOR, _administrators())).label("administrators"),
        _was_removed(viewer).label("was_removed"),
    )


def standing_of(row: Row[Any], caller: Caller) -> Standing:
    """How the caller stands towards a group that `rows` gave."""
    return Standing(Role(row.role) if row.role else None, caller.is_staff, row.join_policy == "OPEN")


def actions_of(row: Row[Any], caller: Caller) -> list[str]:
    """What the caller may do with a group that `rows` gave: `viewerActions`."""
    is_last = row.role == Role.ADMINISTRATOR and row.administrators == 1
    return group_actions(standing_of(row, caller), is_last_administrator=is_last, was_removed=row.was_removed)


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Groups by ID, known to the caller or not: the schema decides by `standing_of`."""
    return {row.id: row for row in await reader.rows(rows(caller).where(Group.id.in_(ids)))}


@ForAll
async def seen_by(reader: Reader, pairs: Sequence[tuple[int, int | None]]) -> Mapping[tuple[int, int | None], Row[Any]]:
    """Groups by ID and who looks at them."""
    ids, viewers = zip(*pairs, strict=True)
    given = unnested(Membership.__table__, {"group_id": ids, "account_id": viewers})
    viewer = given.c.account_id
    statement = (
        select(*_columns(viewer), viewer.label("viewer_id"))
        .select_from(given)
        .join(Group, Group.id == given.c.group_id)
        .outerjoin(Membership, _membership_of(viewer))
    )
    return {(row.id, row.viewer_id): row for row in await reader.rows(statement)}


@ForAll
async def invited(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """What an invitee may know of groups before joining."""
    members = select(func.count()).where(Membership.group_id == Group.id).correlate(Group).scalar_subquery()
    statement = select(
        Group.id,
        Group.name,
        Group.description,
        Group.discreet,
        *accounts.part(Account, "facilitator"),
        members.label("member_count"),
        SeatPlan.group_id.is_not(None).label("needs_seat"),
    ).outerjoin(SeatPlan, SeatPlan.group_id == Group.id)
    named = statement.outerjoin(Account, Account.id == facilitator_id())
    return {row.id: row for row in await reader.rows(named.where(Group.id.in_(ids)))}


def known(caller: Caller, search: str | None) -> Select[*tuple[Any, ...]]:
    """Open groups and the caller's own; for staff, all."""
    found = rows(caller).where(*matches(Group.search, search))
    if caller.is_staff:
        return found
    return found.where(or_(Group.join_policy == "OPEN", Membership.id.is_not(None)))
