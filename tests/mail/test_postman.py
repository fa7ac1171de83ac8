"""The postman and a real server: addresses, connections kept and lost, and what counts as an attempt."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiosmtpd.smtp import SMTP, Envelope

from mail.connection import Timeouts
from mail.message import Envelope as Mail
from mail.message import RenderedMail, make_envelope
from mail.postman import Postman, SendResult, SendStatus
from mail.server import MailServer, helo_name, parse_smtp_url
from tests.support.smtp import Catcher


def mail(to: str = "eve@example.org") -> Mail:
    words = RenderedMail("Hello", "text", "<p>html</p>", "Usher")
    now = datetime.now(UTC)
    return make_envelope(
        words, mail_from="usher@example.org", to_email=to, to_name=None, message_id="<1@example.org>", at=now
    )


def postman(catcher: Catcher, **more: object) -> Postman:
    return Postman(parse_smtp_url(catcher.url), "localhost", Timeouts(connect=1.0, command=1.0, data=1.0), **more)  # type: ignore[arg-type]


async def send(carrier: Postman, *mails: Mail) -> list[SendResult]:
    async def one(each: Mail) -> SendResult:
        async with carrier.slot():
            return await carrier.send(each)

    return list(await asyncio.gather(*map(one, mails)))


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", MailServer("localhost", 25)),
        ("smtp://h:2525?starttls=0", MailServer("h", 2525, start_tls=False)),
        ("smtp://h?starttls=1", MailServer("h", 587, start_tls=True)),
        ("smtps://h", MailServer("h", 465, tls=True, start_tls=False)),
        ("smtp://me%40x:p%2Fw@h:587?starttls=1", MailServer("h", 587, "me@x", "p/w", start_tls=True)),
        ("smtp://me:word@h", MailServer("h", 587, "me", "word", start_tls=True)),
        ("smtp://me:word@127.0.0.1:25", MailServer("127.0.0.1", 25, "me", "word", start_tls=True)),
        ("smtp://me:word@h?starttls=0", MailServer("h", 25, "me", "word", start_tls=False)),
        ("smtp://[::1]:25", MailServer("::1", 25)),
    ],
)
def test_the_address_of_the_server_is_read(url: str, server: MailServer) -> None:
    assert parse_smtp_url(url) == server


@pytest.mark.parametrize(
    ("url", "start_tls"),
    [
        ("smtp://mail.example.org", True),
        ("smtp://10.0.0.7:2525", True),
        ("smtp://localhost.example.org", True),
        ("smtp://localhost", None),
        ("smtp://127.0.0.1:2525", None),
        ("smtp://[::1]", None),
        ("smtp://mail.example.org?starttls=0", False),
    ],
)
def test_production_sends_nothing_in_clear_unless_told_to(url: str, start_tls: bool | None) -> None:
    assert parse_smtp_url(url, production=True).start_tls is start_tls
    assert parse_smtp_url(url).start_tls is (False if start_tls is False else None)


def test_a_password_is_never_shown() -> None:
    assert "geheim" not in repr(parse_smtp_url("smtp://me:geheim@h"))
    with pytest.raises(ValueError, match="smtp://host") as caught:
        parse_smtp_url("http://me:geheim@h")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("public_url", "name"),
    [
        ("https://usher.example.org/x", "usher.example.org"),
        ("http://127.0.0.1:8000", "[127.0.0.1]"),
        ("http://[::1]:8000", "[IPv6:::1]"),
        ("https://bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_it_introduces_itself_by_the_sites_name(public_url: str, name: str) -> None:
    assert helo_name(public_url) == name


async def test_connections_are_kept_and_no_more_than_allowed(catcher: Catcher) -> None:
    carrier = postman(catcher, connections=3)
    outcomes = await send(carrier, *(mail(f"p{n}@example.org") for n in range(30)))
    assert {outcome.status for outcome in outcomes} == {SendStatus.SENT}
    assert len(catcher.mails) == 30
    assert 1 <= catcher.connections <= 3
    await carrier.close()


async def test_a_connection_that_the_server_has_closed_costs_no_attempt(catcher: Catcher) -> None:
    carrier = postman(catcher)
    assert await send(carrier, mail()) == [SendResult(SendStatus.SENT)]
    await catcher.stop()
    await catcher.start()
    assert await send(carrier, mail()) == [SendResult(SendStatus.SENT)]
    assert (catcher.connections, len(catcher.mails)) == (2, 2)
    await carrier.close()


async def test_a_server_that_wants_a_new_connection_for_each_mail_gets_one(catcher: Catcher) -> None:
    async def goodbye_next_time(server: SMTP, _: Envelope) -> str | None:
        assert server.transport is not None
        asyncio.get_running_loop().call_later(0.01, server.transport.close)
        return None

    catcher.at_data = goodbye_next_time
    carrier = postman(catcher, connections=1)
    for _ in range(3):
        assert await send(carrier, mail()) == [SendResult(SendStatus.SENT)]
        await asyncio.sleep(0.03)
    assert catcher.connections == 3
    await carrier.close()


async def test_after_a_refusal_the_connection_serves_the_next_mail(catcher: Catcher) -> None:
    catcher.at_rcpt = lambda to: "550 5.1.1 nobody of this name" if to.startswith("bad") else None
    carrier = postman(catcher, connections=1)
    assert await send(carrier, mail("bad@example.org")) == [
        SendResult(SendStatus.REFUSED, "550 5.1.1 nobody of this name")
    ]
    assert await send(carrier, mail("good@example.org")) == [SendResult(SendStatus.SENT)]
    assert catcher.connections == 1
    assert [to for to, _ in catcher.mails] == ["good@example.org"]
    await carrier.close()


async def test_the_servers_words_are_one_bounded_line(catcher: Catcher) -> None:
    catcher.at_rcpt = lambda _: "550-first\r\n550-\x1b[31msecond\u202e\r\n550 " + "x" * 2_000
    [outcome] = await send(postman(catcher), mail())
    assert outcome.reply is not None
    assert outcome.reply.startswith("550 first [31msecond xxx")
    assert len(outcome.reply) <= 500


async def test_one_silent_server_is_waited_for_once_and_not_by_every_mail(catcher: Catcher) -> None:
    asked: list[asyncio.StreamWriter] = []

    async def never(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(writer)
        await asyncio.sleep(30)

    silent = await asyncio.start_server(never, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    carrier = Postman(parse_smtp_url(f"smtp://127.0.0.1:{port}"), "localhost", Timeouts(0.3, 0.3, 0.3), connections=2)
    outcomes = await send(carrier, *(mail() for _ in range(50)))
    silent.close()
    for writer in asked:
        writer.transport.abort()
    assert {outcome.status for outcome in outcomes} == {SendStatus.UNTRIED}
    assert len(asked) <= 4
    await carrier.close()


async def test_an_international_address_needs_a_server_that_can(catcher: Catcher) -> None:
    carrier = postman(catcher)
    assert await send(carrier, mail("jürgen@bücher.example")) == [SendResult(SendStatus.SENT)]
    assert [to for to, _ in catcher.mails] == ["jürgen@xn--bcher-kva.example"]
    assert await send(carrier, mail("hans@bücher.example")) == [SendResult(SendStatus.SENT)]
    assert catcher.mails[1][0] == "hans@xn--bcher-kva.example"
    await carrier.close()


async def test_a_wrong_password_fails_no_mail_for_good(catcher: Catcher) -> None:
    server = MailServer("127.0.0.1", catcher.port, "me", "wrong", start_tls=False)
    carrier = Postman(server, "localhost", Timeouts(1, 1, 1))
    [outcome] = await send(carrier, mail())
    await carrier.close()
    assert outcome.status is SendStatus.UNTRIED
    assert outcome.reply
    assert "wrong" not in outcome.reply
