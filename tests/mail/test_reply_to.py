"""Where replies to a mail go."""

from dataclasses import replace

import pytest

from mail.invitation import render_invitation, replies_to_inviter
from mail.outbox import MailKind
from tests.mail.letters import CONFIG, WORDS, headers, login, sealed, written


def test_replies_go_to_the_inviter_and_the_mail_says_so() -> None:
    words = render_invitation(replace(WORDS, inviter_email="fay@example.org"), CONFIG)
    assert str(headers(words)["Reply-To"]) == '"Fay Facilitator" <fay@example.org>' or (
        [a.addr_spec for a in headers(words)["Reply-To"].addresses] == ["fay@example.org"]
    )
    for shown in (words.text, words.html):
        assert "Answers to this email go to" in shown


def test_invitations_of_discreet_groups_have_no_reply_to() -> None:
    words = render_invitation(replace(WORDS, inviter_email="fay@example.org", discreet=True), CONFIG)
    assert "Reply-To" not in headers(words)
    assert "Answers" not in words.text
    assert b"fay" not in sealed(words).message.lower()


@pytest.mark.parametrize("discreet", [False, True])
def test_replies_go_to_support_if_the_operator_says_so(discreet: bool) -> None:
    config = replace(CONFIG, reply_to="support")
    words = render_invitation(replace(WORDS, inviter_email="fay@example.org", discreet=discreet), config)
    assert [a.addr_spec for a in headers(words)["Reply-To"].addresses] == ["help@example.org"]
    assert "Answers" not in words.text
    assert not replies_to_inviter(config, discreet=discreet)


def test_other_mails_have_no_reply_to() -> None:
    assert "Reply-To" not in headers(written(login(MailKind.LOGIN)))
