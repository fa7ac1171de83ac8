"""What holds a password or a login link never goes in clear by mistake, and whoever runs the server is told why it waits."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from structlog.testing import capture_logs

from mail.connection import ServerCheck, Timeouts, check_server
from mail.postman import Postman
from mail.server import parse_smtp_url
from tests.mail.mails import Hire, Mails
from tests.mail.test_postman import mail, send
from tests.support.smtp import Catcher
from tests.support.waiting import until

PASSWORD = "geheim-1234"
QUICKLY = Timeouts(connect=2, command=2, data=2, probe_interval=0.1)


def certificate(folder: Path, *, host: str = "127.0.0.1", until: timedelta = timedelta(days=1)) -> Path:
    """A certificate for this machine that is its own authority, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "catcher")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + until)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    unlocked = serialization.NoEncryption()
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unlocked)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secured(catcher: Catcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catcher]:
    """A server with TLS that this process trusts, and one account."""
    file = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    catcher.tls = _context(file)
    catcher.passwords = {"me": PASSWORD}
    yield catcher


async def test_a_password_goes_over_tls_alone(secured: Catcher) -> None:
    server = parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{secured.port}")
    carrier = Postman(server, "localhost", QUICKLY)
    [outcome] = await send(carrier, mail())
    await carrier.close()
    assert (outcome.reply, len(secured.mails), secured.secured) == (None, 1, 1)
    assert await check_server(server, "localhost", QUICKLY) == ServerCheck(
        True, f"127.0.0.1:{secured.port}: TLSv1.3, certificate verified, logged in"
    )


@pytest.mark.parametrize(
    "url", ["smtp://me:geheim-1234@127.0.0.1:{}", "smtp://127.0.0.1:{}?starttls=1"], ids=["password", "starttls=1"]
)
async def test_without_tls_nothing_is_sent_and_the_setting_is_named(
    mails: Mails, catcher: Catcher, hire: Hire, url: str
) -> None:
    server = parse_smtp_url(url.format(catcher.port))
    with capture_logs() as logs:
        await hire(catcher, patience=QUICKLY, server=server)
        await mails.invited()
        await until(lambda: any(line["event"] == "mail_server.lost" for line in logs))
    assert await mails.states() == {"QUEUED": 1}
    assert (catcher.mails, catcher.seen_passwords) == ([], [])
    found = await check_server(server, "localhost", QUICKLY)
    assert not found.ok
    for line in (found.message, str(logs)):
        assert "USHER_SMTP_URL" in line and "starttls=0" in line
        assert PASSWORD not in line


async def test_starttls_0_sends_in_clear(catcher: Catcher) -> None:
    catcher.passwords = {"me": PASSWORD}
    found = await check_server(
        parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{catcher.port}?starttls=0"), "localhost", QUICKLY
    )
    assert found == ServerCheck(True, f"127.0.0.1:{catcher.port}: no TLS, logged in")


@pytest.mark.parametrize("wrong", ["unknown authority", "another host", "expired"])
async def test_a_certificate_that_does_not_hold_is_refused(
    catcher: Catcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    host = "127.0.0.9" if wrong == "another host" else "127.0.0.1"
    file = certificate(tmp_path, host=host, until=timedelta(days=-1 if wrong == "expired" else 1))
    if wrong != "unknown authority":
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    catcher.tls, catcher.passwords = _context(file), {"me": PASSWORD}
    carrier = Postman(parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{catcher.port}"), "localhost", QUICKLY)
    [outcome] = await send(carrier, mail())
    await carrier.close()
    assert outcome.reply is not None
    assert outcome.reply.startswith("No secure connection to the mail server: ")
    assert (catcher.mails, catcher.seen_passwords) == ([], [])


async def test_a_wrong_password_leaves_a_clear_line_and_the_mail_in_the_queue(
    mails: Mails, secured: Catcher, hire: Hire
) -> None:
    server = parse_smtp_url(f"smtp://me:wrong-{PASSWORD}@127.0.0.1:{secured.port}")
    with capture_logs() as logs:
        await hire(secured, patience=QUICKLY, server=server)
        await mails.invited()
        await until(lambda: any(line["event"] == "mail_server.lost" for line in logs))
    [line] = [line for line in logs if line["event"] == "mail_server.lost"]
    assert line["reason"].startswith("The mail server refused our user name or password: 535")
    assert PASSWORD not in str(logs)
    assert await mails.states() == {"QUEUED": 1}


async def test_a_server_that_repeats_the_password_does_not_have_it_logged(secured: Catcher) -> None:
    secured.passwords = {"me": "another"}
    secured.repeats_passwords = True
    server = parse_smtp_url(f"smtp://me:{PASSWORD}@127.0.0.1:{secured.port}")
    found = await check_server(server, "localhost", QUICKLY)
    assert not found.ok
    assert PASSWORD not in found.message
    assert "…" in found.message


def _context(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
