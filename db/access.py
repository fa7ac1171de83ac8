"""Open what is to be changed: lock its group if the caller may, and check again under the lock.

What the caller may not know of is NOT_FOUND. Callers who are refused never wait for the lock. What is read under it
stays true until the commit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ARRAY, Boolean, ColumnElement, Select, Text, any_, bindparam, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from db import locks
from db.bulk import IdRow, id_parameter
from db.prepared import Prepared
from db.tables import Account, Group, Membership
from rules.caller import Caller
from rules.refusals import not_found
from rules.requirements import GroupRequirement, Requirement
from rules.roles import GroupAccess, JoinPolicy, Permission, Role, allows, require_permission, roles_with, staff_have


class Transaction(Protocol):
    """An open transaction and its caller. Locking sets `now` to the database's clock."""

    connection: AsyncConnection
    caller: Caller
    now: datetime

    def record_requirement(self, requirement: Requirement) -> None: ...

    def require_turn(self, group_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class LockedGroup:
    """A group, locked until the commit, and the caller's access to it."""

    id: int
    name: str
    discreet: bool
    is_open: bool
    creator_id: int
    group_access: GroupAccess
    membership_id: int | None
    caller_name: str
    caller_email: str
    now: datetime

    @property
    def role(self) -> Role | None:
        return self.group_access.role

    @property
    def public_name(self) -> str:
        """Return a name that anyone may read: "a group" for discreet groups."""
        return "a group" if self.discreet else self.name


@dataclass(frozen=True, slots=True)
class InLockedGroup:
    group: LockedGroup

    @property
    def now(self) -> datetime:
        return self.group.now


class LockedGroupRow(NamedTuple):
    id: int
    name: str
    discreet: bool
    join_policy: JoinPolicy
    creator_id: int
    membership_id: int | None
    role: Role | None
    caller_name: str
    caller_email: str
    now: datetime


_own, _caller = aliased(Membership), aliased(Account)


def select_group(*more: Any) -> Select[Any]:
    """Select a `LockedGroupRow` and more by the parameters `group_id` and `caller`."""
    return (
        select(
            Group.id,
            Group.name,
            Group.discreet,
            Group.join_policy,
            Group.creator_id,
            _own.id,
            _own.role,
            _caller.name,
            _caller.email,
            func.clock_timestamp(),
            *more,
        )
        .select_from(Group)
        .outerjoin(_own, (_own.group_id == Group.id) & (_own.account_id == id_parameter("caller")))
        .outerjoin(_caller, _caller.id == id_parameter("caller"))
        .where(Group.id == id_parameter("group_id"))
    )


def lock_statement(group_id: ColumnElement[Any]) -> Prepared[IdRow]:
    """Return a statement that locks a group where the caller has one of the `roles`, or any if `by_staff`.

    See `lock_allowed`. A group that is locked is skipped: see `lock_in_turn`.
    """
    in_role = exists().where(
        _own.group_id == Group.id,
        _own.account_id == id_parameter("caller"),
        _own.role == any_(bindparam("roles", type_=ARRAY(Text))),
    )
    rows = select(Group.id).where(Group.id == group_id, or_(bindparam("by_staff", type_=Boolean), in_role))
    return Prepared(IdRow, rows.with_for_update(key_share=True, of=Group, skip_locked=True))


def group_id_subquery(column: Any, row_id: Any) -> Any:
    """Return a subquery for the ID of the group of the row with the parameter `id`."""
    return select(column).where(row_id == id_parameter("id")).scalar_subquery()


_FIND_GROUP = Prepared(LockedGroupRow, select_group())
_LOCK_GROUP = lock_statement(id_parameter("id"))


async def open_group(work: Transaction, group_id: int, permission: Permission) -> LockedGroup:
    """Lock a group in which the caller has `permission`.

    Raises:
        RefusalError: NOT_FOUND if the caller may not know of the group; FORBIDDEN if their role never allows it.
    """
    if await lock_allowed(work, _LOCK_GROUP, group_id, permission) is None:
        await check_group(work.connection, work.caller, group_id, permission)
        await lock_in_turn(work, group_id)
    return check_and_set_clock(work, await find_group(work.connection, work.caller, group_id), permission)


async def check_group(connection: AsyncConnection, caller: Caller, group_id: int, permission: Permission) -> None:
    """Make the checks of `open_group` without a lock."""
    require_permission((await find_group(connection, caller, group_id)).group_access, permission)


async def open_group_of(work: Transaction, group_id: int | None, permission: Permission) -> LockedGroup:
    """Lock the group of something in it. NOT_FOUND if the caller may not see into the group, even an open one."""
    if group_id is None:
        raise not_found()
    if await lock_allowed(work, _LOCK_GROUP, group_id, permission) is None:
        seen = await find_group(work.connection, work.caller, group_id)
        if not allows(seen.group_access, Permission.SEE):
            raise not_found()
        require_permission(seen.group_access, permission)
        await lock_in_turn(work, group_id)
    return check_and_set_clock(work, await find_group(work.connection, work.caller, group_id), permission)


async def lock_group(work: Transaction, group_id: int) -> LockedGroup:
    """Lock a group where no role is needed: for a code or staff. Raise NOT_FOUND if there is none."""
    await lock_unchecked(work, group_id)
    return check_and_set_clock(work, await find_group(work.connection, work.caller, group_id))


async def lock_unchecked(work: Transaction, group_id: int) -> None:
    """Lock a group that the caller reads again next, whoever they are. Raise NOT_FOUND if there is none."""
    if not await locks.free_group(work.connection, group_id):
        await find_group(work.connection, work.caller, group_id)
        await lock_in_turn(work, group_id)


async def lock_in_turn(work: Transaction, group_id: int) -> None:
    """Lock a group that was locked by another transaction, or that the caller may change since a moment ago.

    The work waits in the line of this process first. Only whoever is its first waits in the database: a connection each
    would soon leave none for anybody else.
    """
    work.require_turn(group_id)
    await locks.group(work.connection, group_id)


async def lock_allowed(work: Transaction, lock: Prepared[IdRow], row_id: int, permission: Permission) -> int | None:
    """Lock a group by a statement of `lock_statement`.

    Return its ID; None if the caller may not, if there is none, or if another transaction has locked it.
    """
    row = await lock.row(
        work.connection,
        id=row_id,
        caller=work.caller.account_id,
        roles=sorted(roles_with(permission)),
        by_staff=work.caller.is_staff and staff_have(permission),
    )
    return None if row is None else row.id


def check_and_set_clock(work: Transaction, group: LockedGroup, permission: Permission | None = None) -> LockedGroup:
    """Check the permission again, if one is needed, and set `work.now`."""
    if permission is not None:
        require_permission(group.group_access, permission)
        work.record_requirement(GroupRequirement(group.id, permission))
    work.now = group.now
    return group


def group_from_row(row: LockedGroupRow, caller: Caller) -> LockedGroup:
    is_open = row.join_policy is JoinPolicy.OPEN
    group_access = GroupAccess(row.role, caller.is_staff, is_open)
    return LockedGroup(
        row.id,
        row.name,
        row.discreet,
        is_open,
        row.creator_id,
        group_access,
        row.membership_id,
        row.caller_name,
        row.caller_email,
        row.now,
    )


async def find_group(connection: AsyncConnection, caller: Caller, group_id: int) -> LockedGroup:
    """Read a group as it is now. It stays so only if this transaction has locked it."""
    row = await _FIND_GROUP.row(connection, group_id=group_id, caller=caller.account_id)
    if row is None:
        raise not_found()
    return group_from_row(row, caller)
