"""Mails that are due, written and read as a mail client reads them."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

from db.queries.mails import DueMail
from mail.invitation import InvitationContent
from mail.letters import compose
from mail.message import Envelope, RenderedMail, make_envelope
from mail.outbox import MailKind
from rules.config import Config
from rules.tokens import digest, login_token

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
WORDS = InvitationContent(
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
NOTHING = {field.name: None for field in fields(DueMail)}


class Page(HTMLParser):
    """An HTML part as a client reads it: its text, its links, and all tags and attributes."""

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


def due(kind: MailKind, **values: Any) -> DueMail:
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
        MailKind(values.pop("kind", "INVITATION")),
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


def login(kind: MailKind, **values: Any) -> DueMail:
    salt = b"s" * 16
    token = login_token(CONFIG.secret_keys, 3, salt)
    link = {"link_id": 3, "link_salt": salt, "link_digest": digest(token), "link_expires_at": NOW + timedelta(hours=1)}
    return due(kind, **(link | values))


def written(mail: DueMail, config: Config = CONFIG) -> RenderedMail:
    words = compose(mail, config)
    assert isinstance(words, RenderedMail)
    return words


def sealed(words: RenderedMail, to_name: str | None = None) -> Envelope:
    return make_envelope(
        words,
        mail_from="usher@example.org",
        to_email="eve@example.org",
        to_name=to_name,
        message_id="<1@example.org>",
        at=NOW,
    )


def received(words: RenderedMail, to_name: str | None = None) -> EmailMessage:
    mail: EmailMessage = message_from_bytes(sealed(words, to_name).message, policy=policy.default)
    return mail


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def headers(words: RenderedMail, to_name: str | None = None) -> Any:
    return message_from_bytes(sealed(words, to_name).message, policy=policy.default)


HEBREW, ARABIC = "נועה לוי", "ليلى حداد"
