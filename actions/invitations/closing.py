"""Closing invitations; a conditional UPDATE decides which of several closings wins."""

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


async def close_invitations(
    work: Work, invitation_ids: Collection[int], status: InvitationStatus, *, actor_id: int | None
) -> Sequence[Row[Any]]:
    """Close those of the invitations that are pending, and return them. Their groups must be locked.

    Marks the INVITATION_RECEIVED notifications as read. `actor_id` is None for the clock and for rules.
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
            Invitation.id,
            Invitation.group_id,
            Invitation.email,
            Invitation.named_by,
            Invitation.caseload_id,
            account_id.label("account_id"),
        )
    )
    kind, action = _KINDS[status]
    for row in sorted(closed, key=lambda row: row.id):
        work.emit_group_event_by(actor_id, row.group_id, kind, row.id, row.account_id)
        work.add_history_by(actor_id, row.group_id, action, subject_of(row.email, row.named_by))
        if row.account_id is not None:
            work.emit_account_event(row.account_id, kind, row.id)
    for keeper in {row.caseload_id for row in closed} - {None}:
        work.emit_once(EventKind.CASELOAD_CHANGED, account_id=keeper)
    await notifications.read(
        work,
        Notification.invitation_id.in_([row.id for row in closed]),
        Notification.kind == NotificationKind.INVITATION_RECEIVED,
    )
    return closed


def subject_of(email: str, named_by: str) -> str:
    """Name an invitee in the history: by the full address only if the inviter gave it."""
    return email if named_by == "EMAIL" else mask(email)
