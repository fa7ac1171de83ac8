"""Who is expected: the pending invitations of people who come in by any door, and the places kept for them."""

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
class Joiner:
    """Who comes in."""

    account_id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A pending invitation, as it bears on its invitee's joining.

    Args:
        id: The invitation.
        invited_by: Who invited, or resent it last.
        role: What it makes of the invitee: MEMBER where its inviter may no longer give more.
        caseload_id: Where a place is kept, if it took one.
    """

    id: int
    invited_by: int
    role: Role
    caseload_id: int | None


_inviter = aliased(Membership)


async def expected(work: Work, locked: LockedGroup, emails: Sequence[str]) -> Mapping[str, Expected]:
    """The pending invitations of these addresses to the group, by address.

    The caseloads in which they keep places are locked, and only then is the clock read: else a place might
    be used here at the very moment that it lapses and is given to somebody else.

    Args:
        work: With the group locked.
        locked: The group.
        emails: Of those who are coming in.
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
            giver = Role(row.inviter_role) if row.inviter_role else None
            role = Role(row.role) if can_grant(giver, Role(row.role)) else Role.MEMBER
            found[row.email] = Expected(row.id, row.invited_by, role, row.caseload_id)
    return found
