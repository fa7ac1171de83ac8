"""Mails going out: claimed, written, handed over, and their end written where people see it."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import structlog
from sqlalchemy import Executable, Row, exists, func, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import aliased

from actions.closing import subject_of
from actions.work import House, Notice, Work, perform
from db import locks
from db.queries.mails import DueMail, claim, claimed_for
from db.tables import Group, Invitation, KeptMail, Mail
from live.kinds import Told
from mail.keeping import put_away
from mail.letters import Pointless, write
from mail.message import Rendered, envelope
from mail.postman import Fate, Outcome, Postman
from rules.caller import Caller
from rules.notices import NotificationKind

_log = structlog.get_logger(__name__)

_SECONDS = (1, 5, 30, 120, 600, 3600)
_HOURLY_FOR_A_DAY = (3600,) * 24


class End(StrEnum):
    """How a mail ended. DROPPED: by the time it could go out there was nothing left to say."""

    SENT = "SENT"
    FAILED = "FAILED"
    DROPPED = "DROPPED"


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient deliveries are.

    Args:
        again_after: The pause after each attempt that may be repeated; with the last one used up, the mail
            has failed.
        lease: How long one worker's claim on a mail holds unless renewed.
        look_again: How often to look for what no notification tells of: a pause that is over.
    """

    again_after: tuple[timedelta, ...] = tuple(timedelta(seconds=s) for s in (*_SECONDS, *_HOURLY_FOR_A_DAY))
    lease: timedelta = timedelta(seconds=20)
    look_again: timedelta = timedelta(seconds=1)


async def deliver(house: House, postman: Postman | None, mail_id: int, pace: Pace) -> timedelta | None:
    """Try once to send a mail, unless it is settled or another worker is at it.

    Args:
        house: The process's engine, hub and configuration.
        postman: Who carries it; None keeps it for the mailbox page, which counts as sent.
        mail_id: Which mail.
        pace: How patient to be.

    Returns:
        After how long it wants another attempt; None where it needs none.
    """
    async with house.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        mail = await claim(connection, mail_id, pace.lease)
        if mail is None:
            return await claimed_for(connection, mail_id)
    words = write(mail, house.config)
    if isinstance(words, Pointless):
        await _end(house, mail, End.DROPPED, words.reason)
    elif postman is None:
        await _end(house, mail, End.SENT, kept=words)
    else:
        return await _after(house, mail, await _attempt(house, postman, mail, words), pace)
    return None


async def settle(work: Work, mail_id: int, end: End, words: str | None = None, *, kept: bytes | None = None) -> bool:
    """Write down how a mail ended: on itself, on the invitation it is about, in the streams; once.

    Where the newest mail to an invitee failed, the inviter is notified.

    Args:
        work: The transaction.
        mail_id: Which mail.
        end: How it ended.
        words: The server's last words, or why it was dropped.
        kept: What it says, sealed, where it is kept instead of sent.

    Returns:
        False where it was settled before; then nothing has changed.
    """
    group_id = await work.value(
        select(Invitation.group_id)
        .join(Mail, Mail.invitation_id == Invitation.id)
        .where(Mail.id == mail_id, Mail.invitation_version.is_not(None))
    )
    if group_id is not None:
        await locks.group(work.connection, group_id)
    mail = await work.row(
        update(Mail)
        .where(Mail.id == mail_id, Mail.state == "QUEUED")
        .values(state=end, last_error=words, settled_at=func.clock_timestamp(), claimed_until=None)
        .returning(Mail.to_email, Mail.message_id, Mail.invitation_id, Mail.batch_id)
    )
    if mail is None:
        return False
    if kept is not None:
        values = {"to_email": mail.to_email, "message_id": mail.message_id, "sealed": kept}
        await work.run(insert(KeptMail).values(values))
    if group_id is not None:
        await _tell_of_invitation(work, mail_id, mail.invitation_id, end, words)
        if mail.batch_id is not None:
            work.tell_group(group_id, Told.BATCH_MOVED, mail.batch_id)
    return True


