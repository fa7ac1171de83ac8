"""Accepting invitations of people who joined, with the notifications."""

from collections.abc import Mapping

from sqlalchemy import exists, select

from actions.invitations.closing import close
from actions.invitations.pending_invitations import Expected, Joiner
from actions.notices import Notice
from actions.work import Work
from db.access import LockedGroup
from db.queries.audience import Hearer, hearers
from db.tables import SeatPlan
from mail.outbox import Kind, Letter
from rules.audience import audience
from rules.notices import NotificationKind
from rules.roles import Role
from rules.transitions import InvitationStatus


async def accept(
    work: Work,
    locked: LockedGroup,
    joined: Mapping[int, Joiner],
    invitations: Mapping[str, Expected],
) -> None:
    """Close the invitations (by address) of people who joined (by membership ID). The group must be locked.

    Notifies their inviters, or the administrators if an inviter may no longer see invitations; the administrators of
    a group with a seat plan always.
    """
    if not invitations:
        return
    accepted = [one.id for one in invitations.values()]
    await close(work, accepted, InvitationStatus.ACCEPTED, actor_id=work.caller.account_id)
    around = (await hearers(work.connection, {locked.id: {one.invited_by for one in invitations.values()}}))[locked.id]
    has_plan = await work.value(select(exists().where(SeatPlan.group_id == locked.id)))
    roles = {key: one.role for key, one in around.items()}
    seating = {key for key, role in roles.items() if has_plan and role is Role.ADMINISTRATOR}
    for membership_id, who in joined.items():
        invitation = invitations.get(who.email)
        if invitation is None:
            continue
        told = audience(NotificationKind.INVITATION_ACCEPTED, [invitation.invited_by], roles)
        for account_id in sorted({*told, *seating} - {who.account_id, work.caller.account_id}):
            _tell_accepted(work, locked, around[account_id], invitation, who, membership_id)


def _tell_accepted(
    work: Work, locked: LockedGroup, told: Hearer, invitation: Expected, who: Joiner, membership_id: int
) -> None:
    work.notify(
        Notice(
            told.account_id,
            NotificationKind.INVITATION_ACCEPTED,
            f"{who.name} accepted the invitation to {locked.name}.",
            actor_id=who.account_id,
            group_id=locked.id,
            invitation_id=invitation.id,
            membership_id=membership_id,
        )
    )
    work.mail(
        Letter(
            kind=Kind.INVITATION_ACCEPTED,
            to_email=told.email,
            to_name=told.name,
            account_id=told.account_id,
            group_id=locked.id,
            invitation_id=invitation.id,
            details={"who": who.name, "role": invitation.role.value},
        )
    )
