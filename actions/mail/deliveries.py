"""Mail deliveries: claim, render, send, settle; simultaneous requests are batched."""

import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Table, func, update
from sqlalchemy.exc import DBAPIError

from actions.batcher import Batcher
from actions.mail.mail_results import End, Ending, lock_groups_of, settle
from actions.work import Services, Work, perform
from db.bulk import unnested
from db.queries.mails import DueMail, claim, claimed_for
from db.tables import Invitation, Mail
from live.event_kinds import EventKind
from mail.counts import MAILS
from mail.dev_mailbox import put_away
from mail.letters import Pointless, called, write
from mail.message import Rendered, envelope
from mail.outbox import ACCOUNT_KINDS
from mail.postman import Fate, Outcome, Postman
from rules.caller import Caller

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
class Pace:
    """How often deliveries are tried.

    When the pauses of `again_after` are used up, the mail has failed. `account_again_after` is for login and account
    mails, `lease` the time that a worker's claim lasts unless renewed.
    """

    again_after: tuple[timedelta, ...] = _pauses(*_SECONDS, *_HOURLY_FOR_A_DAY)
    account_again_after: tuple[timedelta, ...] = _pauses(*_ACCOUNT_SECONDS, *_EVERY_FIVE_MINUTES_FOR_A_DAY)
    lease: timedelta = timedelta(seconds=20)
    look_again: timedelta = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _PutOff:
    mail_id: int
    words: str | None
    until: datetime
    tried: bool = True


