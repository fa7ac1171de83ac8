"""Validate typed text: NFC, length in code points, no characters that hide or break."""

import re
import unicodedata

from rules.cleaning import strip_invisible
from rules.problems import Problem, ProblemCode

MAX_NAME = 120
MAX_SUBJECT = 200
MAX_TEXT = 10_000

# Controls (with line breaks), Unicode line separators, bidi embeddings, overrides and isolates, and surrogates, which
# PostgreSQL cannot store.
_BAD_IN_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BAD_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Unicode's limit for "stream-safe" text. Sorting more marks would take quadratic time.
_MAX_MARKS = 30
# NFC composes at most four code points into one, so longer text cannot fit.
NFC_RATIO = 4


def check_line(text: str, limit: int, *path: str) -> str | Problem:
    """Return a field without invisible characters, or a problem: BLANK also for invisible characters alone."""
    if len(text) > NFC_RATIO * limit:
        return too_long(limit, path)
    return check_raw_line(strip_invisible(text), limit, *path)


def check_raw_line(text: str, limit: int, *path: str) -> str | Problem:
    """Like `check_line`, for text that cleaning would damage, such as a link."""
    if len(text) > NFC_RATIO * limit:
        return too_long(limit, path)
    if _is_blank(text):
        return Problem(ProblemCode.BLANK, "This must not be blank.", path)
    if _BAD_IN_LINE.search(text):
        message = "This must be one line, without control characters or characters that change the writing direction."
        return Problem(ProblemCode.INVALID_VALUE, message, path)
    return _normalise(text, limit, path)


def check_text(text: str, limit: int, *path: str, required: bool = True) -> str | Problem:
    r"""Return a trimmed field with ``\n`` line breaks, or a problem: BLANK only if `required`."""
    if len(text) > NFC_RATIO * limit:
        return too_long(limit, path)
    if _is_blank(strip_invisible(text)):
        return Problem(ProblemCode.BLANK, "This must not be blank.", path) if required else ""
    text = _LINE_BREAK.sub("\n", text).strip()
    if _BAD_IN_TEXT.search(text):
        return Problem(ProblemCode.INVALID_VALUE, "This must not contain control characters.", path)
    return _normalise(text, limit, path)


def stacks_marks(text: str) -> bool:
    if text.isascii():
        return False
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MAX_MARKS:
            return True
    return False


def _is_blank(text: str) -> bool:
    return not any(_is_visible(character) for character in text)


def _is_visible(character: str) -> bool:
    category = unicodedata.category(character)
    # A font may show private-use characters (Co). Cc and Cs show nothing, but deserve a clearer error than "blank".
    if category in ("Cc", "Cs"):
        return not character.isspace()
    return category[0] not in "ZC" or category == "Co"


def _normalise(text: str, limit: int, path: tuple[str, ...]) -> str | Problem:
    if stacks_marks(text):
        return Problem(ProblemCode.INVALID_VALUE, "This stacks too many accents on one letter.", path)
    normal = unicodedata.normalize("NFC", text)
    return too_long(limit, path) if len(normal) > limit else normal


def too_long(limit: int, path: tuple[str, ...]) -> Problem:
    return Problem(ProblemCode.TOO_LONG, f"This must not be longer than {limit:,} characters.", path)
