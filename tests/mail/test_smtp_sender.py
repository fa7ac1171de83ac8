"""How the SMTP sender reads a server's replies, and its silence."""

import asyncio

from mail.smtp_connection import Timeouts
from mail.smtp_sender import SendResult, SendStatus, SmtpSender
from mail.smtp_url import MailServer, parse_smtp_url
from tests.mail.sending import mail, make_sender, send
from tests.support.smtp import Catcher


async def test_a_servers_reply_is_kept_as_one_bounded_line(catcher: Catcher) -> None:
    catcher.at_rcpt = lambda _: "550-first\r\n550-\x1b[31msecond\u202e\r\n550 " + "x" * 2_000
    [result] = await send(make_sender(catcher), mail())
    assert result.reply is not None
    assert result.reply.startswith("550 first [31msecond xxx")
    assert len(result.reply) <= 500


async def test_a_silent_server_delays_one_mail_not_all(catcher: Catcher) -> None:
    asked: list[asyncio.StreamWriter] = []

    async def never(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(writer)
        await asyncio.sleep(30)

    silent = await asyncio.start_server(never, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    sender = SmtpSender(parse_smtp_url(f"smtp://127.0.0.1:{port}"), "localhost", Timeouts(0.3, 0.3, 0.3), connections=2)
    results = await send(sender, *(mail() for _ in range(50)))
    silent.close()
    for writer in asked:
        writer.transport.abort()
    assert {result.status for result in results} == {SendStatus.UNTRIED}
    assert len(asked) <= 4
    await sender.close()


async def test_an_international_address_needs_smtputf8(catcher: Catcher) -> None:
    sender = make_sender(catcher)
    assert await send(sender, mail("jürgen@bücher.example")) == [SendResult(SendStatus.SENT)]
    assert [to for to, _ in catcher.mails] == ["jürgen@xn--bcher-kva.example"]
    assert await send(sender, mail("hans@bücher.example")) == [SendResult(SendStatus.SENT)]
    assert catcher.mails[1][0] == "hans@xn--bcher-kva.example"
    await sender.close()


async def test_a_wrong_password_does_not_fail_mails(catcher: Catcher) -> None:
    server = MailServer("127.0.0.1", catcher.port, "me", "wrong", start_tls=False)
    sender = SmtpSender(server, "localhost", Timeouts())
    [result] = await send(sender, mail())
    await sender.close()
    assert result.status is SendStatus.UNTRIED
    assert result.reply
    assert "wrong" not in result.reply
