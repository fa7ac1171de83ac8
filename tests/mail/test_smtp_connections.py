"""Connections to the mail server: kept, lost, and made again."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope

from mail.smtp_sender import SendResult, SendStatus
from tests.mail.sending import mail, make_sender, send
from tests.support.smtp import Catcher


async def test_connections_are_reused_and_limited(catcher: Catcher) -> None:
    sender = make_sender(catcher, connections=3)
    results = await send(sender, *(mail(f"p{n}@example.org") for n in range(30)))
    assert {result.status for result in results} == {SendStatus.SENT}
    assert len(catcher.mails) == 30
    assert 1 <= catcher.connections <= 3
    await sender.close()


async def test_a_connection_that_the_server_has_closed_costs_no_attempt(catcher: Catcher) -> None:
    sender = make_sender(catcher)
    assert await send(sender, mail()) == [SendResult(SendStatus.SENT)]
    await catcher.stop()
    await catcher.start()
    assert await send(sender, mail()) == [SendResult(SendStatus.SENT)]
    assert (catcher.connections, len(catcher.mails)) == (2, 2)
    await sender.close()


async def test_a_server_may_close_the_connection_after_each_mail(catcher: Catcher) -> None:
    async def goodbye_next_time(server: SMTP, _: Envelope) -> str | None:
        assert server.transport is not None
        asyncio.get_running_loop().call_later(0.01, server.transport.close)
        return None

    catcher.at_data = goodbye_next_time
    sender = make_sender(catcher, connections=1)
    for _ in range(3):
        assert await send(sender, mail()) == [SendResult(SendStatus.SENT)]
        await asyncio.sleep(0.03)
    assert catcher.connections == 3
    await sender.close()


async def test_after_a_refusal_the_connection_serves_the_next_mail(catcher: Catcher) -> None:
    catcher.at_rcpt = lambda to: "550 5.1.1 nobody of this name" if to.startswith("bad") else None
    sender = make_sender(catcher, connections=1)
    assert await send(sender, mail("bad@example.org")) == [
        SendResult(SendStatus.REFUSED, "550 5.1.1 nobody of this name")
    ]
    assert await send(sender, mail("good@example.org")) == [SendResult(SendStatus.SENT)]
    assert catcher.connections == 1
    assert [to for to, _ in catcher.mails] == ["good@example.org"]
    await sender.close()
