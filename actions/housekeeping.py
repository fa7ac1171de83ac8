"""Periodic tasks. None is urgent, and all may run twice."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Row, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.work import Services
from db import rate_limits, sent_forms
from db.queries import login_networks
from db.queue import enqueue, forget_finished, has_job
from db.tables import Invitation, KeptMail, Mail, OlderLink
from mail.outbox import JOB_KEY, job_of

_STRANDED_AFTER = timedelta(minutes=2)
_AT_ONCE = 1_000
_JOB_LOG_FOR = timedelta(days=1)
_MOST_KEPT_MAILS = 2_000


async def wake_stranded_mails(services: Services) -> None:
    """Queue a new job for each overdue mail that has lost its own."""
    async with services.engine.begin() as connection:
        await enqueue(connection, [job_of(row.id, row.kind) for row in await _overdue(connection)])


async def forget_job_log(services: Services) -> None:
    async with services.engine.begin() as connection:
        await connection.execute(forget_finished(), {"age": _JOB_LOG_FOR})


async def forget_kept_mails(services: Services) -> None:
    """Delete all but the newest mails of the mailbox page."""
    oldest = select(KeptMail.id).order_by(KeptMail.id.desc()).offset(_MOST_KEPT_MAILS).limit(1)
    async with services.engine.begin() as connection:
        await connection.execute(delete(KeptMail).where(KeptMail.id <= oldest.scalar_subquery()))


async def forget_older_links(services: Services) -> None:
    """Delete older keys' digests of links to closed invitations."""
    pending = exists().where(Invitation.id == OlderLink.invitation_id, Invitation.status == "PENDING")
    async with services.engine.begin() as connection:
        await connection.execute(delete(OlderLink).where(~pending))


async def forget_login_networks(services: Services) -> None:
    async with services.engine.begin() as connection:
        await connection.execute(login_networks.forget())


async def forget_limits(services: Services) -> None:
    async with services.engine.begin() as connection:
        await rate_limits.forget_closed(connection)


async def forget_sent_forms(services: Services) -> None:
    async with services.engine.begin() as connection:
        await sent_forms.forget_old(connection)


async def _overdue(connection: AsyncConnection) -> Sequence[Row[int, str]]:
    due = func.coalesce(Mail.next_attempt_at, Mail.created_at)
    now = func.now()
    found = await connection.execute(
        select(Mail.id, Mail.kind)
        .where(
            Mail.state == "QUEUED",
            due < now - _STRANDED_AFTER,
            or_(Mail.claimed_until.is_(None), Mail.claimed_until < now),
            ~has_job(JOB_KEY, Mail.id),
        )
        .order_by(Mail.id)
        .limit(_AT_ONCE)
    )
    return found.all()
