"""How mails name the role of people who are invited or have accepted."""

import pytest

from mail.letters import compose
from mail.message import RenderedMail
from mail.outbox import MailKind
from rules.roles import Role
from tests.mail.letters import CONFIG, due, invitation, written


@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.MEMBER, None), (Role.FACILITATOR, "as a facilitator"), (Role.ADMINISTRATOR, "as an administrator")],
)
def test_an_invitation_names_a_role_above_member(role: Role, said: str | None, discreet: bool) -> None:
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
def test_a_mail_about_an_acceptance_names_the_present_role(role: str, said: str, told: bool) -> None:
    details = {"who": "Dee", "role": role} if told else {"who": "Dee"}
    words = compose(due(MailKind.INVITATION_ACCEPTED, group_id=5, group_name="G", role=role, details=details), CONFIG)
    assert isinstance(words, RenderedMail)
    assert said in words.text
