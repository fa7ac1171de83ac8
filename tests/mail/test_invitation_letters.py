"""What invitations and reminders say, and what they do not say of discreet groups."""

from dataclasses import replace
from typing import Any

import pytest

from mail.invitation import render_invitation
from rules.registration import Registration
from rules.tokens import invitation_token
from tests.mail.letters import CONFIG, GROUP, ROOT, WORDS, Page, invitation, received, sealed, written


def test_an_invitation_is_the_edited_text_with_its_placeholders_filled() -> None:
    words = render_invitation(WORDS, CONFIG)
    assert words.subject == "Fay Facilitator invites you to Grief Circle"
    assert words.text.startswith(
        f"Hello Eve,\n\ncome to Grief Circle at Fern & Moss:\n{ROOT}/join/TOKEN\n\nYours,\nFay Facilitator\n"
    )
    assert words.sender_name == "Fay Facilitator via Fern & Moss"


def test_the_html_has_a_button_and_two_links() -> None:
    page = Page(render_invitation(WORDS, CONFIG).html)
    assert page.buttons == [WORDS.url]
    assert page.links["About the group"] == WORDS.url
    assert page.links["About Fern & Moss"] == CONFIG.site_url
    assert WORDS.url not in page.text
    assert "come to Grief Circle at Fern & Moss:" in page.text


@pytest.mark.parametrize(
    ("has_account", "word", "other"), [(True, "sign in", "register"), (False, "register", "sign in")]
)
def test_members_of_the_site_sign_in_and_others_register(has_account: bool, word: str, other: str) -> None:
    words = render_invitation(replace(WORDS, has_account=has_account), CONFIG)
    for said in (words.text.lower(), Page(words.html).text.lower()):
        assert word in said
        assert other not in said.replace("register_url", "")


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"registration": Registration.OFF}, "sign in"),
        ({"registration": Registration.INVITED}, "register"),
        ({"registration_domains": frozenset({"elsewhere.example"})}, "sign in"),
        ({"registration_domains": frozenset({"example.org"})}, "register"),
    ],
)
def test_invitations_mention_registering_only_where_it_is_allowed(changed: dict[str, Any], word: str) -> None:
    words = render_invitation(WORDS, replace(CONFIG, **changed))
    for said in (words.text.lower(), Page(words.html).text.lower()):
        assert ("sign in" in said, "register" in said) == (word == "sign in", word == "register")


def test_every_kind_of_invitation_says_when_it_expires() -> None:
    words = render_invitation(WORDS, CONFIG)
    assert "21 November 2026, 09:30 UTC" in words.text
    assert "21 November 2026, 09:30 UTC" in Page(words.html).text


def test_a_reminder_is_called_a_reminder() -> None:
    words = written(invitation(kind="REMINDER", subject=WORDS.subject, body=WORDS.body))
    assert words.subject == "Reminder: Fay Facilitator invites you to Grief Circle"
    assert "still waiting for you" in words.text
    assert "still waiting for you" in Page(words.html).text


def test_without_an_edited_text_the_default_is_sent() -> None:
    words = written(invitation())
    assert invitation_token(CONFIG.secret_keys, 7, 2) in words.text
    assert GROUP in words.text


def test_typed_text_is_escaped_in_html() -> None:
    nasty = "<script>alert(1)</script> \"'&<img src=x onerror=y>"
    typed = replace(
        WORDS, group_name=nasty, recipient_name=nasty, inviter_name=nasty, body=f"{nasty}\n@register_url {nasty}"
    )
    words = render_invitation(typed, replace(CONFIG, site_name=nasty))
    page = Page(words.html)
    assert page.tags <= {
        "html", "head", "meta", "title", "style", "body", "div", "p", "br", "a", "bdi",
        "@lang", "@charset", "@name", "@content", "@class", "@dir", "@href",
    }  # fmt: skip
    assert page.text.count("<script>alert(1)</script> \"'&<img src=x onerror=y>") >= 3
    assert nasty in words.text


def test_an_invitation_to_a_discreet_group_names_neither_group_nor_facilitator() -> None:
    mail = invitation(discreet=True, subject=WORDS.subject, body=WORDS.body, kind="REMINDER")
    words = written(mail)
    raw = "".join((sealed(words).message.decode(), words.text, words.html))
    for name in ("Grief", "Circle", "Fay", "Facilitator"):
        assert name not in raw
        assert name not in str(received(words)["From"])
    assert words.subject == "Reminder: Fern & Moss invites you to a group"
    assert "come to a group at Fern & Moss" in words.text
    assert received(words)["From"].addresses[0].display_name == "Fern & Moss"
    assert "Reply-To" not in received(words)
