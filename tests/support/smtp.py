"""A real SMTP server that can be told to misbehave, and keeps what it accepted."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.support.ports import kept_port

Fault = Callable[[SMTP, Envelope], Awaitable[str | None]]


class Catcher:
    """Accepted mails, in order; `at_rcpt` and `at_data` may answer instead, `None` meaning: accept."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []
        self.at_rcpt: Callable[[str], str | None] = lambda _: None
        self.at_data: Fault | None = None
        self.at_mail: str | None = None
        self.greeting: str | None = None
        self.tls: ssl.SSLContext | None = None
        self.secured = 0
        self.passwords: dict[str, str] = {}
        self.seen_passwords: list[str] = []
        self.repeats_passwords = False
        self.attempts: list[str] = []
        self.connections = 0
        self.port = kept_port()
        self._server: asyncio.Server | None = None
        self._open: set[SMTP] = set()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?starttls=0"

    @property
    def message_ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for _, mail in self.mails]

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for to, mail in self.mails if to == address]

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connection, "127.0.0.1", self.port)

    async def stop(self) -> None:
        if self._server is None:
            return
        self._server.close()
        self._server = None
        for connection in list(self._open):
            if connection.transport is not None:
                connection.transport.abort()  # type: ignore[attr-defined]
        self._open.clear()
        await asyncio.sleep(0.05)

    def _connection(self) -> SMTP:
        self.connections += 1
        connection = _Connection(
            self,
            enable_SMTPUTF8=True,
            hostname="catcher",
            loop=asyncio.get_running_loop(),
            tls_context=self.tls,
            authenticator=self._authenticate if self.passwords else None,
            auth_require_tls=self.tls is not None,
        )
        connection.greeting = self.greeting
        self._open.add(connection)
        return connection

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        password = data.password.decode()
        self.seen_passwords.append(password)
        good = self.passwords.get(data.login.decode()) == password
        message = f"535 5.7.8 {password} is wrong" if self.repeats_passwords else None
        return AuthResult(success=good, handled=False, message=message)

    def handle_STARTTLS(self, server: SMTP, session: Session, envelope: Envelope) -> bool:  # noqa: N802
        self.secured += 1
        return True

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_mail is None:
            envelope.mail_from = address
        return self.at_mail or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.attempts.append(address)
        answer = self.at_rcpt(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await self.at_data(server, envelope) if self.at_data else None
        if answer is None:
            self.keep(envelope)
        return answer or "250 OK"

    def keep(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        mail: Any = message_from_bytes(envelope.content, policy=policy.default)
        self.mails += [(to, mail) for to in envelope.rcpt_tos]


class _Connection(SMTP):
    """One that may be greeted otherwise than with 220."""

    greeting: str | None = None

    async def push(self, status: Any) -> None:
        if self.greeting is not None:
            await super().push(self.greeting)
            assert self.transport is not None
            self.transport.close()
        else:
            await super().push(status)


@asynccontextmanager
async def catching() -> AsyncIterator[Catcher]:
    catcher = Catcher()
    await catcher.start()
    try:
        yield catcher
    finally:
        await catcher.stop()
