"""What may be typed into a field: one form of Unicode, a length in code points, nothing that hides or breaks."""

import re
import unicodedata

from rules.cleaning import visible
from rules.problems import Code, Problem

NAME = 120
SUBJECT = 200
LONG = 10_000

# Controls (line breaks among them), the separators that break lines too, bidi embeddings, overrides and
# isolates, and surrogates, which PostgreSQL cannot store.
_BAD_IN_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BAD_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Unicode's own bound for "stream-safe" text. Without one, sorting the marks takes time by their square.
_MOST_MARKS = 30
# No character of NFC is made of more than four, so what is longer cannot fit: it is not even looked at.
MOST_TO_ONE = 4


def one_line(text: str, limit: int, *path: str) -> str | Problem:
    """Check a one-line field and return it in NFC, as it is seen: see :func:`rules.cleaning.visible`.

    Args:
        text: what was typed.
        limit: the most code points.
        path: where the field is in the input.

    Returns:
        The text, or BLANK (also where only invisible characters are left), TOO_LONG, or INVALID_VALUE for
        controls, line breaks and bidi overrides within, and for lone surrogates.
    """
    if len(text) > MOST_TO_ONE * limit:
        return too_long(limit, path)
    return line_as_given(visible(text), limit, *path)


def line_as_given(text: str, limit: int, *path: str) -> str | Problem:
    """Check a one-line field, such as a link, that cleaning would change; return it in NFC. Fails as `one_line` does."""
    if len(text) > MOST_TO_ONE * limit:
        return too_long(limit, path)
    if _is_blank(text):
        return Problem(Code.BLANK, "This must not be blank.", path)
    if _BAD_IN_LINE.search(text):
        message = "This must be one line, without control characters or characters that turn the writing round."
        return Problem(Code.INVALID_VALUE, message, path)
    return _normal(text, limit, path)


def many_lines(text: str, limit: int, *path: str, required: bool = True) -> str | Problem:
    """Check a field of several lines and return it in NFC, with ``\\n`` line breaks, without blank ends.

    Args:
        text: what was typed.
        limit: the most code points.
        path: where the field is in the input.
        required: whether blank is BLANK; else it is the empty text.

    Returns:
        The text, or BLANK, TOO_LONG, or INVALID_VALUE for NUL, other controls and lone surrogates.
    """
    if len(text) > MOST_TO_ONE * limit:
        return too_long(limit, path)
    if _is_blank(visible(text)):
        return Problem(Code.BLANK, "This must not be blank.", path) if required else ""
    text = _LINE_BREAK.sub("\n", text).strip()
    if _BAD_IN_TEXT.search(text):
        return Problem(Code.INVALID_VALUE, "This must not hold control characters.", path)
    return _normal(text, limit, path)


def stacks_marks(text: str) -> bool:
    """Whether more combining marks follow one another than any language writes."""
    if text.isascii():
        return False
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MOST_MARKS:
            return True
    return False


def _is_blank(text: str) -> bool:
    return not any(_is_visible(character) for character in text)


def _is_visible(character: str) -> bool:
    category = unicodedata.category(character)
    # Co: a font may well have something there. Cc and Cs show nothing, but are worth more than "blank".
    if category in ("Cc", "Cs"):
        return not character.isspace()
    return category[0] not in "ZC" or category == "Co"


def _normal(text: str, limit: int, path: tuple[str, ...]) -> str | Problem:
    if stacks_marks(text):
        return Problem(Code.INVALID_VALUE, "This stacks too many accents on one letter.", path)
    normal = unicodedata.normalize("NFC", text)
    return too_long(limit, path) if len(normal) > limit else normal


def too_long(limit: int, path: tuple[str, ...]) -> Problem:
    """TOO_LONG, with the most characters of a field."""
    return Problem(Code.TOO_LONG, f"This must not be longer than {limit:,} characters.", path)
