"""Closing invitations; a conditional UPDATE decides which of several closings wins."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Text, any_, bindparam, select, update

from actions.invitations.expired_conditions import has_expired
from actions.notifications import ReadRow, emit_read
from actions.work import Work
from db.bulk import ids_parameter, time_parameter
from db.prepared import Prepared
from db.tables import Account, Invitation, Notification
from live.event_kinds import EventKind
from rules.addresses import mask
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.transitions import InvitationStatus, NamedBy

_KINDS = {
    InvitationStatus.ACCEPTED: (EventKind.INVITATION_ACCEPTED, HistoryAction.INVITATION_ACCEPTED),
    InvitationStatus.DECLINED: (EventKind.INVITATION_DECLINED, HistoryAction.INVITATION_DECLINED),
    InvitationStatus.CANCELLED: (EventKind.INVITATION_CANCELLED, HistoryAction.INVITATION_CANCELLED),
    InvitationStatus.EXPIRED: (EventKind.INVITATION_EXPIRED, HistoryAction.INVITATION_EXPIRED),
}


class _ClosedRow(NamedTuple):
    """A closed invitation, once for each notification of it that was unread.

    `has_expired` says whether the group has another one of this address that has expired.
    """

    id: int
    group_id: int
    email: str
    named_by: NamedBy
    caseload_id: int | None
    account_id: int | None
    read_id: int | None
    read_account_id: int | None
    has_expired: bool


def _close() -> Prepared[_ClosedRow]:
    closed = (
        update(Invitation)
        .where(Invitation.id == any_(ids_parameter("ids")), Invitation.status == InvitationStatus.PENDING)
        .values(
            status=bindparam("new_status", type_=Text), responded_at=time_parameter("responded_now"), reminder_at=None
        )
        .returning(Invitation.id, Invitation.group_id, Invitation.email, Invitation.named_by, Invitation.caseload_id)
        .cte("closed")
    )
    read = (
        update(Notification)
        .where(
            Notification.invitation_id == closed.c.id,
            Notification.kind == NotificationKind.INVITATION_RECEIVED,
            Notification.read_at.is_(None),
        )
        .values(read_at=time_parameter("read_now"))
        .returning(Notification.id, Notification.account_id, Notification.invitation_id)
        .cte("read")
    )
    return Prepared(
        _ClosedRow,
        select(
            closed,
            # Not joined: the planner would read all accounts of a small table for each closing.
            select(Account.id).where(Account.email == closed.c.email).scalar_subquery(),
            read.c.id,
            read.c.account_id,
            has_expired(closed.c.group_id, closed.c.email, besides=closed.c.id),
        )
        .select_from(closed)
        .outerjoin(read, read.c.invitation_id == closed.c.id),
    )


_CLOSE = _close()


async def close_invitations(
    work: Work, invitation_ids: Collection[int], status: InvitationStatus, *, actor_id: int | None
) -> None:
    """Close those of the invitations that are pending. Their groups must be locked.

    Marks the INVITATION_RECEIVED notifications as read. `actor_id` is None for the clock and for rules.
    """
    if not invitation_ids:
        return
    responded_at = None if status is InvitationStatus.EXPIRED else work.now
    rows = await work.rows(
        _CLOSE, ids=list(invitation_ids), new_status=status, responded_now=responded_at, read_now=work.now
    )
    kind, action = _KINDS[status]
    for row in sorted({row.id: row for row in rows}.values()):
        work.emit_group_event_by(actor_id, row.group_id, kind, row.id, row.account_id)
        # Whose account has an address is not told by declining.
        is_unknown = status is InvitationStatus.DECLINED and row.named_by == NamedBy.EMAIL
        by = None if is_unknown else actor_id
        work.add_history_by(by, row.group_id, action, subject_of(row.email, row.named_by))
        if row.account_id is not None:
            work.emit_account_event(row.account_id, kind, row.id)
        if row.has_expired:
            work.bump_viewer_actions_version(row.group_id)
    for owner_id in sorted({row.caseload_id for row in rows if row.caseload_id is not None}):
        work.emit_caseload_changed(owner_id)
    emit_read(work, [ReadRow(row.read_id, row.read_account_id) for row in rows if row.read_id and row.read_account_id])


def subject_of(email: str, named_by: NamedBy) -> str:
    """Name an invitee in the history: by the full address only if the inviter gave it."""
    return email if named_by == NamedBy.EMAIL else mask(email)
