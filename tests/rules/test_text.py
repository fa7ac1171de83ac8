import time
import unicodedata

import pytest
from hypothesis import given

from rules.problems import Problem, ProblemCode
from rules.text import check_line, check_text, stacks_marks
from tests.rules.texts import any_text


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
def test_cleaned_text_is_cleaned_to_itself(typed: str) -> None:
    for check in (check_line, check_text):
        kept = check(typed, 50)
        if isinstance(kept, str):
            assert kept == unicodedata.normalize("NFC", kept)
            assert kept.encode()
            assert check(kept, 50) == kept


def test_hostile_marks_cost_little() -> None:
    start = time.process_time()
    outcome = check_text("a" + "\u0301\u0323" * 19_999, 10_000)
    assert time.process_time() - start < 1
    assert isinstance(outcome, Problem)
    assert outcome.code is ProblemCode.INVALID_VALUE
    assert not stacks_marks("a\u0301\u0323" * 100)
