"""What follows from an invitation that is accepted, by its link or by any other door. Source: O, P."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, any_, or_, select

from actions.closing import close
from actions.expected import Expected, Joiner
from actions.work import Notice, Work
from db.bulk import array_of
from db.doors import GroupDoor
from db.tables import Account, Membership, SeatPlan
from mail.outbox import Kind, Letter
from rules.notices import NotificationKind
from rules.roles import Role
from rules.transitions import InvitationStatus


async def accept(
    work: Work,
    door: GroupDoor,
    joined: Mapping[int, Joiner],
    invitations: Mapping[str, Expected],
) -> None:
    """Close the invitations of those who came; inviters, and administrators of a group with a plan, hear of it.

    Args:
        work: With the group locked.
        door: The group.
        joined: Who came, by membership.
        invitations: Their pending invitations, by address.
    """
    if not invitations:
        return
    accepted = [one.id for one in invitations.values()]
    await close(work, accepted, InvitationStatus.ACCEPTED, actor_id=work.caller.account_id)
    administrators = (
        select(Membership.account_id)
        .join(SeatPlan, SeatPlan.group_id == Membership.group_id)
        .where(Membership.group_id == door.id, Membership.role == Role.ADMINISTRATOR)
    )
    seated = {row.account_id for row in await work.rows(administrators)}
    inviters = array_of(Account.id, {one.invited_by for one in invitations.values()})
    interested = select(Account.id, Account.name, Account.email).where(
        or_(Account.id == any_(inviters), Account.id == any_(array_of(Account.id, seated)))
    )
    rows = await work.rows(interested.order_by(Account.id))
    for membership_id, who in joined.items():
        invitation = invitations.get(who.email)
        if invitation is None:
            continue
        for row in rows:
            concerned = row.id == invitation.invited_by or row.id in seated
            if concerned and row.id not in (who.account_id, work.caller.account_id):
                _tell_accepted(work, door, row, invitation, who, membership_id)


def _tell_accepted(
    work: Work, door: GroupDoor, told: Row[Any], invitation: Expected, who: Joiner, membership_id: int
) -> None:
    work.notify(
        Notice(
            told.id,
            NotificationKind.INVITATION_ACCEPTED,
            f"{who.name} accepted the invitation to {door.name}.",
            actor_id=who.account_id,
            group_id=door.id,
            invitation_id=invitation.id,
            membership_id=membership_id,
        )
    )
    work.mail(
        Letter(
            kind=Kind.INVITATION_ACCEPTED,
            to_email=told.email,
            to_name=told.name,
            account_id=told.id,
            group_id=door.id,
            invitation_id=invitation.id,
            details={"who": who.name},
        )
    )
