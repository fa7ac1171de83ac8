"""The postman: passes mails to the mail server and reports the outcome.

Keeps a few connections open while there are mails to send. While the server is unusable, one probe checks it
regularly and no mail is tried.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

import structlog
from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPStatus,
)

from mail.connection import FAILURES, Patience, connect, hang_up, words
from mail.message import Envelope
from mail.server import MailServer
from mail.turns import Spacing, Turns

_log = structlog.get_logger(__name__)

CONNECTIONS = 4
_LONGEST_BETWEEN_LOGINS = 60.0  # too many failed logins may lock us out
_MAILS_PER_CONNECTION = 100
_IDLE_SECONDS = 10.0


class Fate(StrEnum):
    """The result of an attempt. UNTRIED: the server was unusable, which says nothing about the mail."""

    SENT = "SENT"
    AGAIN = "AGAIN"
    REFUSED = "REFUSED"
    UNTRIED = "UNTRIED"


@dataclass(frozen=True, slots=True)
class Outcome:
    fate: Fate
    words: str | None = None


class Postman:
    """The connections to one mail server, shared by all mails of a process; `helo` is our host name for EHLO."""

    def __init__(
        self,
        server: MailServer,
        helo: str,
        patience: Patience | None = None,
        connections: int = CONNECTIONS,
        spacing: Spacing | None = None,
    ) -> None:
        self._server = server
        self._helo = helo
        self._patience = patience or Patience()
        self._turns = Turns(connections, spacing)
        self._idle: list[_Line] = []
        self._probe: asyncio.Task[None] | None = None
        self._trouble = ""
        self.reachable = asyncio.Event()
        self.unreachable = asyncio.Event()
        self.reachable.set()

    @asynccontextmanager
    async def turn(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """Wait until a mail may be sent; inside, `send` does not wait."""
        async with self._turns.turn(urgent=urgent):
            yield

    def stop_waiting(self) -> None:
        """End all waits for the rate limit, so that these mails can be returned to the queue."""
        self._turns.let_go(unpaced=True)

    async def send(self, mail: Envelope) -> Outcome:
        """Try once to send a mail, within a turn.

        Returns:
            SENT only on the server's confirmation. AGAIN for errors that may pass (4xx, timeout), even if the server may
            have accepted the mail. REFUSED for a 5xx about this mail. UNTRIED if the server is unusable.
        """
        if not self.reachable.is_set():
            return Outcome(Fate.UNTRIED, self._trouble)
        line = self._usable()
        outcome = await self._hand_over(line, mail) if line else None
        if outcome is not None:
            return outcome
        try:
            line = await self._connect()
        except FAILURES as error:
            return self._lost(error, mail.sender)
        outcome = await self._hand_over(line, mail)
        return outcome or self._lost(SMTPServerDisconnected("The mail server closed the connection."), mail.sender)

    async def close(self) -> None:
        if self._probe is not None:
            self._probe.cancel()
        lines, self._idle = self._idle, []
        for line in lines:
            await hang_up(line.smtp)

    def _usable(self) -> "_Line | None":
        while self._idle:
            line = self._idle.pop()
            if line.smtp.is_connected and monotonic() - line.last_used < _IDLE_SECONDS:
                return line
            line.smtp.close()
        return None

    async def _connect(self) -> "_Line":
        return _Line(await connect(self._server, self._helo, self._patience))

    def _lost(self, error: Exception, sender: str) -> Outcome:
        """Mark the server as unusable and probe it until it is back."""
        self._trouble = words(error, self._server)
        if self.reachable.is_set():
            self.reachable.clear()
            self.unreachable.set()
            self._turns.let_go(unpaced=True)
            _log.warning("mail_server.lost", server=self._server.address, reason=self._trouble)
            self._probe = asyncio.create_task(self._look_again(error, sender))
        return Outcome(Fate.UNTRIED, self._trouble)

    async def _look_again(self, error: Exception, sender: str) -> None:
        begun = monotonic()
        pause = every = self._patience.between_probes
        while True:
            pause = min(2 * pause, _LONGEST_BETWEEN_LOGINS) if _refuses_login(error) else every
            await asyncio.sleep(pause)
            try:
                line = await self._connect()
                try:
                    await line.smtp.mail(sender)
                    await line.smtp.rset()
                except BaseException:
                    line.smtp.close()
                    raise
            except FAILURES as found:
                error, trouble = found, words(found, self._server)
                if trouble != self._trouble:
                    _log.warning("mail_server.lost", server=self._server.address, reason=trouble)
                self._trouble = trouble
            else:
                break
        line.last_used = monotonic()
        self._idle.append(line)
        self._turns.let_go(unpaced=False)
        self.unreachable.clear()
        self.reachable.set()
        _log.info("mail_server.recovered", server=self._server.address, seconds=round(monotonic() - begun))

    async def _hand_over(self, line: "_Line", mail: Envelope) -> Outcome | None:
        """Send on an open connection; return None if it was closed before anything was sent."""
        smtp, begun = line.smtp, False
        options, encoding = (["SMTPUTF8"], "utf-8") if mail.international else ([], "ascii")
        try:
            await smtp.mail(mail.sender, options=options, encoding=encoding)
            begun = True
            await smtp.rcpt(mail.recipient, encoding=encoding)
            await smtp.data(mail.message, timeout=self._patience.data)
        except SMTPResponseException as error:
            await self._keep(line, after_refusal=True)
            if not begun and error.code == SMTPStatus.domain_unavailable and line.mails > 1:
                return None
            # No recipient was named yet, so the server refuses us and not the mail.
            if not begun and not mail.international:
                return self._lost(error, mail.sender)
            refused = 500 <= error.code <= 599
            return Outcome(Fate.REFUSED if refused else Fate.AGAIN, words(error, self._server))
        except FAILURES as error:
            smtp.close()
            lost = isinstance(error, SMTPServerDisconnected) and not begun
            return None if lost else Outcome(Fate.AGAIN, words(error, self._server))
        except asyncio.CancelledError:
            smtp.close()
            raise
        await self._keep(line)
        return Outcome(Fate.SENT)

    async def _keep(self, line: "_Line", *, after_refusal: bool = False) -> None:
        """Keep a connection for the next mail, unless it has reached its limit or cannot be reset."""
        line.mails += 1
        line.last_used = monotonic()
        try:
            if line.mails >= _MAILS_PER_CONNECTION:
                await hang_up(line.smtp)
            elif line.smtp.is_connected:
                if after_refusal:
                    await line.smtp.rset()
                self._idle.append(line)
        except (SMTPException, OSError, TimeoutError):
            line.smtp.close()


@dataclass(slots=True)
class _Line:
    smtp: SMTP
    mails: int = 0
    last_used: float = 0.0


def _refuses_login(error: Exception) -> bool:
    return isinstance(error, SMTPAuthenticationError) and 500 <= error.code <= 599
