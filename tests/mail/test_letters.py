"""What the mails say, as mail clients read them: words, links, names kept back, and nothing typed let loose."""

import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.queries.mails import DueMail
from mail.headers import one_line
from mail.invitation import InvitationWords, render_invitation
from mail.letters import Pointless, called, write
from mail.message import Envelope, Rendered, envelope
from mail.outbox import Kind
from rules.config import Config
from rules.registration import Registration
from rules.tokens import digest, invitation_token, login_token

ROOT = "https://usher.example.org"
CONFIG = Config(
    secret_keys=(b"k" * 32,),
    public_url=ROOT,
    site_name="Fern & Moss",
    site_url="https://site.example.org/?a=1&b=2",
    support_email="help@example.org",
    join_url=f"{ROOT}/join/{{key}}",
    login_url=f"{ROOT}/login/{{token}}",
    group_url=f"{ROOT}/groups/{{id}}",
    seats_url=f"{ROOT}/groups/{{id}}/seats",
)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
GROUP, FACILITATOR = "Grief Circle", "Fay Facilitator"
WORDS = InvitationWords(
    subject="@inviter_name invites you to @group_name",
    body="Hello @recipient_name,\n\ncome to @group_name at @site_name:\n@register_url\n\nYours,\n@inviter_name",
    url=f"{ROOT}/join/TOKEN",
    group_name=GROUP,
    discreet=False,
    inviter_name=FACILITATOR,
    recipient_name="Eve",
    to_email="eve@example.org",
    has_account=False,
    expires_at=NOW,
)
HEADERS = {
    *("from", "to", "subject", "date", "message-id", "mime-version", "content-type"),
    *("auto-submitted", "x-auto-response-suppress"),
}
NOTHING = {field.name: None for field in fields(DueMail)}


