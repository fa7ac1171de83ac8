"""Mail deliveries: claim, render, send, record the result; simultaneous requests are batched."""

import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Table, func, update
from sqlalchemy.exc import DBAPIError

from actions.batcher import Batcher
from actions.invitations.mail_events import emit_mail_event, invitee_id
from actions.mail.mail_results import MailResult, lock_groups_of, record_results
from actions.perform import perform
from actions.work import Services, Work
from db.bulk import unnested
from db.queries.mails import DueMail, claim, claimed_for
from db.tables import Invitation, Mail
from mail.dev_mailbox import seal_mail
from mail.letters import NotNeeded, compose, recipient_name
from mail.message import RenderedMail, make_envelope
from mail.metrics import MAILS
from mail.outbox import ACCOUNT_KINDS
from mail.smtp_sender import SendResult, SendStatus, SmtpSender
from rules.caller import Caller
from rules.transitions import DeliveryStatus, MailState

_log = structlog.get_logger(__name__)

_MAILS: Table = Mail.__table__  # type: ignore[assignment]
_SECONDS = (1, 5, 30, 120, 600, 3600)
_HOURLY_FOR_A_DAY = (3600,) * 24
# People wait for these mails, and each attempt carries a link with its full lifetime.
_ACCOUNT_SECONDS = (1, 5, 30, 120)
_EVERY_FIVE_MINUTES_FOR_A_DAY = (300,) * 288
_REPLY_CODE = re.compile(r"\d{3}(?: \d\.\d{1,3}\.\d{1,3})?")


def _pauses(*seconds: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=each) for each in seconds)


@dataclass(frozen=True, slots=True)
class RetrySchedule:
    """How often deliveries are tried.

    When the `pauses` are used up, the mail has failed. `account_pauses` are for login and account
    mails, `lease` the time that a worker's claim lasts unless renewed.
    """

    pauses: tuple[timedelta, ...] = _pauses(*_SECONDS, *_HOURLY_FOR_A_DAY)
    account_pauses: tuple[timedelta, ...] = _pauses(*_ACCOUNT_SECONDS, *_EVERY_FIVE_MINUTES_FOR_A_DAY)
    lease: timedelta = timedelta(seconds=20)
    claim_interval: timedelta = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Postponed:
    mail_id: int
    reply: str | None
    until: datetime
    tried: bool = True


