"""A mail as it goes over the wire: headers, and the same words as text and as HTML."""

from binascii import b2a_qp
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

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
        "MIME-Version": "1.0",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return Envelope(
        sender=for_sending(mail_from),
        recipient=for_sending(to_email),
        international=needs_smtputf8(to_email) or needs_smtputf8(mail_from),
        message=head.encode() + _body(words, sha256(message_id.encode()).hexdigest()[:32]),
    )


def _body(words: Rendered, boundary: str) -> bytes:
    """Text and HTML as quoted-printable: no line is too long and no server need know of 8 bits."""
    # No line of quoted-printable can be the boundary: it would spell its = as =3D.
    return (
        f'Content-Type: multipart/alternative;\r\n boundary="={boundary}"\r\n'.encode()
        + b"".join(
            f"\r\n--={boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
            + _quoted_printable(text)
            for kind, text in (("plain", words.text), ("html", words.html))
        )
        + f"\r\n--={boundary}--\r\n".encode()
    )


def _quoted_printable(text: str) -> bytes:
    lines = text.encode("utf-8", "replace").splitlines()
    return b2a_qp(b"\r\n".join(lines) + b"\r\n", istext=True)
