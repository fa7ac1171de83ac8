"""Passwords of the mail server: sent over TLS alone, and never logged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from mail.smtp_connection import ServerCheck, check_server
from mail.smtp_sender import SmtpSender
from mail.smtp_url import parse_smtp_url
from tests.mail.mails import Mails, StartWorker
from tests.mail.sending import mail, send
from tests.mail.tls import PASSWORD, TLS_TIMEOUTS, _context, certificate
from tests.support.smtp import Catcher
from tests.support.waiting import until


@pytest.fixture
def secured(catcher: Catcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catcher]:
    """A server with TLS that this process trusts, and one account."""
    file = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    catcher.tls = _context(file)
    catcher.passwords = {"me": PASSWORD}
    yield catcher


async def test_a_password_is_sent_only_over_tls(secured: Catcher) -> None:
    server = parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{secured.port}")
    sender = SmtpSender(server, "localhost", TLS_TIMEOUTS)
    [result] = await send(sender, mail())
    await sender.close()
    assert (result.reply, len(secured.mails), secured.secured) == (None, 1, 1)
    assert await check_server(server, "localhost", TLS_TIMEOUTS) == ServerCheck(
        True, f"127.0.0.1:{secured.port}: TLSv1.3, certificate verified, logged in"
    )


async def test_a_wrong_password_is_logged_and_the_mail_stays_queued(
    mails: Mails, secured: Catcher, start_worker: StartWorker
) -> None:
    server = parse_smtp_url(f"smtp://me:wrong-{PASSWORD}@127.0.0.1:{secured.port}")
    with capture_logs() as logs:
        await start_worker(secured, timeouts=TLS_TIMEOUTS, server=server)
        await mails.invited()
        await until(lambda: any(line["event"] == "mail_server.lost" for line in logs))
    [line] = [line for line in logs if line["event"] == "mail_server.lost"]
    assert line["reason"].startswith("The mail server refused our user name or password: 535")
    assert PASSWORD not in str(logs)
    assert await mails.states() == {"QUEUED": 1}


async def test_a_password_that_the_server_repeats_is_not_logged(secured: Catcher) -> None:
    secured.passwords = {"me": "another"}
    secured.repeats_passwords = True
    server = parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{secured.port}")
    found = await check_server(server, "localhost", TLS_TIMEOUTS)
    assert not found.ok
    assert PASSWORD not in found.message
    assert "…" in found.message
