"""Expiry and reminders; run by one worker at a time, one transaction per group."""

from collections.abc import Awaitable, Callable
from itertools import groupby

from sqlalchemy import and_, func, select, update

from actions.invitations.closing import close_invitations
from actions.invitations.mail_events import emit_mail_event, invitee_id
from actions.perform import perform
from actions.work import Services, Work
from db import locks
from db.tables import Invitation
from mail.outbox import MailKind, NewMail
from rules.caller import Caller
from rules.transitions import DeliveryStatus, InvitationStatus

_BATCH_SIZE = 1_000


async def expire_due(services: Services) -> None:
    """Close expired invitations. They count as EXPIRED by the clock already; this adds history and events."""
    due = select(Invitation.group_id, Invitation.id).where(
        Invitation.status == InvitationStatus.PENDING, Invitation.expires_at <= func.now()
    )
    await _by_group(services, due.order_by(Invitation.expires_at).limit(_BATCH_SIZE), _expire)


async def remind_due(services: Services) -> None:
    """Send the reminders of invitations that expire soon, once each."""
    due = select(Invitation.group_id, Invitation.id).where(Invitation.reminder_at <= func.now())
    await _by_group(services, due.order_by(Invitation.reminder_at).limit(_BATCH_SIZE), _remind)


async def _by_group(services: Services, due: object, act: Callable[[Work, list[int]], Awaitable[None]]) -> None:
    async with services.engine.connect() as connection:
        rows = sorted((await connection.execute(due)).all())  # type: ignore[call-overload]
    for group_id, found in groupby(rows, key=lambda row: row[0]):
        await perform(services, Caller(), _in_group, group_id, [row[1] for row in found], act)


async def _in_group(
    work: Work, group_id: int, invitation_ids: list[int], act: Callable[[Work, list[int]], Awaitable[None]]
) -> None:
    await locks.group(work.connection, group_id)
    await work.clock()
    await act(work, invitation_ids)


async def _expire(work: Work, invitation_ids: list[int]) -> None:
    """Check again under the lock: an invitation that was resent has a new expiry."""
    overdue = select(Invitation.id).where(
        Invitation.id.in_(invitation_ids),
        Invitation.status == InvitationStatus.PENDING,
        Invitation.expires_at <= work.now,
    )
    await close_invitations(work, [row.id for row in await work.rows(overdue)], InvitationStatus.EXPIRED, actor_id=None)


async def _remind(work: Work, invitation_ids: list[int]) -> None:
    reminded = await work.rows(
        update(Invitation)
        .where(
            and_(
                Invitation.id.in_(invitation_ids),
                Invitation.status == InvitationStatus.PENDING,
                Invitation.reminder_at <= work.now,
                Invitation.expires_at > work.now,
            )
        )
        .values(reminder_at=None, mailed_at=work.now, delivery=DeliveryStatus.QUEUED, delivery_error=None)
        .returning(
            Invitation.id,
            Invitation.group_id,
            Invitation.email,
            Invitation.name,
            Invitation.version,
            invitee_id().label("account_id"),
        )
    )
    for row in reminded:
        emit_mail_event(work, row.group_id, row.id, row.account_id)
        work.mail(
            NewMail(
                MailKind.REMINDER,
                row.email,
                row.name,
                account_id=row.account_id,
                group_id=row.group_id,
                invitation_id=row.id,
                invitation_version=row.version,
            )
        )
