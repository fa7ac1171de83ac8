"""Names in mails: they keep their direction to themselves, deceive nobody, and links stay whole beside them."""

import re
import unicodedata
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from mail.headers import display_name
from mail.invitation import render_invitation
from mail.letters import compose
from mail.message import RenderedMail
from mail.outbox import MailKind
from rules.roles import Role
from tests.mail.letters import CONFIG, WORDS, due, invitation, login, sealed, written

HEBREW, ARABIC = "נועה לוי", "ليلى حداد"
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


def paragraph_direction(line: str) -> str:
    """The direction of a line by its first strong character outside isolates, as UAX 9 has it (P2, P3)."""
    depth = 0
    for character in line:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def headers(words: RenderedMail, to_name: str | None = None) -> Any:
    return message_from_bytes(sealed(words, to_name).message, policy=policy.default)


LETTERS = {
    "accepted": due(
        MailKind.INVITATION_ACCEPTED, group_id=5, group_name=ARABIC, details={"who": HEBREW}, recipient_name=ARABIC
    ),
    "added": due(MailKind.ADDED_TO_GROUP, group_id=5, group_name=HEBREW, details={"by": ARABIC}, recipient_name=HEBREW),
    "seat": due(MailKind.SEAT_ALLOCATED, group_id=5, group_name=HEBREW, recipient_name=ARABIC),
    "invitation": invitation(group_name=HEBREW, inviter_name=ARABIC, to_name=HEBREW),
    "reminder": invitation(group_name=HEBREW, inviter_name=ARABIC, to_name=HEBREW, kind="REMINDER"),
    "expiring": due(MailKind.SEAT_PLAN_EXPIRING, group_id=5, group_name=HEBREW, details={"days": 7, "seats": 3}),
}


@pytest.mark.parametrize("mail", LETTERS.values(), ids=LETTERS)
def test_an_english_sentence_stays_left_to_right_around_any_name(mail: Any) -> None:
    words = written(mail)
    assert any(name in words.text for name in (HEBREW, ARABIC))
    for line in (words.subject, *words.text.splitlines()):
        assert paragraph_direction(line) == "ltr", line
    body = words.html.partition("<body>")[2]
    for name in (HEBREW, ARABIC):
        assert body.count(name) == body.count(f"<bdi>{name}</bdi>")


def test_a_managers_own_text_keeps_its_own_direction() -> None:
    words = render_invitation(replace(WORDS, body=f"שלום @recipient_name\n\n@register_url\n\n{ARABIC}"), CONFIG)
    assert paragraph_direction(words.text.splitlines()[0]) == "rtl"
    assert '<p dir="auto">שלום <bdi>Eve</bdi></p>' in words.html


def test_names_from_left_to_right_leave_the_text_as_it_is() -> None:
    for mail in (invitation(), due(MailKind.ADDED_TO_GROUP, group_id=5, group_name="Chess", details={"by": "Zoë"})):
        words = written(mail)
        assert not re.search("[\u200e\u2066-\u2069]", words.subject + words.text)


@pytest.mark.parametrize("host", ["u.example", "a-rather-long-name.of-a-host.example.org"])
@pytest.mark.parametrize("name", ["Eve", "Zoë", HEBREW])
def test_links_are_whole_in_what_goes_over_the_wire(host: str, name: str) -> None:
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
def test_no_name_passes_for_an_address(name: str) -> None:
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
def test_a_name_is_shown_as_it_is_or_cleaned(name: str, shown: str) -> None:
    assert display_name(name) == shown


def test_answers_go_to_who_invited_and_the_mail_says_so() -> None:
    words = render_invitation(replace(WORDS, inviter_email="fay@example.org"), CONFIG)
    assert str(headers(words)["Reply-To"]) == '"Fay Facilitator" <fay@example.org>' or (
        [a.addr_spec for a in headers(words)["Reply-To"].addresses] == ["fay@example.org"]
    )
    for shown in (words.text, words.html):
        assert "Answers to this email go to" in shown


def test_answers_to_a_discreet_groups_invitation_name_no_facilitator() -> None:
    words = render_invitation(replace(WORDS, inviter_email="fay@example.org", discreet=True), CONFIG)
    assert "Reply-To" not in headers(words)
    assert "Answers" not in words.text
    assert b"fay" not in sealed(words).message.lower()


@pytest.mark.parametrize("discreet", [False, True])
def test_answers_go_to_the_support_where_the_operator_wants_it(discreet: bool) -> None:
    config = replace(CONFIG, reply_to="support")
    words = render_invitation(replace(WORDS, inviter_email="fay@example.org", discreet=discreet), config)
    assert [a.addr_spec for a in headers(words)["Reply-To"].addresses] == ["help@example.org"]
    assert "Answers" not in words.text


def test_other_mails_have_nobody_else_to_answer() -> None:
    assert "Reply-To" not in headers(written(login(MailKind.LOGIN)))


@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.MEMBER, None), (Role.FACILITATOR, "as a facilitator"), (Role.ADMINISTRATOR, "as an administrator")],
)
def test_an_invitation_names_the_role_where_it_is_more_than_member(
    role: Role, said: str | None, discreet: bool
) -> None:
    words = written(invitation(role=role.value, discreet=discreet))
    for shown in (words.text, words.html):
        assert ("You are invited" in shown) == (said is not None)
        assert said is None or f"You are invited {said}." in shown


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("MEMBER", "and is a member now."),
        ("FACILITATOR", "and is a facilitator now."),
        ("ADMINISTRATOR", "and is an administrator now."),
    ],
)
@pytest.mark.parametrize("told", [True, False], ids=["details", "queued by an older version"])
def test_who_accepted_is_called_what_they_are_now(role: str, said: str, told: bool) -> None:
    details = {"who": "Dee", "role": role} if told else {"who": "Dee"}
    words = compose(due(MailKind.INVITATION_ACCEPTED, group_id=5, group_name="G", role=role, details=details), CONFIG)
    assert isinstance(words, RenderedMail)
    assert said in words.text