class Deliveries:
    """The deliveries of one worker.

    Without a postman, mails are stored for the mailbox page and count as sent. Once `stopping` is set, mails not yet
    being sent are left to other workers.
    """

    def __init__(self, services: Services, postman: Postman | None, pace: Pace, stopping: asyncio.Event) -> None:
        self._stopping = stopping
        self._services = services
        self._postman = postman
        self._pace = pace
        self._claim = Batcher(self._claim_all)
        self._settle = Batcher(self._settle_all)
        self._put_off = Batcher(self._put_off_all)

    async def deliver(self, mail_id: int) -> timedelta | None:
        """Try once to send a mail; return when to try again, or None if it is settled or needs no retry."""
        mail = await self._claim(mail_id)
        if not isinstance(mail, DueMail):
            return mail
        words = write(mail, self._services.config)
        if isinstance(words, Pointless):
            await self._settle(Ending(mail.id, End.DROPPED, words.reason))
        elif self._postman is None:
            sealed = put_away(words, mail.to_email, self._services.config.secret_keys)
            await self._settle(Ending(mail.id, End.SENT, kept=sealed))
        else:
            return await self._carry(self._postman, mail, words)
        return None

    async def renew(self, mail_ids: Collection[int]) -> None:
        async with self._services.engine.begin() as connection:
            await connection.execute(
                update(Mail)
                .where(Mail.id.in_(mail_ids), Mail.state == "QUEUED", Mail.claimed_until.is_not(None))
                .values(claimed_until=func.clock_timestamp() + self._pace.lease)
            )

    async def _carry(self, postman: Postman, mail: DueMail, words: Rendered) -> timedelta | None:
        ready = envelope(
            words,
            mail_from=self._services.config.mail_from,
            to_email=mail.to_email,
            to_name=called(mail),
            message_id=mail.message_id,
            at=mail.created_at,
        )
        outcome = Outcome(Fate.UNTRIED)
        async with postman.turn(urgent=mail.kind in ACCOUNT_KINDS):
            if not self._stopping.is_set():
                outcome = await postman.send(ready)
        return await self._after(mail, outcome)

    async def _after(self, mail: DueMail, outcome: Outcome) -> timedelta | None:
        pauses = self._pace.account_again_after if mail.kind in ACCOUNT_KINDS else self._pace.again_after
        if outcome.fate is Fate.SENT:
            await self._settle(Ending(mail.id, End.SENT))
        elif outcome.fate is Fate.UNTRIED:
            await self._put_off(_PutOff(mail.id, outcome.words, mail.now, tried=False))
            return timedelta()
        elif outcome.fate is Fate.REFUSED or mail.attempts > len(pauses):
            await self._settle(Ending(mail.id, End.FAILED, outcome.words))
            _log.warning("mail.failed", mail_id=mail.id, kind=mail.kind, reply=_reply_code(outcome.words))
        else:
            pause = pauses[mail.attempts - 1]
            await self._put_off(_PutOff(mail.id, outcome.words, mail.now + pause))
            return pause
        return None

    async def _claim_all(self, mail_ids: Sequence[int]) -> Sequence[DueMail | timedelta | None]:
        """Return for each mail the claimed mail, how long another worker's claim lasts, or None if settled."""
        async with self._services.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            mails = {
                mail.id: mail
                for mail in await claim(
                    connection, mail_ids, self._pace.lease, self._services.config.login_link_lifetime
                )
            }
            others = [mail_id for mail_id in mail_ids if mail_id not in mails]
            claims = await claimed_for(connection, others) if others else {}
        return [mails.get(mail_id) or claims.get(mail_id) for mail_id in mail_ids]

    async def _settle_all(self, endings: Sequence[Ending]) -> Sequence[None]:
        """Retry until the database answers: a mail that was sent must not be forgotten and sent again."""
        pause = 0.1
        while True:
            try:
                await perform(self._services, Caller(), lambda work: settle(work, endings))
            except (DBAPIError, OSError, TimeoutError) as error:
                _log.warning("mails.not_settled", count=len(endings), error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(2 * pause, 2.0)
            else:
                for ending in endings:
                    MAILS.labels(ending.end).inc()
                return [None] * len(endings)

    async def _put_off_all(self, put_off: Sequence[_PutOff]) -> Sequence[None]:
        """Release mails until their next attempt, and store the server's reply."""
        given = unnested(
            _MAILS,
            {
                "id": [each.mail_id for each in put_off],
                "last_error": [each.words for each in put_off],
                "next_attempt_at": [each.until for each in put_off],
                "attempts": [0 if each.tried else 1 for each in put_off],
            },
        )
        values = {
            "last_error": func.coalesce(given.c.last_error, _MAILS.c.last_error),
            "next_attempt_at": given.c.next_attempt_at,
            "claimed_until": None,
            "attempts": _MAILS.c.attempts - given.c.attempts,
        }

        async def release(work: Work) -> None:
            await lock_groups_of(work, [each.mail_id for each in put_off])
            await work.run(update(_MAILS).where(_MAILS.c.id == given.c.id).values(values))
            await _show_why_it_waits(work, [each for each in put_off if each.tried])

        await perform(self._services, Caller(), release)
        MAILS.labels("PUT_OFF").inc(len(put_off))
        return [None] * len(put_off)


async def _show_why_it_waits(work: Work, put_off: Sequence[_PutOff]) -> None:
    """Show the server's reply on the invitations that the mails are about."""
    if not put_off:
        return
    given = unnested(_MAILS, {"id": [each.mail_id for each in put_off], "last_error": [each.words for each in put_off]})
    changed = await work.rows(
        update(Invitation)
        .where(
            Invitation.id == _MAILS.c.invitation_id,
            Invitation.version == _MAILS.c.invitation_version,
            Invitation.delivery == "QUEUED",
            _MAILS.c.id == given.c.id,
            Invitation.delivery_error.is_distinct_from(given.c.last_error),
        )
        .values(delivery_error=given.c.last_error)
        .returning(Invitation.id, Invitation.group_id)
    )
    for row in changed:
        work.emit_group_event(row.group_id, EventKind.INVITATION_UPDATED, row.id)


def _reply_code(words: str | None) -> str:
    """Strip the server's text, which contains addresses."""
    found = _REPLY_CODE.match(words or "")
    return found[0] if found else "none"
