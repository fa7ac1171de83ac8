"""A mail as it goes over the wire: headers, and the same words as text and as HTML."""

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
    """An address and what its owner is called."""

    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a mail says. `sender_name` goes before our address in From, `reply_to` is where answers go instead."""

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    sender_name: str
    reply_to: Mailbox | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """One mail, ready for SMTP."""

    sender: str
    recipient: str
    international: bool
    message: bytes = field(repr=False)


def envelope(
    words: Rendered, *, mail_from: str, to_email: str, to_name: str | None, message_id: str, at: datetime
) -> Envelope:
    """Write a mail out.

    Args:
        words: What it says.
        mail_from: The site's own address, in From and on the envelope.
        to_email: The one recipient; canonical.
        to_name: What to call them in To.
        message_id: With its angle brackets; the same at every attempt.
        at: When it is said to have been written; the same at every attempt.
    """
    headers = {
        "From": mailbox(mail_from, words.sender_name),
        "To": mailbox(to_email, to_name),
        "Subject": unstructured(words.subject),
        "Date": format_datetime(at),
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    # An address beyond ASCII may stand in no header of a mail that need not travel as SMTPUTF8.
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
    """The same words as text and as HTML, with the headers that say so."""
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
    """One that leaves links whole: quoted-printable cuts a line at 76 characters, and some clients do not mend that."""
    return "7bit" if text.isascii() and max(map(len, text.split("\n"))) <= _LONGEST_LINE else "base64"
