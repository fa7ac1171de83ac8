"""A real SMTP server that can be told to misbehave, and keeps what it accepted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

Fault = Callable[[SMTP, Envelope], Awaitable[str | None]]


class Catcher:
    """Accepted mails, in order; `at_rcpt` and `at_data` may answer instead, `None` meaning: accept."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []
        self.at_rcpt: Callable[[str], str | None] = lambda _: None
        self.at_data: Fault | None = None
        self.attempts: list[str] = []
        self.connections = 0
        self.port = 0
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
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is None:
            return
        self._server.close()
        self._server = None
        for connection in list(self._open):
            if connection.transport is not None:
                connection.transport.abort()
        self._open.clear()
        await asyncio.sleep(0.05)

    def _connection(self) -> SMTP:
        self.connections += 1
        connection = SMTP(self, enable_SMTPUTF8=True, hostname="catcher", loop=asyncio.get_running_loop())
        self._open.add(connection)
        return connection

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


@asynccontextmanager
async def catching() -> AsyncIterator[Catcher]:
    catcher = Catcher()
    await catcher.start()
    try:
        yield catcher
    finally:
        await catcher.stop()


async def until(condition: Callable[[], bool | Awaitable[bool]], seconds: float = 10.0) -> None:
    """Wait until something is so; fails where it does not become so."""
    async with asyncio.timeout(seconds):
        while True:
            found = condition()
            if await found if not isinstance(found, bool) else found:
                return
            await asyncio.sleep(0.01)
