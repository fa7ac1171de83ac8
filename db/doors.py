"""Doors: load *and* authorise. Every change comes in through one; what may not be known of is not found.

A door looks without a lock and refuses whoever has no business here; then it locks the group and looks
again, so that what it returns is true until the commit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import locks
from db.bulk import number
from db.rights import Through, note
from db.tables import Account, Group, Invitation, Membership
from rules.caller import Caller
from rules.refusals import forbidden, not_found
from rules.roles import GroupAccess, Permission, Role, allows, can_see
from rules.transitions import InvitationStatus, status_at


@dataclass(frozen=True, slots=True)
class GroupDoor:
    """A group as its caller may treat it, locked until the commit."""

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
        """The caller's own role."""
        return self.group_access.role

    @property
    def public_name(self) -> str:
        """The group's name where anybody might read it: discreet groups have none."""
        return "a group" if self.discreet else self.name


def _look() -> Select[*tuple[Any, ...]]:
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


_LOOK = _look()
_GROUP_OF_MEMBER = select(Membership.group_id).where(Membership.id == number("id"))
_MEMBER = (
    select(Membership.account_id, Membership.role, Account.name, Account.email)
    .join(Account, Account.id == Membership.account_id)
    .where(Membership.id == number("id"))
)
_INVITATION = select(*Invitation.__table__.c).where(Invitation.id == number("id"))
_EMAIL = select(Account.email).where(Account.id == number("id"))


async def _seen(connection: AsyncConnection, caller: Caller, group_id: int) -> GroupDoor:
    row = (await connection.execute(_LOOK, {"id": group_id, "caller": caller.account_id})).first()
    if row is None:
        raise not_found()
    name, discreet, join_policy, creator_id, membership_id, role, caller_name, now = row
    is_open = join_policy == "OPEN"
    group_access = GroupAccess(Role(role) if role else None, caller.is_staff, is_open)
    return GroupDoor(group_id, name, discreet, is_open, creator_id, group_access, membership_id, caller_name, now)


def _check(door: GroupDoor, permission: Permission) -> None:
    if not can_see(door.group_access):
        raise not_found()
    if not allows(door.group_access, permission):
        raise forbidden()


async def group(connection: AsyncConnection, caller: Caller, group_id: int, permission: Permission) -> GroupDoor:
    """Come into a group in order to do something there, and lock it.

    Args:
        connection: With the transaction open.
        caller: Signed in.
        group_id: 0, or any number that is no group's, is not found.
        permission: What for.

    Raises:
        RefusalError: NOT_FOUND for what the caller may not know of; FORBIDDEN for what their role never allows.
    """
    return await _come_in(connection, caller, await _seen(connection, caller, group_id), permission)


async def _come_in(connection: AsyncConnection, caller: Caller, seen: GroupDoor, permission: Permission) -> GroupDoor:
    _check(seen, permission)
    await locks.group(connection, seen.id)
    door = await _seen(connection, caller, seen.id)
    _check(door, permission)
    note(Through(seen.id, permission))
    return door


async def look(connection: AsyncConnection, caller: Caller, group_id: int, permission: Permission) -> None:
    """See whether a door would let somebody in, without a lock.

    Raises:
        RefusalError: As from `group`.
    """
    _check(await _seen(connection, caller, group_id), permission)


async def inside(
    connection: AsyncConnection, caller: Caller, group_id: int | None, permission: Permission
) -> GroupDoor:
    """Come in to something that a group holds, in order to do something with it, and lock the group.

    Args:
        connection: With the transaction open.
        caller: Signed in.
        group_id: Whose it is; None for what is nobody's.
        permission: What for.

    Raises:
        RefusalError: NOT_FOUND for who may not see into the group, though it be open; FORBIDDEN for what their role
            never allows.
    """
    if group_id is None:
        raise not_found()
    seen = await _seen(connection, caller, group_id)
    if not allows(seen.group_access, Permission.SEE):
        raise not_found()
    return await _come_in(connection, caller, seen, permission)


async def unguarded(connection: AsyncConnection, caller: Caller, group_id: int) -> GroupDoor:
    """Lock a group for something that is decided by other things than a role: an invitation, a code, staff.

    Raises:
        RefusalError: NOT_FOUND where there is no such group.
    """
    await locks.group(connection, group_id)
    return await _seen(connection, caller, group_id)


@dataclass(frozen=True, slots=True)
class Inside:
    """Something that a group holds, as its caller may treat it; the group is locked until the commit."""

    group: GroupDoor

    @property
    def now(self) -> datetime:
        """When it was so."""
        return self.group.now


@dataclass(frozen=True, slots=True)
class MemberDoor(Inside):
    """A member of the group behind the door."""

    id: int
    account_id: int
    account_name: str
    email: str
    role: Role


async def member(connection: AsyncConnection, caller: Caller, membership_id: int, permission: Permission) -> MemberDoor:
    """Come in to a member, in order to do something with them; the group is locked.

    Raises:
        RefusalError: NOT_FOUND for a member of a group that the caller may not know of, or may not see into;
            FORBIDDEN for what their role never allows.
    """
    group_id = await connection.scalar(_GROUP_OF_MEMBER, {"id": membership_id})
    door = await inside(connection, caller, group_id, permission)
    row = (await connection.execute(_MEMBER, {"id": membership_id})).first()
    if row is None:
        raise not_found()
    return MemberDoor(door, membership_id, row.account_id, row.name, row.email, Role(row.role))


@dataclass(frozen=True, slots=True)
class InvitationDoor(Inside):
    """An invitation of the group behind the door, as it stands now."""

    row: Row[Any]
    status: InvitationStatus

    @property
    def id(self) -> int:
        """The invitation's ID."""
        return int(self.row.id)

    @property
    def role(self) -> Role:
        """What it would make of the invitee."""
        return Role(self.row.role)


async def _invitation(connection: AsyncConnection, invitation_id: int) -> Row[Any]:
    found = (await connection.execute(_INVITATION, {"id": invitation_id})).first()
    if found is None:
        raise not_found()
    return found


async def invitation(
    connection: AsyncConnection, caller: Caller, invitation_id: int, permission: Permission
) -> InvitationDoor:
    """Come in to an invitation in order to manage it; the group is locked.

    Raises:
        RefusalError: NOT_FOUND for who may not know of it: all but managers, staff and its invitee;
            FORBIDDEN for what their role never allows.
    """
    glimpse = await _invitation(connection, invitation_id)
    seen = await _seen(connection, caller, glimpse.group_id)
    if not allows(seen.group_access, permission):
        is_invitee = await connection.scalar(_EMAIL, {"id": caller.account}) == glimpse.email
        raise forbidden() if is_invitee or allows(seen.group_access, Permission.SEE_INVITATIONS) else not_found()
    return await _invitation_inside(connection, await _come_in(connection, caller, seen, permission), invitation_id)


async def answered_invitation(connection: AsyncConnection, caller: Caller, invitation_id: int) -> InvitationDoor:
    """Come to an invitation in order to answer it; the group is locked, whoever the caller is.

    Raises:
        RefusalError: NOT_FOUND where there is none.
    """
    group_id = (await _invitation(connection, invitation_id)).group_id
    return await _invitation_inside(connection, await unguarded(connection, caller, group_id), invitation_id)


async def _invitation_inside(connection: AsyncConnection, door: GroupDoor, invitation_id: int) -> InvitationDoor:
    row = await _invitation(connection, invitation_id)
    return InvitationDoor(door, row, status_at(InvitationStatus(row.status), row.expires_at, door.now))
