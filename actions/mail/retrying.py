"""Retrying failed mails that are still useful, at the operator's request."""

from datetime import timedelta

from sqlalchemy import and_, any_, func, or_, select, update
from sqlalchemy.orm import aliased

from actions.invitations.mail_events import emit_mail_event, invitee_id
from actions.work import Work
from db import locks
from db.bulk import array_of
from db.queue import enqueue
from db.tables import Invitation, Mail, OneTimeLink
from live.event_kinds import EventKind
from mail.outbox import ACCOUNT_KINDS, MailKind, mail_job
from rules.transitions import DeliveryStatus, InvitationStatus, MailState

_BATCH_SIZE = 500
_INVITING = (MailKind.INVITATION, MailKind.REMINDER)
# Nobody waits longer for a login link, and older notifications are no news.
_SOON, _NEWS = timedelta(days=1), timedelta(days=7)


async def retry_failed(work: Work) -> int:
    """Queue up to 500 failed mails again and return how many; call it in new transactions until it returns 0.

    An invitation is useful while it is pending and has no newer mail; a login link while it is open, for a day; a
    notification mail for a week.
    """
    newer = aliased(Mail)
    newest = (
        select(func.max(newer.id))
        .where(newer.invitation_id == Mail.invitation_id, newer.invitation_version.is_not(None))
        .scalar_subquery()
    )
    is_useful = or_(
        and_(
            Mail.kind.in_(_INVITING),
            Invitation.status == InvitationStatus.PENDING,
            Invitation.expires_at > func.now(),
            Invitation.version == Mail.invitation_version,
            Mail.id == newest,
        ),
        and_(Mail.kind.in_(ACCOUNT_KINDS), OneTimeLink.closed_at.is_(None), Mail.created_at > func.now() - _SOON),
        and_(Mail.kind == MailKind.SEAT_PLAN_EXPIRING, Mail.created_at > func.now() - _SOON),
        and_(
            Mail.kind.not_in((*_INVITING, *ACCOUNT_KINDS, MailKind.SEAT_PLAN_EXPIRING)),
            Mail.created_at > func.now() - _NEWS,
        ),
    )
    found = await work.rows(
        select(
            Mail.id, Mail.kind, Mail.batch_id, Mail.invitation_id, Invitation.group_id, invitee_id().label("account_id")
        )
        .outerjoin(Invitation, and_(Invitation.id == Mail.invitation_id, Mail.kind.in_(_INVITING)))
        .outerjoin(OneTimeLink, OneTimeLink.id == Mail.one_time_link_id)
        .where(Mail.state == MailState.FAILED, Mail.to_email != "", is_useful)
        .order_by(Mail.id)
        .limit(_BATCH_SIZE)
    )
    if not found:
        return 0
    await locks.groups(work.connection, sorted({row.group_id for row in found if row.group_id is not None}))
    queued = await work.rows(
        update(Mail)
        .where(Mail.id == any_(array_of(Mail.id, [row.id for row in found])), Mail.state == MailState.FAILED)
        .values(state=MailState.QUEUED, settled_at=None, attempts=0, next_attempt_at=None, claimed_until=None)
        .returning(Mail.id)
    )
    ids = {row.id for row in queued}
    again = [row for row in found if row.id in ids]
    inviting = [row for row in again if row.group_id is not None]
    await work.run(
        update(Invitation)
        .where(Invitation.id == any_(array_of(Invitation.id, [row.invitation_id for row in inviting])))
        .values(delivery=DeliveryStatus.QUEUED, delivery_error=None)
    )
    for row in inviting:
        emit_mail_event(work, row.group_id, row.invitation_id, row.account_id)
    for batch_id, group_id in {(row.batch_id, row.group_id) for row in inviting if row.batch_id is not None}:
        work.emit_group_event(group_id, EventKind.BATCH_MOVED, batch_id)
    await enqueue(work.connection, [mail_job(row.id, row.kind) for row in again])
    return len(again)