class Deliveries:
    """The deliveries of one worker.

    Without an SMTP sender, mails are stored for the mailbox page and count as sent. Once `stopping` is set, mails not yet
    being sent are left to other workers.
    """

    def __init__(
        self, services: Services, smtp_sender: SmtpSender | None, schedule: RetrySchedule, stopping: asyncio.Event
    ) -> None:
        self._stopping = stopping
        self._services = services
        self._smtp_sender = smtp_sender
        self._schedule = schedule
        self._claim = Batcher(self._claim_all)
        self._record_result = Batcher(self._record_all)
        self._postpone = Batcher(self._postpone_all)

    async def deliver(self, mail_id: int) -> timedelta | None:
        """Try once to send a mail; return when to try again, or None if it is settled or needs no retry."""
        mail = await self._claim(mail_id)
        if not isinstance(mail, DueMail):
            return mail
        content = compose(mail, self._services.config)
        if isinstance(content, NotNeeded):
            await self._record_result(MailResult(mail.id, MailState.DROPPED, content.reason))
        elif self._smtp_sender is None:
            sealed = seal_mail(content, mail.to_email, self._services.config.secret_keys)
            await self._record_result(MailResult(mail.id, MailState.SENT, sealed=sealed))
        else:
            return await self._send(self._smtp_sender, mail, content)
        return None

    async def renew(self, mail_ids: Collection[int]) -> None:
        async with self._services.engine.begin() as connection:
            await connection.execute(
                update(Mail)
                .where(Mail.id.in_(mail_ids), Mail.state == MailState.QUEUED, Mail.claimed_until.is_not(None))
                .values(claimed_until=func.clock_timestamp() + self._schedule.lease)
            )

    async def _send(self, smtp_sender: SmtpSender, mail: DueMail, content: RenderedMail) -> timedelta | None:
        ready = make_envelope(
            content,
            mail_from=self._services.config.mail_from,
            to_email=mail.to_email,
            to_name=recipient_name(mail),
            message_id=mail.message_id,
            at=mail.created_at,
        )
        result = SendResult(SendStatus.UNTRIED)
        async with smtp_sender.slot(urgent=mail.kind in ACCOUNT_KINDS):
            if not self._stopping.is_set():
                result = await smtp_sender.send(ready)
        return await self._record(mail, result)

    async def _record(self, mail: DueMail, result: SendResult) -> timedelta | None:
        pauses = self._schedule.account_pauses if mail.kind in ACCOUNT_KINDS else self._schedule.pauses
        if result.status is SendStatus.SENT:
            await self._record_result(MailResult(mail.id, MailState.SENT))
        elif result.status is SendStatus.UNTRIED:
            await self._postpone(_Postponed(mail.id, result.reply, mail.now, tried=False))
            return timedelta()
        elif result.status is SendStatus.REFUSED or mail.attempts > len(pauses):
            await self._record_result(MailResult(mail.id, MailState.FAILED, result.reply))
            _log.warning("mail.failed", mail_id=mail.id, kind=mail.kind, reply=_reply_code(result.reply))
        else:
            pause = pauses[mail.attempts - 1]
            await self._postpone(_Postponed(mail.id, result.reply, mail.now + pause))
            return pause
        return None

    async def _claim_all(self, mail_ids: Sequence[int]) -> Sequence[DueMail | timedelta | None]:
        """Return for each mail the claimed mail, how long another worker's claim lasts, or None if settled."""
        async with self._services.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            mails = {
                mail.id: mail
                for mail in await claim(
                    connection, mail_ids, self._schedule.lease, self._services.config.login_link_lifetime
                )
            }
            others = [mail_id for mail_id in mail_ids if mail_id not in mails]
            claims = await claimed_for(connection, others) if others else {}
        return [mails.get(mail_id) or claims.get(mail_id) for mail_id in mail_ids]

    async def _record_all(self, results: Sequence[MailResult]) -> Sequence[None]:
        """Retry until the database answers: a mail that was sent must not be forgotten and sent again."""
        pause = 0.1
        while True:
            try:
                await perform(self._services, Caller(), record_results, results)
            except (DBAPIError, OSError, TimeoutError) as error:
                _log.warning("mails.not_settled", count=len(results), error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(2 * pause, 2.0)
            else:
                for result in results:
                    MAILS.labels(result.state).inc()
                return [None] * len(results)

    async def _postpone_all(self, postponed: Sequence[_Postponed]) -> Sequence[None]:
        """Release mails until their next attempt, and store the server's reply."""
        given = unnested(
            _MAILS,
            {
                "id": [each.mail_id for each in postponed],
                "last_error": [each.reply for each in postponed],
                "next_attempt_at": [each.until for each in postponed],
                "attempts": [0 if each.tried else 1 for each in postponed],
            },
        )
        values = {
            "last_error": func.coalesce(given.c.last_error, _MAILS.c.last_error),
            "next_attempt_at": given.c.next_attempt_at,
            "claimed_until": None,
            "attempts": _MAILS.c.attempts - given.c.attempts,
        }

        async def release(work: Work) -> None:
            await lock_groups_of(work, [each.mail_id for each in postponed])
            await work.run(update(_MAILS).where(_MAILS.c.id == given.c.id).values(values))
            await _show_replies(work, [each for each in postponed if each.tried])

        await perform(self._services, Caller(), release)
        MAILS.labels("PUT_OFF").inc(len(postponed))
        return [None] * len(postponed)


async def _show_replies(work: Work, postponed: Sequence[_Postponed]) -> None:
    """Show the server's reply on the invitations that the mails are about."""
    if not postponed:
        return
    given = unnested(
        _MAILS, {"id": [each.mail_id for each in postponed], "last_error": [each.reply for each in postponed]}
    )
    changed = await work.rows(
        update(Invitation)
        .where(
            Invitation.id == _MAILS.c.invitation_id,
            Invitation.version == _MAILS.c.invitation_version,
            Invitation.delivery == DeliveryStatus.QUEUED,
            _MAILS.c.id == given.c.id,
            Invitation.delivery_error.is_distinct_from(given.c.last_error),
        )
        .values(delivery_error=given.c.last_error)
        .returning(Invitation.id, Invitation.group_id, invitee_id().label("account_id"))
    )
    for row in changed:
        emit_mail_event(work, row.group_id, row.id, row.account_id)


def _reply_code(reply: str | None) -> str:
    """Strip the server's text, which contains addresses."""
    found = _REPLY_CODE.match(reply or "")
    return found[0] if found else "none"
