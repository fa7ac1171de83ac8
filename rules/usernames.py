"""Usernames: what one may look like, and making one from a name."""

import re

from rules.problems import Code, Problem
from rules.search import words

SHORTEST = 3
LONGEST = 32

_USERNAME = re.compile(r"[a-z0-9._-]{3,32}")
_NOT_ALLOWED = re.compile(r"[^a-z0-9]")
_INVALID = Problem(
    Code.INVALID_VALUE,
    f"A username has {SHORTEST} to {LONGEST} characters: letters a to z, digits, dots, dashes and _.",
)
# For names that leave nothing to write in plain letters.
_FALLBACK = "member"


def check(text: str) -> str | Problem:
    """Return the username in lower case, which is how it is stored and compared.

    Returns:
        The username; BLANK, TOO_LONG, or INVALID_VALUE for other characters and for fewer than three.
    """
    text = text.strip()
    if not text:
        return Problem(Code.BLANK, "Please give a username.")
    if len(text) > LONGEST:
        return Problem(Code.TOO_LONG, f"A username has at most {LONGEST} characters.")
    username = text.lower()
    # Lower case makes ASCII of a few other letters, such as the Kelvin sign.
    if not text.isascii() or not _USERNAME.fullmatch(username):
        return _INVALID
    return username


def suggest(name: str, attempt: int = 0) -> str:
    """Make a username from a name: ``anna.smith``, on the next attempts ``anna.smith-2``, ``anna.smith-3``.

    Args:
        name: any text.
        attempt: 0 first, one more each time the suggestion is taken.

    Returns:
        A valid username, always the same for the same arguments.
    """
    plain = (_NOT_ALLOWED.sub("", word) for word in words(name))
    base = ".".join(word for word in plain if word)
    if len(base) < SHORTEST:
        base = f"{base}.{_FALLBACK}" if base else _FALLBACK
    number = f"-{attempt + 1}" if attempt else ""
    return base[: LONGEST - len(number)].rstrip(".") + number
