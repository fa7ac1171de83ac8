"""Cursors: positions in a stream, valid within one epoch of the database.

A database restored from a backup gives out event numbers a second time, so older cursors must not be accepted.
Restoring therefore begins a new epoch (`usher restored`), and each cursor contains its epoch.
"""

import base64
import binascii
import re
from dataclasses import dataclass

_VERSION = "2"
_MAX_LENGTH = 128
_LAST = 2**63 - 1


class InvalidCursorError(ValueError):
    """Not a cursor of this stream: malformed, another stream's, or ahead of the last event."""


class CursorExpiredError(LookupError):
    """The events after this cursor are deleted, or the cursor is from another epoch or version."""


@dataclass(frozen=True, slots=True)
class CursorPosition:
    """The event number after which a cursor stands, and its epoch."""

    epoch: str
    number: int


def encode_stream_cursor(epoch: str, topic: str, number: int) -> str:
    plain = f"{_VERSION}.{epoch}.{topic}.{number}".encode()
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def decode_stream_cursor(text: str, topic: str) -> CursorPosition:
    """Parse a client's cursor; raise InvalidCursorError, or CursorExpiredError if another version of Usher made it."""
    if not text.isascii() or len(text) > _MAX_LENGTH:
        raise InvalidCursorError
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        version, *parts = plain.split(".")
        if topic in parts and version != _VERSION and re.fullmatch("[1-9][0-9]?", version):
            raise CursorExpiredError
        epoch, of_topic, digits = parts
        number = int(digits)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise InvalidCursorError from None
    # Comparing with the re-encoded cursor rejects every non-canonical spelling.
    fits = version == _VERSION and of_topic == topic and 0 <= number <= _LAST
    if not fits or text != encode_stream_cursor(epoch, topic, number):
        raise InvalidCursorError
    return CursorPosition(epoch, number)
