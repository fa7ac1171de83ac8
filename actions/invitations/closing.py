"""Closing invitations, for whatever reason: one guarded UPDATE decides who wins."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, select, update

from actions import notifications
from actions.work import Work
from db.tables import Account, Invitation, Notification
from live.event_kinds import EventKind
from rules.addresses import mask
from rules.notices import HistoryAction, NotificationKind
from rules.transitions import InvitationStatus

_KINDS = {
    InvitationStatus.ACCEPTED: (EventKind.INVITATION_ACCEPTED, HistoryAction.INVITATION_ACCEPTED),
    InvitationStatus.DECLINED: (EventKind.INVITATION_DECLINED, HistoryAction.INVITATION_DECLINED),
    InvitationStatus.CANCELLED: (EventKind.INVITATION_CANCELLED, HistoryAction.INVITATION_CANCELLED),
    InvitationStatus.EXPIRED: (EventKind.INVITATION_EXPIRED, HistoryAction.INVITATION_EXPIRED),
}


async def close(
    work: Work, invitation_ids: Collection[int], status: InvitationStatus, *, actor_id: int | None
) -> Sequence[Row[Any]]:
    """Close pending invitations; those that somebody closed before are passed over.

    Their INVITATION_RECEIVED notifications are read with it, and both sides' streams are told.

    Args:
        work: With the invitations' groups locked.
        invitation_ids: Which.
        status: What they become.
        actor_id: Who did it; None for the clock, and where a rule cancels by itself.

    Returns:
        The rows closed, with id, group_id, email, named_by and account_id (None where nobody has the address).
    """
    if not invitation_ids:
        return []
    responded_at = None if status is InvitationStatus.EXPIRED else work.now
    account_id = select(Account.id).where(Account.email == Invitation.email).scalar_subquery()
    closed = await work.rows(
        update(Invitation)
        .where(Invitation.id.in_(invitation_ids), Invitation.status == InvitationStatus.PENDING)
        .values(status=status, responded_at=responded_at, reminder_at=None)
        .returning(
            Invitation.id, Invitation.group_id, Invitation.email, Invitation.named_by, account_id.label("account_id")
        )
    )
    kind, action = _KINDS[status]
    for row in sorted(closed, key=lambda row: row.id):
        work.emit_group_event(row.group_id, kind, row.id, row.account_id)
        work.add_history_by(actor_id, row.group_id, action, subject_of(row.email, row.named_by))
        if row.account_id is not None:
            work.emit_account_event(row.account_id, kind, row.id)
    await notifications.read(
        work,
        Notification.invitation_id.in_([row.id for row in closed]),
        Notification.kind == NotificationKind.INVITATION_RECEIVED,
    )
    return closed


def subject_of(email: str, named_by: str) -> str:
    """How history names an invitee: by the address only where the inviter gave it."""
    return email if named_by == "EMAIL" else mask(email)
