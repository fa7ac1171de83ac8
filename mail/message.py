"""A mail as sent: headers, text and HTML."""

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from mail.headers import mailbox, unstructured
from rules.addresses import for_sending, needs_smtputf8

_LONGEST_LINE = 78


@dataclass(frozen=True, slots=True)
class Mailbox:
    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """The content of a mail; `sender_name` is the display name before our own address in From."""

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    sender_name: str
    reply_to: Mailbox | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    sender: str
    recipient: str
    international: bool
    message: bytes = field(repr=False)


def envelope(
    words: Rendered, *, mail_from: str, to_email: str, to_name: str | None, message_id: str, at: datetime
) -> Envelope:
    """Encode a mail. `message_id` (with angle brackets) and `at` must be the same at every attempt."""
    headers = {
        "From": mailbox(mail_from, words.sender_name),
        "To": mailbox(to_email, to_name),
        "Subject": unstructured(words.subject),
        "Date": format_datetime(at),
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    # An address beyond ASCII would force SMTPUTF8 on a mail that does not need it otherwise.
    if words.reply_to is not None and not needs_smtputf8(words.reply_to.address):
        headers["Reply-To"] = mailbox(words.reply_to.address, words.reply_to.name)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return Envelope(
        sender=for_sending(mail_from),
        recipient=for_sending(to_email),
        international=needs_smtputf8(to_email) or needs_smtputf8(mail_from),
        message=head.encode() + _body(words, sha256(message_id.encode()).hexdigest()[:32]),
    )


def _body(words: Rendered, boundary: str) -> bytes:
    content = EmailMessage(policy=SMTP)
    for put, kind, text in (
        (content.set_content, "plain", words.text),
        (content.add_alternative, "html", words.html),
    ):
        writable = text.encode("utf-8", "replace").decode() + "\n"
        put(writable, subtype=kind, cte=_encoding(writable))
    content.set_boundary(f"={boundary}")
    return content.as_bytes()


def _encoding(text: str) -> str:
    """Keep links whole: quoted-printable breaks lines at 76 characters, and some clients do not rejoin them."""
    return "7bit" if text.isascii() and max(map(len, text.split("\n"))) <= _LONGEST_LINE else "base64"
