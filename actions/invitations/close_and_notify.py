"""Accepting invitations of people who joined, with the notifications."""

from collections.abc import Mapping

from actions.groups.arrival import NewMember, PendingInvitation
from actions.invitations.closing import close_invitations
from actions.recording import NewNotification
from actions.work import Work
from db.access import LockedGroup
from db.queries.group_contacts import GroupContact, load_group_contacts
from mail.outbox import MailKind, NewMail
from rules.notification_recipients import choose_recipients
from rules.notifications import NotificationKind
from rules.roles import Role
from rules.transitions import InvitationStatus


async def close_and_notify(
    work: Work,
    locked: LockedGroup,
    joined: Mapping[int, NewMember],
    invitations: Mapping[str, PendingInvitation],
    *,
    has_plan: bool,
) -> None:
    """Close the invitations (by address) of people who joined (by membership ID). The group must be locked.

    Notifies their inviters, or the administrators if an inviter may no longer see invitations; the administrators of
    a group with a seat plan always.
    """
    if not invitations:
        return
    accepted = [one.id for one in invitations.values()]
    await close_invitations(work, accepted, InvitationStatus.ACCEPTED, actor_id=work.caller.account_id)
    around = (
        await load_group_contacts(work.connection, {locked.id: {one.invited_by for one in invitations.values()}})
    )[locked.id]
    roles = {key: one.role for key, one in around.items()}
    administrators = {key for key, role in roles.items() if has_plan and role is Role.ADMINISTRATOR}
    for membership_id, who in joined.items():
        invitation = invitations.get(who.email)
        if invitation is None:
            continue
        told = choose_recipients(NotificationKind.INVITATION_ACCEPTED, [invitation.invited_by], roles)
        for account_id in sorted({*told, *administrators} - {who.account_id, work.caller.account_id}):
            work.note_role(locked.id, account_id, roles[account_id])
            _notify_accepted(work, locked, around[account_id], invitation, who, membership_id)


def _notify_accepted(
    work: Work,
    locked: LockedGroup,
    recipient: GroupContact,
    invitation: PendingInvitation,
    who: NewMember,
    membership_id: int,
) -> None:
    work.notify(
        NewNotification(
            recipient.account_id,
            NotificationKind.INVITATION_ACCEPTED,
            f"{who.name} accepted the invitation to {locked.name}.",
            {"person": who.name, "group": locked.name},
            actor_id=who.account_id,
            group_id=locked.id,
            invitation_id=invitation.id,
            membership_id=membership_id,
        )
    )
    work.mail(
        NewMail(
            kind=MailKind.INVITATION_ACCEPTED,
            to_email=recipient.email,
            to_name=recipient.name,
            account_id=recipient.account_id,
            group_id=locked.id,
            invitation_id=invitation.id,
            details={"who": who.name, "role": invitation.role.value},
        )
    )
