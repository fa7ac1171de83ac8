import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problems import Problem, ProblemCode
from rules.text import check_line, check_text, stacks_marks

any_text = st.text(st.characters(exclude_categories=()), max_size=60)


def code(outcome: str | Problem) -> ProblemCode | str:
    return outcome.code if isinstance(outcome, Problem) else outcome


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("\n\n  a\n\n  b\t c \n\n", "a\n\n  b\t c"),
        ("gpj.\u202eexe", "gpj.\u202eexe"),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_lines_are_kept(typed: str, kept: str) -> None:
    assert check_text(typed, 10_000) == kept


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" \n ", ProblemCode.BLANK),
        ("x" * 10_001, ProblemCode.TOO_LONG),
        ("a\x00b", ProblemCode.INVALID_VALUE),
        ("a\x1b[31m", ProblemCode.INVALID_VALUE),
        ("a\ud800", ProblemCode.INVALID_VALUE),
    ],
)
def test_lines_are_refused(typed: str, expected: ProblemCode) -> None:
    outcome = check_text(typed, 10_000, "body")
    assert isinstance(outcome, Problem)
    assert (outcome.code, outcome.path) == (expected, ("body",))


def test_blank_lines_are_empty_where_nothing_is_required() -> None:
    assert check_text(" \n\u200b", 10, required=False) == ""


@given(any_text)
def test_what_is_accepted_is_accepted_again_and_stays_the_same(typed: str) -> None:
    for check in (check_line, check_text):
        kept = check(typed, 50)
        if isinstance(kept, str):
            assert kept == unicodedata.normalize("NFC", kept)
            assert kept.encode()
            assert check(kept, 50) == kept


@given(any_text)
def test_a_line_that_is_accepted_is_one_line_for_everyone(typed: str) -> None:
    kept = check_line(typed, 50)
    if isinstance(kept, str):
        assert kept.splitlines() == [kept]


def test_hostile_marks_cost_little() -> None:
    start = time.process_time()
    assert code(check_text("a" + "\u0301\u0323" * 19_999, 10_000)) is ProblemCode.INVALID_VALUE
    assert time.process_time() - start < 1
    assert not stacks_marks("a\u0301\u0323" * 100)
