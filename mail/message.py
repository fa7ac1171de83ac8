"""A mail as sent: headers, text and HTML."""

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from mail.headers import encode_address, encode_text
from rules.addresses import needs_smtputf8, smtp_address

_MAX_LINE = 78


@dataclass(frozen=True, slots=True)
class NamedAddress:
    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RenderedMail:
    """The content of a mail; `sender_name` is the display name before our own address in From."""

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    sender_name: str
    reply_to: NamedAddress | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    sender: str
    recipient: str
    international: bool
    message: bytes = field(repr=False)


def make_envelope(
    mail: RenderedMail, *, mail_from: str, to_email: str, to_name: str | None, message_id: str, at: datetime
) -> Envelope:
    """Encode a mail. `message_id` (with angle brackets) and `at` must be the same at every attempt."""
    headers = {
        "From": encode_address(mail_from, mail.sender_name),
        "To": encode_address(to_email, to_name),
        "Subject": encode_text(mail.subject),
        "Date": format_datetime(at),
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    # An address beyond ASCII would force SMTPUTF8 on a mail that does not need it otherwise.
    if mail.reply_to is not None and not needs_smtputf8(mail.reply_to.address):
        headers["Reply-To"] = encode_address(mail.reply_to.address, mail.reply_to.name)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return Envelope(
        sender=smtp_address(mail_from),
        recipient=smtp_address(to_email),
        international=needs_smtputf8(to_email) or needs_smtputf8(mail_from),
        message=head.encode() + _body(mail, sha256(message_id.encode()).hexdigest()[:32]),
    )


def _body(mail: RenderedMail, boundary: str) -> bytes:
    content = EmailMessage(policy=SMTP)
    for put, kind, text in (
        (content.set_content, "plain", mail.text),
        (content.add_alternative, "html", mail.html),
    ):
        writable = text.encode("utf-8", "replace").decode() + "\n"
        put(writable, subtype=kind, cte=_encoding(writable))
    content.set_boundary(f"={boundary}")
    return content.as_bytes()


def _encoding(text: str) -> str:
    """Keep links whole: quoted-printable breaks lines at 76 characters, and some clients do not rejoin them."""
    return "7bit" if text.isascii() and max(map(len, text.split("\n"))) <= _MAX_LINE else "base64"
