"""A mail as it goes over the wire: headers, and the same words as text and as HTML."""

from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from mail.headers import mailbox, unstructured
from rules.addresses import for_sending, needs_smtputf8


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a mail says. `sender_name` goes before our address in From."""

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    sender_name: str


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
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return Envelope(
        sender=for_sending(mail_from),
        recipient=for_sending(to_email),
        international=needs_smtputf8(to_email) or needs_smtputf8(mail_from),
        message=head.encode() + _body(words),
    )


def _body(words: Rendered) -> bytes:
    """Text and HTML as quoted-printable: no line is too long and no server need know of 8 bits."""
    parts = EmailMessage(policy=policy.SMTP)
    parts.set_content(words.text, cte="quoted-printable")
    parts.add_alternative(words.html, subtype="html", cte="quoted-printable")
    return parts.as_bytes()
