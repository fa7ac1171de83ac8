"""Mails that wait, for a server that is away or slow."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Interval, literal, update

from db.tables import Invitation, InvitationBatch, Mail, OneTimeLink
from mail.outbox import MailKind, NewMail
from mail.smtp_connection import Timeouts
from tests.mail.mails import Mails, new_mail

DEFAULT_TIMEOUTS = Timeouts(probe_interval=0.2)


async def post_invitations(mails: Mails, count: int) -> list[str]:
    """Post invitations to so many people; return their addresses."""
    inviter_id = await mails.account("ina@example.org")
    group_id = await mails.group(inviter_id)
    batch_id = await mails.batch(group_id, inviter_id, "Come", "Hello @recipient_name\n\n@register_url")
    emails = [f"p{number}@example.org" for number in range(count)]
    ids = [await mails.invitation(group_id, inviter_id, email, batch_id=batch_id) for email in emails]
    await mails.post(*(new_mail(key, email, batch_id=batch_id) for key, email in zip(ids, emails, strict=True)))
    return emails


async def post_login_mail(mails: Mails, email: str, kind: MailKind = MailKind.LOGIN) -> int:
    link_id = await mails.link(email)
    await mails.post(NewMail(kind, email, one_time_link_id=link_id))
    return link_id


async def let_pass(mails: Mails, time: timedelta) -> None:
    """Make everything in the database that much older."""
    columns: dict[Any, tuple[str, ...]] = {
        Mail: ("created_at", "next_attempt_at"),
        OneTimeLink: ("created_at", "expires_at"),
        Invitation: ("created_at", "mailed_at", "expires_at"),
        InvitationBatch: ("created_at",),
    }
    async with mails.services.engine.begin() as connection:
        for table, names in columns.items():
            older = {name: getattr(table, name) - literal(time, Interval()) for name in names}
            await connection.execute(update(table).values(older))
