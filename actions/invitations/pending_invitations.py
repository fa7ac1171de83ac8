"""Pending invitations of people who join, and the caseload places reserved for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, any_, func, select
from sqlalchemy.orm import aliased

from actions.work import Work
from db import locks
from db.access import LockedGroup
from db.bulk import array_of
from db.tables import Invitation, Membership
from rules.roles import Role, can_grant
from rules.transitions import InvitationStatus


@dataclass(frozen=True, slots=True)
class NewMember:
    account_id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class PendingInvitation:
    """A pending invitation of somebody who joins; `role` is MEMBER if the inviter may no longer grant more."""

    id: int
    invited_by: int
    role: Role
    caseload_id: int | None


_inviter = aliased(Membership)


async def load_pending_invitations(
    work: Work, locked: LockedGroup, emails: Sequence[str]
) -> Mapping[str, PendingInvitation]:
    """Load the pending invitations of these addresses to the locked group, by address.

    Locks the caseloads with reserved places before it reads the clock: otherwise a place could expire and be given to
    somebody else while it is used here.
    """
    rows = await work.rows(
        select(
            Invitation.id,
            Invitation.email,
            Invitation.role,
            Invitation.caseload_id,
            Invitation.expires_at,
            Invitation.invited_by,
            _inviter.role.label("inviter_role"),
        )
        .outerjoin(_inviter, and_(_inviter.group_id == locked.id, _inviter.account_id == Invitation.invited_by))
        .where(
            Invitation.group_id == locked.id,
            Invitation.email == any_(array_of(Invitation.email, emails)),
            Invitation.status == InvitationStatus.PENDING,
        )
    )
    now, caseload_ids = locked.now, {row.caseload_id for row in rows if row.caseload_id is not None}
    if caseload_ids:
        await locks.caseloads(work.connection, caseload_ids)
        now = await work.value(select(func.clock_timestamp()))
    found = {}
    for row in rows:
        if row.expires_at > now:
            inviter_role = Role(row.inviter_role) if row.inviter_role else None
            role = Role(row.role) if can_grant(inviter_role, Role(row.role)) else Role.MEMBER
            found[row.email] = PendingInvitation(row.id, row.invited_by, role, row.caseload_id)
    return found
