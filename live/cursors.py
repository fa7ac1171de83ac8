"""Cursors: a place in one stream, as clients hold it, in one epoch of the database.

A database that was restored from a backup numbers its events from an earlier place again, so a cursor from before
must not be taken for one of now. Restoring begins a new epoch (`usher restored`), and each cursor names its own.
"""

import base64
import binascii
import re
from dataclasses import dataclass

_VERSION = "2"
_LONGEST = 128
_LAST = 2**63 - 1


class InvalidCursorError(ValueError):
    """Not a cursor of this stream: malformed, another stream's, or ahead of what has happened."""


class CursorExpiredError(LookupError):
    """What came right after this cursor is no longer kept, or counts in another way by now.

    A restored backup begins another history, and another version may write its cursors in another way.
    """


@dataclass(frozen=True, slots=True)
class Place:
    """The number behind which a cursor stands, and the epoch in which it counts."""

    epoch: str
    number: int


def encode_cursor(epoch: str, topic: str, number: int) -> str:
    """Make the cursor that stands behind the event `number` of `topic`."""
    plain = f"{_VERSION}.{epoch}.{topic}.{number}".encode()
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def decode_cursor(text: str, topic: str) -> Place:
    """The place behind which a cursor stands.

    Args:
        text: What the client sent.
        topic: The stream that it is to be used on.

    Raises:
        InvalidCursorError: if it is malformed, or a cursor of another stream.
        CursorExpiredError: if another version of Usher made it.
    """
    if not text.isascii() or len(text) > _LONGEST:
        raise InvalidCursorError
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        version, *parts = plain.split(".")
        if topic in parts and version != _VERSION and re.fullmatch("[1-9][0-9]?", version):
            raise CursorExpiredError
        epoch, named, digits = parts
        number = int(digits)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise InvalidCursorError from None
    # Encoding it again settles the rest: there is one way to write each place, and no other.
    fits = version == _VERSION and named == topic and 0 <= number <= _LAST
    if not fits or text != encode_cursor(epoch, topic, number):
        raise InvalidCursorError
    return Place(epoch, number)