class Page(HTMLParser):
    """An HTML part as a client takes it in: its text, its links, and whatever could fetch or run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self.buttons: list[str] = []
        self.tags: set[str] = set()
        self._href: str | None = None
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.words.append("" if tag == "bdi" else " ")
        self.tags |= {f"@{name}" for name in found}
        self._in_style = tag in ("style", "title")
        if tag == "a":
            self._href = found["href"]
            if found.get("class") == "button":
                self.buttons.append(str(found["href"]))

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False
        self.words.append("" if tag == "bdi" else " ")
        self._href = None if tag == "a" else self._href

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.words.append(data)
            if self._href is not None:
                self.links[data] = self._href

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def due(kind: Kind, **values: Any) -> DueMail:
    common: dict[str, Any] = {
        "id": 1,
        "to_email": "eve@example.org",
        "details": {},
        "message_id": "<1@example.org>",
        "attempts": 1,
        "created_at": NOW,
        "now": NOW,
        "has_account": False,
        "manages_seats": False,
        "is_inviter": False,
        "recipient_role": "ADMINISTRATOR",
    }
    return DueMail(**(NOTHING | common | {"kind": kind.value} | values))


def invitation(**values: Any) -> DueMail:
    return due(
        Kind(values.pop("kind", "INVITATION")),
        **{
            "invitation_id": 7,
            "version": 2,
            "current_version": 2,
            "status": "PENDING",
            "expires_at": NOW + timedelta(days=14),
            "group_id": 5,
            "group_name": GROUP,
            "discreet": False,
            "inviter_name": FACILITATOR,
        }
        | values,
    )


def login(kind: Kind, **values: Any) -> DueMail:
    salt = b"s" * 16
    token = login_token(CONFIG.secret_keys, 3, salt)
    link = {"link_id": 3, "link_salt": salt, "link_digest": digest(token), "link_expires_at": NOW + timedelta(hours=1)}
    return due(kind, **(link | values))


def written(mail: DueMail, config: Config = CONFIG) -> Rendered:
    words = write(mail, config)
    assert isinstance(words, Rendered)
    return words


def sealed(words: Rendered, to_name: str | None = None) -> Envelope:
    return envelope(
        words,
        mail_from="usher@example.org",
        to_email="eve@example.org",
        to_name=to_name,
        message_id="<1@example.org>",
        at=NOW,
    )


def received(words: Rendered, to_name: str | None = None) -> EmailMessage:
    mail: EmailMessage = message_from_bytes(sealed(words, to_name).message, policy=policy.default)
    return mail


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_an_invitation_is_the_edited_text_with_everything_filled_in() -> None:
    words = render_invitation(WORDS, CONFIG)
    assert words.subject == "Fay Facilitator invites you to Grief Circle"
    assert words.text.startswith(
        f"Hello Eve,\n\ncome to Grief Circle at Fern & Moss:\n{ROOT}/join/TOKEN\n\nYours,\nFay Facilitator\n"
    )
    assert words.sender_name == "Fay Facilitator via Fern & Moss"


def test_the_html_shows_the_link_as_a_button_and_two_more_below() -> None:
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
def test_nobody_is_told_to_register_who_may_not(changed: dict[str, Any], word: str) -> None:
    words = render_invitation(WORDS, replace(CONFIG, **changed))
    for said in (words.text.lower(), Page(words.html).text.lower()):
        assert ("sign in" in said, "register" in said) == (word == "sign in", word == "register")


def test_every_shape_of_an_invitation_says_until_when() -> None:
    words = render_invitation(WORDS, CONFIG)
    assert "21 November 2026, 09:30 UTC" in words.text
    assert "21 November 2026, 09:30 UTC" in Page(words.html).text


def test_a_reminder_says_that_it_is_one() -> None:
    words = written(invitation(kind="REMINDER", subject=WORDS.subject, body=WORDS.body))
    assert words.subject == "Reminder: Fay Facilitator invites you to Grief Circle"
    assert "still waiting for you" in words.text
    assert "still waiting for you" in Page(words.html).text


def test_without_an_edited_text_the_default_is_sent() -> None:
    words = written(invitation())
    assert invitation_token(CONFIG.secret_keys, 7, 2) in words.text
    assert GROUP in words.text


def test_what_people_type_is_text_in_html() -> None:
    nasty = "<script>alert(1)</script> \"'&<img src=x onerror=y>"
    typed = replace(
        WORDS, group_name=nasty, recipient_name=nasty, inviter_name=nasty, body=f"{nasty}\n@register_url {nasty}"
    )
    words = render_invitation(typed, replace(CONFIG, site_name=nasty))
    page = Page(words.html)
    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "div", "p", "br", "a", "bdi"),
        *("@lang", "@charset", "@name", "@content", "@class", "@dir", "@href"),
    }
    assert page.text.count("<script>alert(1)</script> \"'&<img src=x onerror=y>") >= 3
    assert nasty in words.text


@pytest.mark.parametrize(
    "mail", [invitation(), login(Kind.LOGIN), due(Kind.SEAT_ALLOCATED, group_id=5, group_name="G")]
)
def test_nothing_is_fetched_from_anywhere(mail: DueMail) -> None:
    html = written(mail).html
    assert not re.search(r"src=|@import|url\(|<link|<script", html)
    assert "prefers-color-scheme: dark" in html


def test_a_discreet_group_and_its_facilitator_stay_in_the_house() -> None:
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


@pytest.mark.parametrize(
    "kind",
    [
        Kind.INVITATION_ACCEPTED,
        Kind.SEAT_ALLOCATED,
        Kind.ADDED_TO_GROUP,
        Kind.SEAT_PLAN_EXPIRING,
        Kind.CASELOAD_FULL,
    ],
)
@pytest.mark.parametrize("discreet", [True, False])
def test_members_of_a_discreet_group_read_a_group(kind: Kind, discreet: bool) -> None:
    details = {"who": "Willa Who", "by": FACILITATOR, "days": 7, "seats": 3, "expires_at": NOW.isoformat()}
    mail = due(kind, group_id=5, group_name=GROUP, discreet=discreet, details=details, recipient_name="Mia")
    words = written(mail)
    everything = sealed(words).message.decode() + words.subject + words.text + words.html
    assert (GROUP in everything) is not discreet
    assert ("a group" in words.text) is discreet
    if discreet:
        assert FACILITATOR not in everything


def test_login_mails_bring_the_link_and_never_greet_by_a_strangers_name() -> None:
    token = login_token(CONFIG.secret_keys, 3, b"s" * 16)
    for kind in (Kind.REGISTER, Kind.ALREADY_REGISTERED, Kind.LOGIN):
        mail = login(kind, to_name="Buy cheap pills")
        words = written(mail)
        assert Page(words.html).buttons == [f"{ROOT}/login/{token}"]
        assert f"{ROOT}/login/{token}" in words.text
        assert "21 November 2026, 10:30 UTC" in words.text
        assert "pills" not in words.text + words.html + words.subject
    assert "already" in written(login(Kind.ALREADY_REGISTERED)).text
    assert called(login(Kind.REGISTER, to_name="Buy cheap pills")) is None
    assert called(login(Kind.LOGIN, to_name="Eve")) == "Eve"


@pytest.mark.parametrize(
    "mail",
    [
        invitation(current_version=3),
        invitation(status="ACCEPTED"),
        invitation(status="CANCELLED"),
        invitation(expires_at=NOW),
        login(Kind.LOGIN, link_closed_at=NOW),
        login(Kind.LOGIN, link_expires_at=NOW),
        login(Kind.LOGIN, link_id=None),
        login(Kind.LOGIN, link_digest=b"another key's"),
    ],
)
def test_what_can_no_longer_be_used_is_not_said(mail: DueMail) -> None:
    assert isinstance(write(mail, CONFIG), Pointless)


def test_an_acceptance_leads_to_the_seats_where_there_are_seats_to_give() -> None:
    base = due(Kind.INVITATION_ACCEPTED, group_id=5, group_name=GROUP, details={"who": "Willa"}, is_inviter=True)
    seats = Page(written(replace(base, manages_seats=True)).html)
    group = Page(written(base).html)
    assert seats.links == {"Manage seats": f"{ROOT}/groups/R3JvdXA6NQ%3D%3D/seats"} | {
        "About Fern & Moss": CONFIG.site_url
    }
    assert group.links["Open the group"] == f"{ROOT}/groups/R3JvdXA6NQ%3D%3D"
    assert written(base).subject == "Willa accepted your invitation to Grief Circle"


def test_other_mails_say_what_happened() -> None:
    common: dict[str, Any] = {"group_id": 5, "group_name": GROUP, "recipient_name": "Mia"}
    allocated = written(due(Kind.SEAT_ALLOCATED, **common))
    assert "You now have access to Fern & Moss" in allocated.text
    added = written(due(Kind.ADDED_TO_GROUP, details={"by": FACILITATOR}, **common))
    assert added.subject == "Fay Facilitator added you to Grief Circle"
    details = {"days": 1, "seats": 1_200, "expires_at": "2026-11-22T09:30:00+00:00"}
    expiring = written(due(Kind.SEAT_PLAN_EXPIRING, details=details, **common))
    assert expiring.subject == "The seats of Grief Circle expire in 1 day"
    for words in ("1,200 seats", "22 November 2026, 09:30 UTC", "help@example.org", "/seats"):
        assert words in expiring.text


def test_a_mail_has_all_headers_once_and_none_that_is_anybodys() -> None:
    mail = received(render_invitation(WORDS, CONFIG), 'Eve, the "first"')
    assert sorted(name.lower() for name in mail.keys()) == sorted(HEADERS)  # noqa: SIM118 - one key for each header
    assert mail["From"].addresses[0].addr_spec == "usher@example.org"
    assert mail["To"].addresses[0].display_name == 'Eve, the "first"'
    assert mail["Message-ID"] == "<1@example.org>"
    assert mail["Date"].datetime == NOW


typed = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from('\r\n\t\0\x85\u2028\u202e",;:<>@()[]\\=?.'),
    ),
    max_size=120,
)
smuggled = st.sampled_from(
    [
        "Eve\r\nBcc: all@example.com\r\n\r\nHello",
        "=?utf-8?q?Eve=0D=0ABcc=3A_all=40example.com?=",
        '"Eve" <other@example.com>, x',
        "Eve\n.\r\nMAIL FROM:<x@y>",
        "🎉" * 120,
        "é" * 120,
        "a" * 120,
    ]
)


@given(name=st.one_of(typed, smuggled, typed.map(lambda text: f"=?utf-8?q?{text}?=")))
def test_whatever_is_typed_stays_in_its_own_header(name: str) -> None:
    words = Rendered(subject=name, text=name, html=name, sender_name=name)
    raw = sealed(words, name).message
    mail: Any = message_from_bytes(raw, policy=policy.default)
    assert sorted(name.lower() for name in mail.keys()) == sorted(HEADERS)  # noqa: SIM118
    assert [address.addr_spec for address in mail["To"].addresses] == ["eve@example.org"]
    assert [address.addr_spec for address in mail["From"].addresses] == ["usher@example.org"]
    plain = message_from_bytes(raw)
    assert str(make_header(decode_header(plain["Subject"].replace("\r\n", "")))) == one_line(name)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300))
def test_bodies_arrive_as_they_were_written(text: str) -> None:
    mail: Any = message_from_bytes(sealed(Rendered("s", text, text, "n")).message, policy=policy.default)
    for kind in ("plain", "html"):
        assert part(mail, kind).rstrip("\n") == text.rstrip("\n")


def test_long_lines_are_broken_for_the_wire_alone() -> None:
    text = "x" * 20_000 + "\n.\nFrom here \n" + "é" * 5_000
    raw = sealed(Rendered("s", text, text, "n")).message
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    mail: Any = message_from_bytes(raw, policy=policy.default)
    assert part(mail, "plain") == text + "\n"
