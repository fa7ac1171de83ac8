"""Find what is to be changed, check that the caller may, lock its group, and check again.

What the caller may not know of is NOT_FOUND. The second check, under the lock, stays true until the commit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import locks
from db.bulk import number
from db.tables import Account, Group, Invitation, Membership
from rules.caller import Caller
from rules.refusals import forbidden, not_found
from rules.requirements import GroupRequirement, Requirement
from rules.roles import GroupAccess, Permission, Role, allows, can_see
from rules.transitions import InvitationStatus, status_at


class Transaction(Protocol):
    """An open transaction and its caller. Locking sets `now` to the database's clock."""

    connection: AsyncConnection
    caller: Caller
    now: datetime

    def require(self, requirement: Requirement) -> None: ...


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
    now: datetime

    @property
    def role(self) -> Role | None:
        return self.group_access.role

    @property
    def public_name(self) -> str:
        """Return a name that anyone may read: "a group" for discreet groups."""
        return "a group" if self.discreet else self.name


@dataclass(frozen=True, slots=True)
class _InLockedGroup:
    group: LockedGroup

    @property
    def now(self) -> datetime:
        return self.group.now


@dataclass(frozen=True, slots=True)
class LockedMember(_InLockedGroup):
    id: int
    account_id: int
    account_name: str
    email: str
    role: Role


@dataclass(frozen=True, slots=True)
class LockedInvitation(_InLockedGroup):
    row: Row[Any]
    status: InvitationStatus

    @property
    def id(self) -> int:
        return int(self.row.id)

    @property
    def role(self) -> Role:
        return Role(self.row.role)


@dataclass(frozen=True, slots=True)
class LockedResource(_InLockedGroup):
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class LockedAssignment(_InLockedGroup):
    id: int
    resource_id: int
    title: str
    assigned_by: int


def _find_group() -> Select[*tuple[Any, ...]]:
    caller = number("caller")
    own = and_(Membership.group_id == Group.id, Membership.account_id == caller)
    return (
        select(
            Group.name,
            Group.discreet,
            Group.join_policy,
            Group.creator_id,
            Membership.id,
            Membership.role,
            select(Account.name).where(Account.id == caller).scalar_subquery(),
            func.clock_timestamp(),
        )
        .outerjoin(Membership, own)
        .where(Group.id == number("id"))
    )


_FIND_GROUP = _find_group()
_GROUP_OF_MEMBER = select(Membership.group_id).where(Membership.id == number("id"))
_MEMBER = (
    select(Membership.account_id, Membership.role, Account.name, Account.email)
    .join(Account, Account.id == Membership.account_id)
    .where(Membership.id == number("id"))
)
_INVITATION = select(*Invitation.__table__.c).where(Invitation.id == number("id"))
_EMAIL = select(Account.email).where(Account.id == number("id"))


async def open_group(work: Transaction, group_id: int, permission: Permission) -> LockedGroup:
    """Lock a group in which the caller has `permission`.

    Raises:
        RefusalError: NOT_FOUND if the caller may not know of the group; FORBIDDEN if their role never allows it.
    """
    return await _open(work, await _seen(work.connection, work.caller, group_id), permission)


async def check_group(connection: AsyncConnection, caller: Caller, group_id: int, permission: Permission) -> None:
    """Make the checks of `open_group` without a lock."""
    _check(await _seen(connection, caller, group_id), permission)


async def open_group_of(work: Transaction, group_id: int | None, permission: Permission) -> LockedGroup:
    """Lock the group of something in it. NOT_FOUND if the caller may not see into the group, even an open one."""
    if group_id is None:
        raise not_found()
    seen = await _seen(work.connection, work.caller, group_id)
    if not allows(seen.group_access, Permission.SEE):
        raise not_found()
    return await _open(work, seen, permission)


async def lock_group(work: Transaction, group_id: int) -> LockedGroup:
    """Lock a group where no role is needed: for an invitation, a code or staff. Raise NOT_FOUND if there is none."""
    await locks.group(work.connection, group_id)
    return _opened(work, await _seen(work.connection, work.caller, group_id))


async def open_member(work: Transaction, membership_id: int, permission: Permission) -> LockedMember:
    """Lock a member's group; raise NOT_FOUND or FORBIDDEN as `open_group_of` does."""
    group_id = await work.connection.scalar(_GROUP_OF_MEMBER, {"id": membership_id})
    group = await open_group_of(work, group_id, permission)
    row = (await work.connection.execute(_MEMBER, {"id": membership_id})).first()
    if row is None:
        raise not_found()
    return LockedMember(group, membership_id, row.account_id, row.name, row.email, Role(row.role))


async def open_invitation(work: Transaction, invitation_id: int, permission: Permission) -> LockedInvitation:
    """Lock an invitation's group. NOT_FOUND for all but managers, staff and the invitee."""
    glimpse = await _invitation(work.connection, invitation_id)
    seen = await _seen(work.connection, work.caller, glimpse.group_id)
    if not allows(seen.group_access, permission):
        is_invitee = await work.connection.scalar(_EMAIL, {"id": work.caller.account}) == glimpse.email
        raise forbidden() if is_invitee or allows(seen.group_access, Permission.SEE_INVITATIONS) else not_found()
    return await _invitation_in(work, await _open(work, seen, permission), invitation_id)


async def lock_invitation(work: Transaction, invitation_id: int) -> LockedInvitation:
    """Lock the group of an invitation that is being answered, whoever calls. Raise NOT_FOUND if there is none."""
    group_id = (await _invitation(work.connection, invitation_id)).group_id
    return await _invitation_in(work, await lock_group(work, group_id), invitation_id)


async def _seen(connection: AsyncConnection, caller: Caller, group_id: int) -> LockedGroup:
    row = (await connection.execute(_FIND_GROUP, {"id": group_id, "caller": caller.account_id})).first()
    if row is None:
        raise not_found()
    name, discreet, join_policy, creator_id, membership_id, role, caller_name, now = row
    is_open = join_policy == "OPEN"
    group_access = GroupAccess(Role(role) if role else None, caller.is_staff, is_open)
    return LockedGroup(group_id, name, discreet, is_open, creator_id, group_access, membership_id, caller_name, now)


def _check(group: LockedGroup, permission: Permission) -> None:
    if not can_see(group.group_access):
        raise not_found()
    if not allows(group.group_access, permission):
        raise forbidden()


async def _open(work: Transaction, seen: LockedGroup, permission: Permission) -> LockedGroup:
    _check(seen, permission)
    await locks.group(work.connection, seen.id)
    group = await _seen(work.connection, work.caller, seen.id)
    _check(group, permission)
    work.require(GroupRequirement(seen.id, permission))
    return _opened(work, group)


def _opened(work: Transaction, group: LockedGroup) -> LockedGroup:
    work.now = group.now
    return group


async def _invitation(connection: AsyncConnection, invitation_id: int) -> Row[Any]:
    found = (await connection.execute(_INVITATION, {"id": invitation_id})).first()
    if found is None:
        raise not_found()
    return found


async def _invitation_in(work: Transaction, group: LockedGroup, invitation_id: int) -> LockedInvitation:
    row = await _invitation(work.connection, invitation_id)
    return LockedInvitation(group, row, status_at(InvitationStatus(row.status), row.expires_at, group.now))
