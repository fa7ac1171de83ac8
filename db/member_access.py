"""Open a member who is to be changed, or whose seat is; see `db.access`."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from db.access import (
    InLockedGroup,
    LockedGroupRow,
    Transaction,
    check_and_set_clock,
    group_from_row,
    group_id_subquery,
    lock_allowed,
    lock_statement,
    open_group_of,
    select_group,
)
from db.bulk import IdRow, id_parameter
from db.prepared import Prepared
from db.tables import Account, Group, Membership, SeatPlan
from rules.refusals import not_found
from rules.roles import Permission, Role
from rules.seats import PlanStatus, SeatPolicy


class PlanTerms(NamedTuple):
    """The terms of a group's seat plan."""

    seat_count: int
    starts_at: datetime
    expires_at: datetime
    policy: SeatPolicy
    told_days: int | None
    status_told: PlanStatus | None


@dataclass(frozen=True, slots=True)
class LockedMember(InLockedGroup):
    """A member, and the plan of the group, if it has one."""

    id: int
    account_id: int
    account_name: str
    email: str
    role: Role
    plan: PlanTerms | None


class _MemberRow(NamedTuple):
    account_id: int | None
    role: Role
    name: str
    email: str


class _MemberInGroup(NamedTuple):
    group: LockedGroupRow
    member: _MemberRow
    plan: PlanTerms | None


_theirs = aliased(Account)

_MEMBER_IN_GROUP = Prepared(
    _MemberInGroup,
    select_group(
        Membership.account_id,
        Membership.role,
        _theirs.name,
        _theirs.email,
        *(getattr(SeatPlan, name) for name in PlanTerms._fields),
    )
    .outerjoin(Membership, (Membership.id == id_parameter("id")) & (Membership.group_id == Group.id))
    .outerjoin(_theirs, _theirs.id == Membership.account_id)
    .outerjoin(SeatPlan, SeatPlan.group_id == Group.id),
)
_LOCK_OF_MEMBER = lock_statement(group_id_subquery(Membership.group_id, Membership.id))
_GROUP_OF_MEMBER = Prepared(IdRow, select(Membership.group_id).where(Membership.id == id_parameter("id")))


async def open_member(work: Transaction, membership_id: int, permission: Permission) -> LockedMember:
    """Lock a member's group; raise NOT_FOUND or FORBIDDEN as `open_group_of` does."""
    group_id = await lock_allowed(work, _LOCK_OF_MEMBER, membership_id, permission)
    if group_id is None:
        row = await _GROUP_OF_MEMBER.row(work.connection, id=membership_id)
        group_id = (await open_group_of(work, row and row.id, permission)).id
    found = await _MEMBER_IN_GROUP.row(
        work.connection, group_id=group_id, caller=work.caller.account_id, id=membership_id
    )
    if found is None:
        raise not_found()
    group, member = check_and_set_clock(work, group_from_row(found.group, work.caller), permission), found.member
    if member.account_id is None:
        raise not_found()  # left while this waited for the lock
    return LockedMember(group, membership_id, member.account_id, member.name, member.email, member.role, found.plan)
