"""USHER_SMTP_URL: which server it names, and when it asks for TLS."""

import pytest

from mail.smtp_url import MailServer, helo_name, parse_smtp_url


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
def test_production_requires_tls_unless_told_otherwise(url: str, start_tls: bool | None) -> None:
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
def test_the_helo_name_is_the_sites_host(public_url: str, name: str) -> None:
    assert helo_name(public_url) == name
