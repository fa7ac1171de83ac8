"""Texts of one line: one form for what people type, and what is refused."""

import pytest
from hypothesis import given

from rules.problems import Problem, ProblemCode
from rules.text import check_line
from tests.rules.texts import any_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna Smith  ", "Anna Smith"),
        ("\u00a0Anna\u3000", "Anna"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("👩‍👩‍👧 family 🇳🇱", "👩‍👩‍👧 family 🇳🇱"),
        ("שלום \u200fעולם", "שלום \u200fעולם"),
        ("می‌خواهم", "می‌خواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("❤️", "❤️"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("🧗🏽‍♀️ 1️⃣", "🧗🏽‍♀️ 1️⃣"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("Anna\n", "Anna"),
        ("\tAnna\r\n", "Anna"),
        ("\u202aAnna\u202c", "Anna"),
        ("\u2066Anna\u2069\u200f", "Anna"),
        ("An\u00adna\u200b Sm\u200dith\ufeff", "Anna Smith"),
        ("An\u200fna", "Anna"),
        ("Anna\U000e0041\U000e0042", "Anna"),
        ("A\ufe0fnna", "Anna"),
        ("Anna\u3164", "Anna"),
        ("Paul O’Kane", "Paul O'Kane"),
        ("‘Anna’", "‘Anna’"),
        ("<b>Anna</b>", "<b>Anna</b>"),
        ("\ue000", "\ue000"),
        ("x" * 120, "x" * 120),
        ("😀" * 120, "😀" * 120),
        ("e\u0301" * 120, "\u00e9" * 120),
    ],
)
def test_a_line_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert check_line(typed, 120) == kept


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ProblemCode.BLANK),
        (" \t\n ", ProblemCode.BLANK),
        ("\u200b\ufeff\u2060\u00ad", ProblemCode.BLANK),
        ("\u3164\u2800\u115f", ProblemCode.BLANK),
        ("x" * 121, ProblemCode.TOO_LONG),
        ("\u00e9" * 121, ProblemCode.TOO_LONG),
        ("x" * 1_000_000, ProblemCode.TOO_LONG),
        ("a\x00b", ProblemCode.INVALID_VALUE),
        ("\x00", ProblemCode.INVALID_VALUE),
        ("a\tb", ProblemCode.INVALID_VALUE),
        ("a\nBcc: b@c.org", ProblemCode.INVALID_VALUE),
        ("a\r\nb", ProblemCode.INVALID_VALUE),
        ("a\u2028b", ProblemCode.INVALID_VALUE),
        ("a\u2029b", ProblemCode.INVALID_VALUE),
        ("a\x85b", ProblemCode.INVALID_VALUE),
        ("a\x7fb", ProblemCode.INVALID_VALUE),
        ("gpj.\u202eexe", ProblemCode.INVALID_VALUE),
        ("a\u2066b\u2069c", ProblemCode.INVALID_VALUE),
        ("\x1fanna\x1f", ProblemCode.INVALID_VALUE),
        ("\ufe0f", ProblemCode.BLANK),
        ("\U000e0041\U000e007f", ProblemCode.BLANK),
        ("\u200d\u200c\u200e\u202e", ProblemCode.BLANK),
        (" " * 1_000_000, ProblemCode.TOO_LONG),
        ("a\ud800b", ProblemCode.INVALID_VALUE),
        ("\udfff", ProblemCode.INVALID_VALUE),
        ("a" + "\u0301" * 31, ProblemCode.INVALID_VALUE),
        ("a" + "\u0301" * 1_000, ProblemCode.TOO_LONG),
    ],
)
def test_a_line_is_refused(typed: str, expected: ProblemCode) -> None:
    outcome = check_line(typed, 120, "input", "name")
    assert isinstance(outcome, Problem)
    assert (outcome.code, outcome.path) == (expected, ("input", "name"))


@given(any_text)
def test_a_line_that_is_accepted_is_one_line_for_everyone(typed: str) -> None:
    kept = check_line(typed, 50)
    if isinstance(kept, str):
        assert kept.splitlines() == [kept]
