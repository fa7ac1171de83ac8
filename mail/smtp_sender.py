"""The SMTP sender: passes mails to the mail server and returns the result.

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

from mail.message import Envelope
from mail.send_queue import ReserveSlot, SendQueue
from mail.smtp_connection import FAILURES, Timeouts, close, connect, describe_error
from mail.smtp_url import MailServer

_log = structlog.get_logger(__name__)

CONNECTIONS = 4
_MAX_LOGIN_INTERVAL = 60.0  # too many failed logins may lock us out
_MAILS_PER_CONNECTION = 100
_IDLE_SECONDS = 10.0


class SendStatus(StrEnum):
    """The result of an attempt. UNTRIED: the server was unusable, which says nothing about the mail."""

    SENT = "SENT"
    AGAIN = "AGAIN"
    REFUSED = "REFUSED"
    UNTRIED = "UNTRIED"


@dataclass(frozen=True, slots=True)
class SendResult:
    status: SendStatus
    reply: str | None = None


class SmtpSender:
    """The connections to one mail server, shared by all mails of a process; `helo` is our host name for EHLO."""

    def __init__(
        self,
        server: MailServer,
        helo: str,
        timeouts: Timeouts | None = None,
        connections: int = CONNECTIONS,
        reserve_slot: ReserveSlot | None = None,
    ) -> None:
        self._server = server
        self._helo = helo
        self._timeouts = timeouts or Timeouts()
        self._queue = SendQueue(connections, reserve_slot)
        self._idle: list[_Connection] = []
        self._probe: asyncio.Task[None] | None = None
        self._last_error = ""
        self.reachable = asyncio.Event()
        self.unreachable = asyncio.Event()
        self.reachable.set()

    @asynccontextmanager
    async def slot(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """Wait until a mail may be sent; inside, `send` does not wait."""
        async with self._queue.slot(urgent=urgent):
            yield

    def suspend_rate_limit(self) -> None:
        """End all waits for the rate limit, so that these mails can be returned to the queue."""
        self._queue.set_unlimited(unlimited=True)

    async def send(self, mail: Envelope) -> SendResult:
        """Try once to send a mail, within a slot.

        Returns:
            SENT only on the server's confirmation. AGAIN for errors that may pass (4xx, timeout), even if the server may
            have accepted the mail. REFUSED for a 5xx about this mail. UNTRIED if the server is unusable.
        """
        if not self.reachable.is_set():
            return SendResult(SendStatus.UNTRIED, self._last_error)
        connection = self._idle_connection()
        result = await self._send_on(connection, mail) if connection else None
        if result is not None:
            return result
        try:
            connection = await self._connect()
        except FAILURES as error:
            return self._mark_unusable(error, mail.sender)
        result = await self._send_on(connection, mail)
        return result or self._mark_unusable(
            SMTPServerDisconnected("The mail server closed the connection."), mail.sender
        )

    async def close(self) -> None:
        if self._probe is not None:
            self._probe.cancel()
        connections, self._idle = self._idle, []
        for connection in connections:
            await close(connection.smtp)

    def _idle_connection(self) -> "_Connection | None":
        while self._idle:
            connection = self._idle.pop()
            if connection.smtp.is_connected and monotonic() - connection.last_used < _IDLE_SECONDS:
                return connection
            connection.smtp.close()
        return None

    async def _connect(self) -> "_Connection":
        return _Connection(await connect(self._server, self._helo, self._timeouts))

    def _mark_unusable(self, error: Exception, sender: str) -> SendResult:
        """Mark the server as unusable and probe it until it is back."""
        self._last_error = describe_error(error, self._server)
        if self.reachable.is_set():
            self.reachable.clear()
            self.unreachable.set()
            self._queue.set_unlimited(unlimited=True)
            _log.warning("mail_server.lost", server=self._server.address, reason=self._last_error)
            self._probe = asyncio.create_task(self._probe_until_back(error, sender))
        return SendResult(SendStatus.UNTRIED, self._last_error)

    async def _probe_until_back(self, error: Exception, sender: str) -> None:
        begun = monotonic()
        pause = every = self._timeouts.probe_interval
        while True:
            pause = min(2 * pause, _MAX_LOGIN_INTERVAL) if _refuses_login(error) else every
            await asyncio.sleep(pause)
            try:
                connection = await self._connect()
                try:
                    await connection.smtp.mail(sender)
                    await connection.smtp.rset()
                except BaseException:
                    connection.smtp.close()
                    raise
            except FAILURES as found:
                error, trouble = found, describe_error(found, self._server)
                if trouble != self._last_error:
                    _log.warning("mail_server.lost", server=self._server.address, reason=trouble)
                self._last_error = trouble
            else:
                break
        connection.last_used = monotonic()
        self._idle.append(connection)
        self._queue.set_unlimited(unlimited=False)
        self.unreachable.clear()
        self.reachable.set()
        _log.info("mail_server.recovered", server=self._server.address, seconds=round(monotonic() - begun))

    async def _send_on(self, connection: "_Connection", mail: Envelope) -> SendResult | None:
        """Send on an open connection; return None if it was closed before anything was sent."""
        smtp, begun = connection.smtp, False
        options, encoding = (["SMTPUTF8"], "utf-8") if mail.international else ([], "ascii")
        try:
            await smtp.mail(mail.sender, options=options, encoding=encoding)
            begun = True
            await smtp.rcpt(mail.recipient, encoding=encoding)
            await smtp.data(mail.message, timeout=self._timeouts.data)
        except SMTPResponseException as error:
            await self._put_back(connection, after_refusal=True)
            if not begun and error.code == SMTPStatus.domain_unavailable and connection.sent_count > 1:
                return None
            # No recipient was named yet, so the server refuses us and not the mail.
            if not begun and not mail.international:
                return self._mark_unusable(error, mail.sender)
            refused = 500 <= error.code <= 599
            return SendResult(SendStatus.REFUSED if refused else SendStatus.AGAIN, describe_error(error, self._server))
        except FAILURES as error:
            smtp.close()
            lost = isinstance(error, SMTPServerDisconnected) and not begun
            return None if lost else SendResult(SendStatus.AGAIN, describe_error(error, self._server))
        except asyncio.CancelledError:
            smtp.close()
            raise
        await self._put_back(connection)
        return SendResult(SendStatus.SENT)

    async def _put_back(self, connection: "_Connection", *, after_refusal: bool = False) -> None:
        """Keep a connection for the next mail, unless it has reached its limit or cannot be reset."""
        connection.sent_count += 1
        connection.last_used = monotonic()
        try:
            if connection.sent_count >= _MAILS_PER_CONNECTION:
                await close(connection.smtp)
            elif connection.smtp.is_connected:
                if after_refusal:
                    await connection.smtp.rset()
                self._idle.append(connection)
        except (SMTPException, OSError, TimeoutError):
            connection.smtp.close()


@dataclass(slots=True)
class _Connection:
    smtp: SMTP
    sent_count: int = 0
    last_used: float = 0.0


def _refuses_login(error: Exception) -> bool:
    return isinstance(error, SMTPAuthenticationError) and 500 <= error.code <= 599
