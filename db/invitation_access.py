"""Open an invitation that is to be changed; see `db.access`."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from db.access import (
    InLockedGroup,
    LockedGroupRow,
    Transaction,
    check_and_set_clock,
    find_group,
    group_from_row,
    group_id_subquery,
    lock_allowed,
    lock_in_turn,
    lock_statement,
    open_group,
    select_group,
)
from db.bulk import IdRow, id_parameter
from db.prepared import Prepared
from db.tables import Account, Group, Invitation, Membership
from rules.refusals import forbidden, not_found
from rules.roles import Permission, Role, allows
from rules.transitions import InvitationStatus, NamedBy, status_at


class LockedInvitationRow(NamedTuple):
    id: int
    email: str
    name: str | None
    named_by: NamedBy
    role: Role
    status: InvitationStatus
    expires_at: datetime
    version: int
    caseload_id: int | None
    invited_by: int
    inviter_role: Role | None


@dataclass(frozen=True, slots=True)
class LockedInvitation(InLockedGroup):
    row: LockedInvitationRow
    status: InvitationStatus

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def role(self) -> Role:
        return self.row.role

    @property
    def inviter_role(self) -> Role | None:
        return self.row.inviter_role


class _InvitationInGroup(NamedTuple):
    group: LockedGroupRow
    invitation: LockedInvitationRow


class _AddressRow(NamedTuple):
    group_id: int
    email: str
    caller_email: str | None


_GROUP_ID = group_id_subquery(Invitation.group_id, Invitation.id)
_LOCK_IF_ALLOWED = lock_statement(_GROUP_ID)
_LOCK_FREE = Prepared(
    IdRow, select(Group.id).where(Group.id == _GROUP_ID).with_for_update(key_share=True, of=Group, skip_locked=True)
)
_ADDRESS = Prepared(
    _AddressRow,
    select(Invitation.group_id, Invitation.email, Account.email)
    .outerjoin(Account, Account.id == id_parameter("caller"))
    .where(Invitation.id == id_parameter("id")),
)
_FIND = Prepared(
    _InvitationInGroup,
    select_group(
        *(getattr(Invitation, name) for name in LockedInvitationRow._fields[:-1]),
        Membership.role,
    )
    .join(Invitation, (Invitation.id == id_parameter("id")) & (Invitation.group_id == Group.id))
    .outerjoin(Membership, (Membership.group_id == Group.id) & (Membership.account_id == Invitation.invited_by)),
)


async def open_invitation(work: Transaction, invitation_id: int, permission: Permission) -> LockedInvitation:
    """Lock an invitation's group. NOT_FOUND for all but managers, staff and the invitee."""
    group_id = await lock_allowed(work, _LOCK_IF_ALLOWED, invitation_id, permission)
    if group_id is None:
        group_id = await _open_group(work, invitation_id, permission)
    return await _find(work, group_id, invitation_id, permission)


async def lock_invitation(work: Transaction, invitation_id: int) -> LockedInvitation:
    """Lock the group of an invitation that is being answered, whoever calls. Raise NOT_FOUND if there is none."""
    group = await _LOCK_FREE.row(work.connection, id=invitation_id)
    if group is not None:
        return await _find(work, group.id, invitation_id)
    row = await _ADDRESS.row(work.connection, id=invitation_id, caller=work.caller.account_id)
    if row is None:
        raise not_found()
    await lock_in_turn(work, row.group_id)
    return await _find(work, row.group_id, invitation_id)


async def _open_group(work: Transaction, invitation_id: int, permission: Permission) -> int:
    """Refuse, or lock for a caller who has been allowed since a moment ago."""
    row = await _ADDRESS.row(work.connection, id=invitation_id, caller=work.caller.account_id)
    if row is None:
        raise not_found()
    seen = await find_group(work.connection, work.caller, row.group_id)
    if not allows(seen.group_access, permission):
        knows = row.email == row.caller_email or allows(seen.group_access, Permission.SEE_INVITATIONS)
        raise forbidden() if knows else not_found()
    return (await open_group(work, row.group_id, permission)).id


async def _find(
    work: Transaction, group_id: int, invitation_id: int, permission: Permission | None = None
) -> LockedInvitation:
    found = await _FIND.row(work.connection, group_id=group_id, caller=work.caller.account_id, id=invitation_id)
    if found is None:
        raise not_found()
    group, row = check_and_set_clock(work, group_from_row(found.group, work.caller), permission), found.invitation
    return LockedInvitation(group, row, status_at(row.status, row.expires_at, group.now))
