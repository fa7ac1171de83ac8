"""Mails other than invitations: what they say, and when they are not sent."""

import re
from dataclasses import replace
from typing import Any

import pytest

from db.queries.mails import DueMail
from mail.letters import NotNeeded, compose, recipient_name
from mail.outbox import MailKind
from rules.tokens import login_token
from tests.mail.letters import CONFIG, FACILITATOR, GROUP, NOW, ROOT, Page, due, invitation, login, sealed, written


@pytest.mark.parametrize(
    "mail", [invitation(), login(MailKind.LOGIN), due(MailKind.SEAT_ALLOCATED, group_id=5, group_name="G")]
)
def test_mails_load_nothing_from_elsewhere(mail: DueMail) -> None:
    html = written(mail).html
    assert not re.search(r"src=|@import|url\(|<link|<script", html)
    assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize(
    "kind",
    [
        MailKind.INVITATION_ACCEPTED,
        MailKind.SEAT_ALLOCATED,
        MailKind.ADDED_TO_GROUP,
        MailKind.SEAT_PLAN_EXPIRING,
        MailKind.CASELOAD_FULL,
    ],
)
@pytest.mark.parametrize("discreet", [True, False])
def test_mails_about_discreet_groups_do_not_name_them(kind: MailKind, discreet: bool) -> None:
    details = {"who": "Willa Who", "by": FACILITATOR, "days": 7, "seats": 3, "expires_at": NOW.isoformat()}
    mail = due(kind, group_id=5, group_name=GROUP, discreet=discreet, details=details, recipient_name="Mia")
    words = written(mail)
    everything = sealed(words).message.decode() + words.subject + words.text + words.html
    assert (GROUP in everything) is not discreet
    assert ("a group" in words.text) is discreet
    if discreet:
        assert FACILITATOR not in everything


def test_login_mails_hold_the_link_and_no_name_from_a_stranger() -> None:
    token = login_token(CONFIG.secret_keys, 3, b"s" * 16)
    for kind in (MailKind.REGISTER, MailKind.ALREADY_REGISTERED, MailKind.LOGIN):
        mail = login(kind, to_name="Buy cheap pills")
        words = written(mail)
        assert Page(words.html).buttons == [f"{ROOT}/login/{token}"]
        assert f"{ROOT}/login/{token}" in words.text
        assert "21 November 2026, 10:30 UTC" in words.text
        assert "pills" not in words.text + words.html + words.subject
    assert "already" in written(login(MailKind.ALREADY_REGISTERED)).text
    assert recipient_name(login(MailKind.REGISTER, to_name="Buy cheap pills")) is None
    assert recipient_name(login(MailKind.LOGIN, to_name="Eve")) == "Eve"


@pytest.mark.parametrize(
    "mail",
    [
        invitation(current_version=3),
        invitation(status="ACCEPTED"),
        invitation(status="CANCELLED"),
        invitation(expires_at=NOW),
        login(MailKind.LOGIN, link_closed_at=NOW),
        login(MailKind.LOGIN, link_expires_at=NOW),
        login(MailKind.LOGIN, link_id=None),
        login(MailKind.LOGIN, link_digest=b"another key's"),
    ],
)
def test_mails_with_unusable_links_are_not_written(mail: DueMail) -> None:
    assert isinstance(compose(mail, CONFIG), NotNeeded)


def test_a_mail_about_an_acceptance_links_to_free_seats() -> None:
    base = due(MailKind.INVITATION_ACCEPTED, group_id=5, group_name=GROUP, details={"who": "Willa"}, is_inviter=True)
    seats = Page(written(replace(base, manages_seats=True)).html)
    group = Page(written(base).html)
    assert seats.links == {"Manage seats": f"{ROOT}/groups/R3JvdXA6NQ%3D%3D/seats"} | {
        "About Fern & Moss": CONFIG.site_url
    }
    assert group.links["Open the group"] == f"{ROOT}/groups/R3JvdXA6NQ%3D%3D"
    assert written(base).subject == "Willa accepted your invitation to Grief Circle"


def test_other_mails_say_what_happened() -> None:
    common: dict[str, Any] = {"group_id": 5, "group_name": GROUP, "recipient_name": "Mia"}
    allocated = written(due(MailKind.SEAT_ALLOCATED, **common))
    assert "You now have access to Fern & Moss" in allocated.text
    added = written(due(MailKind.ADDED_TO_GROUP, details={"by": FACILITATOR}, **common))
    assert added.subject == "Fay Facilitator added you to Grief Circle"
    details = {"days": 1, "seats": 1_200, "expires_at": "2026-11-22T09:30:00+00:00"}
    expiring = written(due(MailKind.SEAT_PLAN_EXPIRING, details=details, **common))
    assert expiring.subject == "The seats of Grief Circle expire in 1 day"
    for words in ("1,200 seats", "22 November 2026, 09:30 UTC", "help@example.org", "/seats"):
        assert words in expiring.text
