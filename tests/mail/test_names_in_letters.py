"""Names in mails: none looks like an address, and none breaks a link."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from mail.headers import display_name
from mail.invitation import render_invitation
from tests.mail.letters import CONFIG, HEBREW, WORDS, headers, sealed

DECEIVING = [
    "Your Bank <security@bank.example>",
    "security@bank.example",
    "security＠bank.example",
    "security﹫bank．example",
    'Your Bank" <security@bank.example>',
    "Your Bank ‹security@bank.example›",
    "Bank, Inc.: help; <x@y.example>",
    "https://bank.example Support",
    "bank.example",
    "support.bank.example (verified)",
    "＜support＠bank.example＞",
]


@pytest.mark.parametrize("host", ["u.example", "a-rather-long-name.of-a-host.example.org"])
@pytest.mark.parametrize("name", ["Eve", "Zoë", HEBREW])
def test_links_are_not_broken_on_the_wire(host: str, name: str) -> None:
    url = f"https://{host}/join/{'t' * 40}"
    raw = sealed(render_invitation(replace(WORDS, url=url, recipient_name=name), CONFIG)).message
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    mail: Any = message_from_bytes(raw, policy=policy.default)
    parts: list[EmailMessage] = list(mail.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    for part in parts:
        encoding = part["content-transfer-encoding"]
        assert encoding in {"7bit", "base64"}
        assert url in (part.get_content() if encoding == "base64" else part.get_payload())


@pytest.mark.parametrize("name", DECEIVING)
def test_no_name_looks_like_an_address(name: str) -> None:
    words = render_invitation(
        replace(WORDS, inviter_name=name, group_name=name, recipient_name=name, inviter_email="fay@example.org"), CONFIG
    )
    mail = headers(words, display_name(name))
    for header, address in (
        ("From", "usher@example.org"),
        ("To", "eve@example.org"),
        ("Reply-To", "fay@example.org"),
    ):
        [found] = mail[header].addresses
        assert found.addr_spec == address
        assert not re.search(
            r"[@<>\"＠﹫‹›＜＞:;,()\[\]\\]|\w[.．]\w", found.display_name.replace(CONFIG.site_name, "")
        )
    assert str(mail["From"].addresses[0].display_name).endswith(CONFIG.site_name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Fay Facilitator", "Fay Facilitator"),
        ("Dr.Müller-Lüdenscheidt", "Dr. Müller-Lüdenscheidt"),
        ("Paul O’Kane", "Paul O’Kane"),
        (HEBREW, HEBREW),
        ("Lee, Mary Ann (HR)", "Lee Mary Ann HR"),
        ("Your Bank <security@bank.example>", "Your Bank"),
        ("x" * 200, "x" * 80),
    ],
)
def test_names_are_cleaned_for_headers(name: str, shown: str) -> None:
    assert display_name(name) == shown
