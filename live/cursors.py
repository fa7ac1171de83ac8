"""Cursors: a place in one stream, as clients hold it."""

import base64
import binascii

_VERSION = "1"
_LONGEST = 128
_LAST = 2**63 - 1


class BadCursor(ValueError):  # noqa: N818 - named as what the client did
    """Not a cursor of this stream: malformed, another stream's, or ahead of what has happened."""


class CursorExpired(LookupError):  # noqa: N818 - named as the contract's code
    """What came right after this cursor is no longer kept."""


def encode_cursor(topic: str, number: int) -> str:
    """Make the cursor that stands behind the event `number` of `topic`."""
    plain = f"{_VERSION}.{topic}.{number}".encode()
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def decode_cursor(text: str, topic: str) -> int:
    """The number behind which a cursor stands.

    Args:
        text: What the client sent.
        topic: The stream that it is to be used on.

    Raises:
        BadCursor: if it is malformed, or a cursor of another stream.
    """
    if not text.isascii() or len(text) > _LONGEST:
        raise BadCursor
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        version, named, digits = plain.split(".")
        number = int(digits)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise BadCursor from None
    # Encoding it again settles the rest: there is one way to write each place, and no other.
    if version != _VERSION or named != topic or not 0 <= number <= _LAST or text != encode_cursor(topic, number):
        raise BadCursor
    return number
