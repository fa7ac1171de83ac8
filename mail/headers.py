"""Build mail headers from user input that cannot break out of its header.

`email.message`, which builds the body, is not used here. In Python 3.11 its folding inserts blanks into long names
beyond ASCII, and it decodes a name that spells an encoded word, so that one with a line break starts a new header.
"""

import re
import textwrap
import unicodedata
from base64 import b64encode
from collections.abc import Iterator

from rules.addresses import smtp_address

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_SEPARATORS = re.compile(r"""[<>()\[\]{}"\\;:,|\u2039\u203a\u27e8\u27e9\u2329\u232a\u3008\u3009]+""")
_IN_AN_ADDRESS = re.compile(r"@|://")
_LIKE_A_DOMAIN = re.compile(r"(?<=\w)\.(?=\w)")
_QUOTED = re.compile(r'([\\"])')
_MAX_NAME = 80
_MAX_CHARACTERS = 300
_LINE = 66
# 39 bytes make an encoded word of 64 characters, which fits on a line with the header's name.
_BYTES_IN_WORD = 39


def single_line(text: str) -> str:
    """Remove line breaks, control characters and marks of writing direction."""
    return _BREAKS.sub(" ", text).strip()[:_MAX_CHARACTERS]


def encode_text(text: str) -> str:
    """Encode and fold a header of free text, such as a subject."""
    line = single_line(text)
    if _is_plain(line):
        lines = textwrap.wrap(line, _LINE, break_long_words=False, break_on_hyphens=False)
        if all(len(part) <= _LINE for part in lines):
            return "\r\n ".join(lines)
    return _encode(line)


def display_name(name: str) -> str:
    """Return a name for a sender or recipient without anything that could be read as an address.

    Words with any form of @ and links are removed, address separators become blanks, and a blank follows each full
    stop, so that no domain remains.
    """
    words = unicodedata.normalize("NFKC", single_line(name)).split()
    kept = _SEPARATORS.sub(" ", " ".join(word for word in words if not _IN_AN_ADDRESS.search(word)))
    kept = _LIKE_A_DOMAIN.sub(". ", kept)
    return " ".join(kept.split())[:_MAX_NAME].rstrip()


def encode_address(address: str, name: str | None = None) -> str:
    """Build a header with one address. A local part beyond ASCII needs SMTPUTF8."""
    line = single_line(name or "")
    if not line:
        return smtp_address(address)
    phrase = '"' + _QUOTED.sub(r"\\\1", line) + '"' if _is_plain(line) and len(line) <= _LINE else _encode(line)
    return f"{phrase}\r\n <{smtp_address(address)}>"


def _is_plain(line: str) -> bool:
    """Return whether the line needs no encoding: printable ASCII without the start of an encoded word."""
    return line.isascii() and line.isprintable() and "=?" not in line


def _encode(line: str) -> str:
    words = (f"=?utf-8?b?{b64encode(piece).decode()}?=" for piece in _pieces(line))
    return "\r\n ".join(words)


def _pieces(line: str) -> Iterator[bytes]:
    """Cut a line into pieces of whole characters, each short enough for one encoded word."""
    piece = b""
    for character in line:
        more = character.encode("utf-8", "replace")
        if len(piece) + len(more) > _BYTES_IN_WORD:
            yield piece
            piece = b""
        piece += more
    yield piece