async def renew(engine: AsyncEngine, mail_ids: Collection[int], pace: Pace) -> None:
    """Keep this worker's claims while it is still at these mails."""
    async with engine.begin() as connection:
        await connection.execute(
            update(Mail)
            .where(Mail.id.in_(mail_ids), Mail.state == "QUEUED", Mail.claimed_until.is_not(None))
            .values(claimed_until=func.clock_timestamp() + pace.lease)
        )


async def _attempt(house: House, postman: Postman, mail: DueMail, words: Rendered) -> Outcome:
    return await postman.send(
        envelope(
            words,
            mail_from=house.config.mail_from,
            to_email=mail.to_email,
            to_name=mail.to_name,
            message_id=mail.message_id,
            at=mail.created_at,
        )
    )


async def _after(house: House, mail: DueMail, outcome: Outcome, pace: Pace) -> timedelta | None:
    if outcome.fate is Fate.SENT:
        await _end(house, mail, End.SENT)
    elif outcome.fate is Fate.REFUSED or mail.attempts > len(pace.again_after):
        await _end(house, mail, End.FAILED, outcome.words)
    else:
        pause = pace.again_after[mail.attempts - 1]
        async with house.engine.begin() as connection:
            await connection.execute(
                update(Mail)
                .where(Mail.id == mail.id)
                .values(
                    last_error=outcome.words,
                    next_attempt_at=func.clock_timestamp() + pause,
                    claimed_until=None,
                )
            )
        return pause
    return None


async def _end(
    house: House, mail: DueMail, end: End, words: str | None = None, *, kept: Rendered | None = None
) -> None:
    """Settle, however long the database is away: what was sent must not be forgotten and sent again."""
    sealed = None
    if kept is not None:
        sealed = put_away(kept, mail.to_email, house.config.secret_keys)
    pause = 0.1
    while True:
        try:
            await perform(house, Caller(), lambda work: settle(work, mail.id, end, words, kept=sealed))
        except (DBAPIError, OSError, TimeoutError) as error:
            _log.warning("mail.not_settled", mail_id=mail.id, end=end.value, error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, 2.0)
        else:
            return


async def _tell_of_invitation(work: Work, mail_id: int, invitation_id: int, end: End, words: str | None) -> None:
    """Bring an invitation, whose group is locked, up to date with a mail to its invitee."""
    row = await work.row(_about(mail_id, invitation_id))
    if row is None:
        return
    values: dict[str, Any] = {}
    if end is End.SENT:
        values = {"sent_count": Invitation.sent_count + 1, "last_sent_at": func.clock_timestamp()}
    if not row.superseded:
        # Nothing arrived, unless this was a reminder, dropped after the first mail did.
        arrived = end is End.SENT or (end is End.DROPPED and row.sent_count > 0)
        values |= {"delivery": "SENT" if arrived else "FAILED", "delivery_error": None if arrived else words}
        if end is not End.DROPPED or not arrived:
            kind = Told.INVITATION_DELIVERED if arrived else Told.INVITATION_UNDELIVERED
            work.tell_group(row.group_id, kind, invitation_id)
        if end is End.FAILED:
            _notify_inviter(work, row)
    if values:
        await work.run(update(Invitation).where(Invitation.id == invitation_id).values(values))


def _about(mail_id: int, invitation_id: int) -> Executable:
    later = aliased(Mail)
    superseded = exists(
        select(1).where(later.invitation_id == invitation_id, later.invitation_version.is_not(None), later.id > mail_id)
    )
    return (
        select(
            Invitation.id,
            Invitation.group_id,
            Invitation.email,
            Invitation.named_by,
            Invitation.invited_by,
            Invitation.sent_count,
            Group.name.label("group_name"),
            superseded.label("superseded"),
        )
        .join(Group, Group.id == Invitation.group_id)
        .where(Invitation.id == invitation_id)
    )


def _notify_inviter(work: Work, row: Row[Any]) -> None:
    whom = subject_of(row.email, row.named_by)
    work.notify(
        Notice(
            account_id=row.invited_by,
            kind=NotificationKind.INVITATION_EMAIL_FAILED,
            message=f"The invitation of {whom} to {row.group_name} could not be mailed.",
            group_id=row.group_id,
            invitation_id=row.id,
        )
    )
