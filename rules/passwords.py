"""Password strength by guessable pieces: the fewer pieces make up a password, the weaker it is.

Pieces are common passwords (also with digits for letters, or reversed), keyboard walks and trailing digits.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import idna

from rules.problems import Problem, ProblemCode
from rules.search import split_words

MIN_LENGTH = 10
MAX_LENGTH = 1024

_MIN_PIECES = 3
_MIN_DISTINCT = 5
# A date's worth of digits and signs, or two letters, do not turn one's own name into a password.
_MAX_ADDED = 8
_LETTER_WEIGHT = 4
_MAX_PERSONAL = 300
_WALKS = (
    "abcdefghijklmnopqrstuvwxyzabc",
    "12345678901234567890",
    "`1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiopü",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "zaq1xsw2cde3vfr4bgt5nhy6mju7",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1a2b3c4d5e6f7g8h9i",
    "a1b2c3d4e5f6g7h8i9",
    "1a2s3d4f5g6h7j8k9l",
    "13579 24680 02468 97531",
)
_ALL_WALKS = "\n".join([*_WALKS, *(walk[::-1] for walk in _WALKS)])
_MIN_WALK = 3
# Digits or signs added at the start to satisfy a password rule.
_HEAD = re.compile(r"\A[^a-z]{1,2}(?=[a-z])")
_TAIL = re.compile(r"[^a-z]{1,6}\Z")
_PAIR = re.compile(r"(.)\1", re.DOTALL)
_SIGNS = "0134578@$!+|"
_LETTERS = (str.maketrans(_SIGNS, "oieastbasitl"), str.maketrans(_SIGNS, "oleastbasltl"))


def check_password(
    password: str, *, address: str, name: str, username: str = "", site: Iterable[str] = ()
) -> Problem | None:
    """Return WEAK_PASSWORD with advice, or None for a good password. `site` is the site's name and hosts."""
    if len(password) < MIN_LENGTH:
        return _weak(f"A password needs at least {MIN_LENGTH} characters. Several words in a row will do.")
    if len(password) > MAX_LENGTH:
        return _weak(f"A password has at most {MAX_LENGTH:,} characters.")
    if _is_personal(password, [address, name, username, *site]):
        message = (
            "A password must not be your address, your name or this site's. Several unrelated words in a row will do."
        )
        return _weak(message)
    if _is_common(password.lower()):
        return _weak("This is one of the passwords tried first. Several unrelated words in a row will do.")
    return None


def bytes_to_hash(password: str) -> bytes:
    """Return the bytes to hash. NFC, because keyboards compose accents differently; cut, to bound the cost."""
    return unicodedata.normalize("NFC", password[: MAX_LENGTH + 1]).encode("utf-8", "surrogatepass")


def _weak(message: str) -> Problem:
    return Problem(ProblemCode.WEAK_PASSWORD, message, ("password",))


def _is_common(password: str) -> bool:
    if len(set(password)) < _MIN_DISTINCT:
        return True
    once = _without_repeats(password)
    readings = {once, _HEAD.sub("", once), _PAIR.sub(r"\1", once)}
    return min(map(_count_pieces, readings)) < _MIN_PIECES


def _without_repeats(password: str) -> str:
    """Return ``abc`` for ``abcabcab``; other text unchanged."""
    periods = range(1, len(password) // 2 + 1)
    return password[: next((period for period in periods if password[period:] == password[:-period]), None)]


def _count_pieces(text: str) -> int:
    """Return the fewest pieces that make up the text. A character outside any piece counts as one."""
    spellings = (text, *(text.translate(letters) for letters in _LETTERS))
    fewest = [0] + [len(text)] * len(text)
    for start in range(len(text)):
        for end in _piece_ends(text, spellings, start):
            fewest[end] = min(fewest[end], fewest[start] + 1)
    return fewest[-1]


def _piece_ends(text: str, spellings: tuple[str, ...], start: int) -> Iterator[int]:
    yield start + 1
    yield from _walk_ends(text, start)
    if _TAIL.match(text, start):
        yield len(text)
    common, longest = _common_passwords()
    for end in range(start + 3, min(start + longest, len(text)) + 1):
        if any(spelling[start:end] in common for spelling in spellings):
            yield end


def _walk_ends(text: str, start: int) -> Iterator[int]:
    same = start
    while same < len(text) and text[same] == text[start]:
        same += 1
    walk = start + _MIN_WALK
    while walk <= len(text) and text[start:walk] in _ALL_WALKS:
        yield walk
        walk += 1
    if same - start >= _MIN_WALK:
        yield same


@cache
def _common_passwords() -> tuple[frozenset[str], int]:
    listed = Path(__file__).with_name("common_passwords.txt").read_text("ascii").split()
    return frozenset(listed) | {word[::-1] for word in listed}, max(map(len, listed))


def _is_personal(password: str, texts: Iterable[str]) -> bool:
    """Check whether all but a few characters come from names of the account and the site, in any order."""
    if len(password) > _MAX_PERSONAL:
        return False
    names = [spelling for text in texts for spelling in _spellings(text)]
    whole = {"".join(split_words(text)) for text in names}
    typed = "".join(split_words(password))
    if typed in whole:
        return True
    signs = sum(not (character.isalnum() or character.isspace()) for character in password)
    return signs + _count_left_over(typed, whole.union(*map(split_words, names))) <= _MAX_ADDED


def _spellings(text: str) -> Iterator[str]:
    """Yield a name, host or address; for an address also its two halves, and its domain in both IDNA forms."""
    local_part, _, domain = text.rpartition("@")
    yield from (text, local_part, domain)
    with suppress(idna.IDNAError):
        yield from (f"{local_part}@{form}" for form in (idna.encode(domain).decode(), idna.decode(domain)))


def _count_left_over(text: str, parts: set[str]) -> int:
    fewest = [0] + [len(text) * _LETTER_WEIGHT] * len(text)
    for start, character in enumerate(text):
        fewest[start + 1] = min(fewest[start + 1], fewest[start] + (_LETTER_WEIGHT if character.isalpha() else 1))
        for part in parts:
            if len(part) > 1 and text.startswith(part, start):
                fewest[start + len(part)] = min(fewest[start + len(part)], fewest[start])
    return fewest[-1]
