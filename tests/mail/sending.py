"""An SMTP sender for tests, and mails for it to send."""

import asyncio
from datetime import UTC, datetime

from mail.message import Envelope as Mail
from mail.message import RenderedMail, make_envelope
from mail.smtp_connection import Timeouts
from mail.smtp_sender import SendResult, SmtpSender
from mail.smtp_url import parse_smtp_url
from tests.support.smtp import Catcher


def mail(to: str = "eve@example.org") -> Mail:
    words = RenderedMail("Hello", "text", "<p>html</p>", "Usher")
    now = datetime.now(UTC)
    return make_envelope(
        words, mail_from="usher@example.org", to_email=to, to_name=None, message_id="<1@example.org>", at=now
    )


def make_sender(catcher: Catcher, **more: object) -> SmtpSender:
    return SmtpSender(parse_smtp_url(catcher.url), "localhost", Timeouts(), **more)  # type: ignore[arg-type]


async def send(sender: SmtpSender, *mails: Mail) -> list[SendResult]:
    async def one(each: Mail) -> SendResult:
        async with sender.slot():
            return await sender.send(each)

    return list(await asyncio.gather(*map(one, mails)))
