"""Periodic tasks. None is urgent, and all may run twice."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Row, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.work import Services
from db import rate_limits, sent_forms
from db.queries import login_networks
from db.queue import delete_log, enqueue, has_job
from db.tables import Invitation, KeptMail, Mail, OlderLink
from mail.outbox import JOB_KEY, mail_job
from rules.transitions import InvitationStatus, MailState

_STRANDED_AFTER = timedelta(minutes=2)
_BATCH_SIZE = 1_000
_JOB_LOG_AGE = timedelta(days=1)
_MAX_KEPT_MAILS = 2_000


async def requeue_stranded_mails(services: Services) -> None:
    """Queue a new job for each overdue mail that has lost its own."""
    async with services.engine.begin() as connection:
        await enqueue(connection, [mail_job(row.id, row.kind) for row in await _overdue(connection)])


async def delete_job_log(services: Services) -> None:
    async with services.engine.begin() as connection:
        await connection.execute(delete_log(), {"age": _JOB_LOG_AGE})


async def delete_kept_mails(services: Services) -> None:
    """Delete all but the newest mails of the mailbox page."""
    oldest = select(KeptMail.id).order_by(KeptMail.id.desc()).offset(_MAX_KEPT_MAILS).limit(1)
    async with services.engine.begin() as connection:
        await connection.execute(delete(KeptMail).where(KeptMail.id <= oldest.scalar_subquery()))


async def delete_older_links(services: Services) -> None:
    """Delete older keys' digests of links to closed invitations."""
    pending = exists().where(Invitation.id == OlderLink.invitation_id, Invitation.status == InvitationStatus.PENDING)
    async with services.engine.begin() as connection:
        await connection.execute(delete(OlderLink).where(~pending))


async def delete_login_networks(services: Services) -> None:
    async with services.engine.begin() as connection:
        await connection.execute(login_networks.forget())


async def delete_rate_limits(services: Services) -> None:
    async with services.engine.begin() as connection:
        await rate_limits.delete_ended(connection)


async def delete_sent_forms(services: Services) -> None:
    async with services.engine.begin() as connection:
        await sent_forms.delete_old(connection)


async def _overdue(connection: AsyncConnection) -> Sequence[Row[int, str]]:
    due = func.coalesce(Mail.next_attempt_at, Mail.created_at)
    now = func.now()
    found = await connection.execute(
        select(Mail.id, Mail.kind)
        .where(
            Mail.state == MailState.QUEUED,
            due < now - _STRANDED_AFTER,
            or_(Mail.claimed_until.is_(None), Mail.claimed_until < now),
            ~has_job(JOB_KEY, Mail.id),
        )
        .order_by(Mail.id)
        .limit(_BATCH_SIZE)
    )
    return found.all()
