"""Names in Hebrew and Arabic do not turn the direction of a sentence."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from mail.invitation import render_invitation
from mail.outbox import MailKind
from tests.mail.letters import ARABIC, CONFIG, HEBREW, WORDS, due, invitation, written


def paragraph_direction(line: str) -> str:
    """Return the direction of a line: that of its first strong character outside isolates (UAX 9, P2 and P3)."""
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
def test_an_english_sentence_stays_left_to_right_with_any_name(mail: Any) -> None:
    words = written(mail)
    assert any(name in words.text for name in (HEBREW, ARABIC))
    for line in (words.subject, *words.text.splitlines()):
        assert paragraph_direction(line) == "ltr", line
    body = words.html.partition("<body>")[2]
    for name in (HEBREW, ARABIC):
        assert body.count(name) == body.count(f"<bdi>{name}</bdi>")


def test_text_edited_by_a_manager_keeps_its_direction() -> None:
    words = render_invitation(replace(WORDS, body=f"שלום @recipient_name\n\n@register_url\n\n{ARABIC}"), CONFIG)
    assert paragraph_direction(words.text.splitlines()[0]) == "rtl"
    assert '<p dir="auto">שלום <bdi>Eve</bdi></p>' in words.html


def test_names_from_left_to_right_leave_the_text_as_it_is() -> None:
    for mail in (invitation(), due(MailKind.ADDED_TO_GROUP, group_id=5, group_name="Chess", details={"by": "Zoë"})):
        words = written(mail)
        assert not re.search("[\u200e\u2066-\u2069]", words.subject + words.text)
