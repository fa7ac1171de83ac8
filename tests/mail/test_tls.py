"""Mails are not sent in clear by mistake, and the operator is told why."""

from datetime import timedelta
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


@pytest.mark.parametrize(
    "url", ["smtp://me:geheim-1234@127.0.0.1:{}", "smtp://127.0.0.1:{}?starttls=1"], ids=["password", "starttls=1"]
)
async def test_nothing_is_sent_without_tls_and_the_log_names_the_setting(
    mails: Mails, catcher: Catcher, start_worker: StartWorker, url: str
) -> None:
    server = parse_smtp_url(url.format(catcher.port))
    with capture_logs() as logs:
        await start_worker(catcher, timeouts=TLS_TIMEOUTS, server=server)
        await mails.invited()
        await until(lambda: any(line["event"] == "mail_server.lost" for line in logs))
    assert await mails.states() == {"QUEUED": 1}
    assert (catcher.mails, catcher.seen_passwords) == ([], [])
    found = await check_server(server, "localhost", TLS_TIMEOUTS)
    assert not found.ok
    for line in (found.message, str(logs)):
        assert "USHER_SMTP_URL" in line and "starttls=0" in line
        assert PASSWORD not in line


async def test_starttls_0_sends_in_clear(catcher: Catcher) -> None:
    catcher.passwords = {"me": PASSWORD}
    found = await check_server(
        parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{catcher.port}?starttls=0"), "localhost", TLS_TIMEOUTS
    )
    assert found == ServerCheck(True, f"127.0.0.1:{catcher.port}: no TLS, logged in")


@pytest.mark.parametrize("wrong", ["unknown authority", "another host", "expired"])
async def test_an_invalid_certificate_is_refused(
    catcher: Catcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    host = "127.0.0.9" if wrong == "another host" else "127.0.0.1"
    file = certificate(tmp_path, host=host, until=timedelta(days=-1 if wrong == "expired" else 1))
    if wrong != "unknown authority":
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    catcher.tls, catcher.passwords = _context(file), {"me": PASSWORD}
    sender = SmtpSender(parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{catcher.port}"), "localhost", TLS_TIMEOUTS)
    [result] = await send(sender, mail())
    await sender.close()
    assert result.reply is not None
    assert result.reply.startswith("No secure connection to the mail server: ")
    assert (catcher.mails, catcher.seen_passwords) == ([], [])
