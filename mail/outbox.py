"""The outbox: mails are written in the transaction of the change that they announce."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Insert, Table, case
from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import given_values, insert_given
from db.prepared import Prepared
from db.queue import NewJob, enqueue_new
from db.tables.mails import Mail
from rules.addresses import smtp_address
from rules.config import Config

ENTRYPOINT = "mail"
ACCOUNT_ENTRYPOINT = "account_mail"
"""Queue with workers of its own, for mails that somebody is waiting for at the screen."""

JOB_KEY = "mail:"
_MAIL = "mail"
_INVITATION_PRIORITY, _NOTICE_PRIORITY = 0, 1


class MailKind(StrEnum):
    INVITATION = "INVITATION"
    REMINDER = "REMINDER"
    REGISTER = "REGISTER"
    ALREADY_REGISTERED = "ALREADY_REGISTERED"
    LOGIN = "LOGIN"
    INVITATION_ACCEPTED = "INVITATION_ACCEPTED"
    SEAT_ALLOCATED = "SEAT_ALLOCATED"
    ADDED_TO_GROUP = "ADDED_TO_GROUP"
    SEAT_PLAN_EXPIRING = "SEAT_PLAN_EXPIRING"
    CASELOAD_FULL = "CASELOAD_FULL"


ACCOUNT_KINDS = frozenset({MailKind.REGISTER, MailKind.ALREADY_REGISTERED, MailKind.LOGIN})
_TO_INVITEES = frozenset({MailKind.INVITATION, MailKind.REMINDER})


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to be sent after the commit.

    Args:
        to_name: None if no name is known.
        invitation_version: For INVITATION and REMINDER only: the version in the link.
        one_time_link_id: For REGISTER, ALREADY_REGISTERED and LOGIN.
        details: Values that no row holds, never a link or token: `who`, `role` (INVITATION_ACCEPTED),
            `by` (ADDED_TO_GROUP), `days`, `seats` and `expires_at` in ISO 8601 (SEAT_PLAN_EXPIRING),
            `is_keeper` (CASELOAD_FULL).
    """

    kind: MailKind
    to_email: str
    to_name: str | None = None
    account_id: int | None = None
    group_id: int | None = None
    invitation_id: int | None = None
    invitation_version: int | None = None
    one_time_link_id: int | None = None
    batch_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


async def post_mails(connection: AsyncConnection, mails: Sequence[NewMail], *, config: Config) -> None:
    """Store mails and wake a worker on commit, in one statement for any number."""
    await _post(is_one=len(mails) == 1).rows(connection, **mail_values(mails, config))


def mail_values(mails: Sequence[NewMail], config: Config) -> dict[str, Any]:
    """Return the parameters of `insert_mails`."""
    columns: dict[str, list[Any]] = {
        each.name: [getattr(mail, each.name) for mail in mails] for each in fields(NewMail)
    }
    columns["details"] = [dict(mail.details) for mail in mails]
    columns["message_id"] = [new_message_id(config.mail_from) for _ in mails]
    return given_values(columns, _MAIL)


def insert_mails(*, is_one: bool) -> Insert:
    """Return a statement that inserts mails and a job for each, to be joined with others; see `mail_values`."""
    mails: Table = Mail.__table__  # type: ignore[assignment]
    stored = insert_given(mails, [*(each.name for each in fields(NewMail)), "message_id"], is_one=is_one, name=_MAIL)
    written = stored.returning(mails.c.id, mails.c.kind).cte("written")
    entrypoint = case((written.c.kind.in_(sorted(ACCOUNT_KINDS)), ACCOUNT_ENTRYPOINT), else_=ENTRYPOINT)
    priority = case((written.c.kind.in_(sorted(_TO_INVITEES)), _INVITATION_PRIORITY), else_=_NOTICE_PRIORITY)
    return enqueue_new(written, entrypoint, priority, JOB_KEY)


class _NoRow(NamedTuple):
    pass


@cache
def _post(*, is_one: bool) -> Prepared[_NoRow]:
    return Prepared(_NoRow, insert_mails(is_one=is_one))


def mail_job(mail_id: int, kind: str) -> NewJob:
    """Return the job that sends a mail: account mails have a queue of their own, invitations come last."""
    entrypoint = ACCOUNT_ENTRYPOINT if kind in ACCOUNT_KINDS else ENTRYPOINT
    priority = _INVITATION_PRIORITY if kind in _TO_INVITEES else _NOTICE_PRIORITY
    return NewJob(entrypoint, f"{JOB_KEY}{mail_id}", mail_id, priority)


def new_message_id(mail_from: str) -> str:
    """Return a Message-ID that reveals only the domain."""
    domain = smtp_address(mail_from).rpartition("@")[2]
    return f"<{secrets.token_hex(16)}@{domain}>"
