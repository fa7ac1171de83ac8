"""The postman: hands mails to the mail server, and tells what came of it.

A few connections, kept open while there is something to send. A server that cannot be reached is left in
peace for a moment, so that a thousand waiting mails do not each wait for the same silence.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from aiosmtplib import SMTP, SMTPException, SMTPResponseException, SMTPServerDisconnected, SMTPStatus

from mail.headers import one_line
from mail.message import Envelope
from mail.server import MailServer

MOST_CONNECTIONS = 8
_MAILS_PER_CONNECTION = 100
_IDLE_SECONDS = 10.0
_PEACE_SECONDS = 0.5
_MOST_WORDS = 500


class Fate(StrEnum):
    """What came of an attempt."""

    SENT = "SENT"
    AGAIN = "AGAIN"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An attempt's fate, and the server's words where it was not sent."""

    fate: Fate
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds each step may take."""

    connect: float = 10.0
    command: float = 20.0
    data: float = 60.0


class Postman:
    """The connections to one mail server, shared by all mails of a process.

    Args:
        server: Where it is and how to sign in.
        helo: Our own host name, as it says in EHLO.
        patience: How long to wait at each step.
        connections: How many mails are sent at the same time.
    """

    def __init__(
        self,
        server: MailServer,
        helo: str,
        patience: Patience | None = None,
        connections: int = MOST_CONNECTIONS,
    ) -> None:
        self._server = server
        self._helo = helo
        self._patience = patience or Patience()
        self._slots = asyncio.Semaphore(connections)
        self._idle: list[_Line] = []
        self._unreachable: tuple[float, str] = (0.0, "")

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a turn: inside it, `send` goes ahead at once."""
        async with self._slots:
            yield

    async def send(self, mail: Envelope) -> Outcome:
        """Try once to hand a mail over, within a turn of `slot`.

        Returns:
            SENT only where the server said so. AGAIN for whatever may pass: the network, a 4xx, a silence; also
            where the server may have taken the mail without our hearing of it. REFUSED for a 5xx about this mail.
        """
        line = self._usable()
        outcome = await self._hand_over(line, mail) if line else None
        if outcome is not None:
            return outcome
        until, words = self._unreachable
        if monotonic() < until:
            return Outcome(Fate.AGAIN, words)
        try:
            line = await self._connect()
        except (SMTPException, OSError, ValueError, TimeoutError) as error:
            self._unreachable = (monotonic() + _PEACE_SECONDS, _words(error))
            return _again(error)
        return await self._hand_over(line, mail) or Outcome(Fate.AGAIN, "The mail server closed the connection.")

    async def close(self) -> None:
        """Say goodbye on the connections that are not in use."""
        lines, self._idle = self._idle, []
        for line in lines:
            await line.hang_up()

    def _usable(self) -> "_Line | None":
        while self._idle:
            line = self._idle.pop()
            if line.smtp.is_connected and monotonic() - line.last_used < _IDLE_SECONDS:
                return line
            line.smtp.close()
        return None

    async def _connect(self) -> "_Line":
        smtp = SMTP(
            hostname=self._server.host,
            port=self._server.port,
            username=self._server.username,
            password=self._server.password,
            use_tls=self._server.tls,
            start_tls=self._server.start_tls,
            local_hostname=self._helo,
            timeout=self._patience.command,
        )
        # The library's own limit is per step; a server may take its time at many.
        async with asyncio.timeout(self._patience.connect + 2 * self._patience.command):
            await smtp.connect(timeout=self._patience.connect)
        return _Line(smtp)

    async def _hand_over(self, line: "_Line", mail: Envelope) -> Outcome | None:
        """Send on an open connection; None where that turns out to be closed before anything was sent."""
        smtp, begun = line.smtp, False
        options, encoding = (["SMTPUTF8"], "utf-8") if mail.international else ([], "ascii")
        try:
            await smtp.mail(mail.sender, options=options, encoding=encoding)
            begun = True
            await smtp.rcpt(mail.recipient, encoding=encoding)
            await smtp.data(mail.message, timeout=self._patience.data)
        except SMTPResponseException as error:
            await self._keep(line, after_refusal=True)
            if error.code == SMTPStatus.domain_unavailable and not begun and line.mails > 1:
                return None
            return Outcome(Fate.REFUSED if 500 <= error.code <= 599 else Fate.AGAIN, _words(error))
        except (SMTPException, OSError, ValueError, TimeoutError) as error:
            smtp.close()
            return None if isinstance(error, SMTPServerDisconnected) and not begun else _again(error)
        except asyncio.CancelledError:
            smtp.close()
            raise
        await self._keep(line)
        return Outcome(Fate.SENT)

    async def _keep(self, line: "_Line", *, after_refusal: bool = False) -> None:
        """Keep a connection for the next mail, unless it has done enough or fails to start afresh."""
        line.mails += 1
        line.last_used = monotonic()
        try:
            if line.mails >= _MAILS_PER_CONNECTION:
                await line.hang_up()
            elif line.smtp.is_connected:
                if after_refusal:
                    await line.smtp.rset()
                self._idle.append(line)
        except (SMTPException, OSError, TimeoutError):
            line.smtp.close()


@dataclass(slots=True)
class _Line:
    """One open connection and what it has done."""

    smtp: SMTP
    mails: int = 0
    last_used: float = 0.0

    async def hang_up(self) -> None:
        """Say QUIT, without waiting long for the answer."""
        try:
            await self.smtp.quit(timeout=2.0)
        except (SMTPException, OSError, TimeoutError):
            pass
        finally:
            self.smtp.close()


def _again(error: Exception) -> Outcome:
    return Outcome(Fate.AGAIN, _words(error))


def _words(error: Exception) -> str:
    """What went wrong, in the server's words where it said any: one line, bounded, safe to show."""
    if isinstance(error, SMTPResponseException):
        said = error.message.encode("utf-8", "replace").decode()
        return one_line(f"{error.code} {said}" if error.code > 0 else said)[:_MOST_WORDS]
    if isinstance(error, ssl.SSLError):
        return one_line(f"No secure connection to the mail server: {error.reason or error}")
    return one_line(str(error)) or "The mail server did not answer in time."
