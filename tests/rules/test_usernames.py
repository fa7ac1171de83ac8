import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problems import Problem, ProblemCode
from rules.usernames import check_username, suggest_username
from tests.rules.texts import any_text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("anna", "anna"),
        (" Anna.Smith ", "anna.smith"),
        ("a-1", "a-1"),
        ("_._", "_._"),
        ("x" * 32, "x" * 32),
        ("@anna", "anna"),
        (" \u200b@Anna\u00a0", "anna"),
        ("＠anna", "anna"),
        ("an\u00adna", "anna"),
    ],
)
def test_a_username_is_kept_in_lower_case(typed: str, expected: str) -> None:
    assert check_username(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ProblemCode.BLANK),
        (" \t", ProblemCode.BLANK),
        ("ab", ProblemCode.INVALID_VALUE),
        ("x" * 33, ProblemCode.TOO_LONG),
        ("anna smith", ProblemCode.INVALID_VALUE),
        ("anna@example", ProblemCode.INVALID_VALUE),
        ("@@anna", ProblemCode.INVALID_VALUE),
        ("@", ProblemCode.BLANK),
        (" " * 1_000_000, ProblemCode.TOO_LONG),
        ("zoë", ProblemCode.INVALID_VALUE),
        ("\u212aelvin", ProblemCode.INVALID_VALUE),
        ("anna\nb", ProblemCode.INVALID_VALUE),
        ("anna\x00", ProblemCode.INVALID_VALUE),
        ("１２３", ProblemCode.INVALID_VALUE),
    ],
)
def test_a_username_is_refused(typed: str, expected: ProblemCode) -> None:
    outcome = check_username(typed)
    assert isinstance(outcome, Problem)
    assert outcome.code is expected


@pytest.mark.parametrize(
    ("name", "attempt", "expected"),
    [
        ("Anna Smith", 0, "anna.smith"),
        ("Anna Smith", 1, "anna.smith-2"),
        ("Anna Smith", 41, "anna.smith-42"),
        ("Zoë Müller-Lüdenscheidt", 0, "zoe.muller.ludenscheidt"),
        ("Søren Øre Łoś", 0, "soren.ore.los"),
        ("O'Brien", 0, "o.brien"),
        ("Bo", 0, "bo.member"),
        ("田中", 0, "member-1"),
        ("田中", 2, "member-3"),
        ("🎉", 0, "member-1"),
        ("Admin", 0, "admin-1"),
        ("admin.", 1, "admin-2"),
        ("R00t", 0, "r00t-1"),
        ("Info Help", 0, "info.help"),
        ("x" * 40, 0, "x" * 32),
        ("x" * 40, 9, "x" * 29 + "-10"),
        ("x" * 31 + " y", 0, "x" * 31),
    ],
)
def test_a_suggestion_is_made_from_the_name(name: str, attempt: int, expected: str) -> None:
    assert suggest_username(name, attempt) == expected


@given(any_text, st.integers(0, 10**9))
def test_every_suggestion_is_a_username(name: str, attempt: int) -> None:
    assert check_username(suggest_username(name, attempt)) == suggest_username(name, attempt)


@given(any_text)
def test_attempts_differ(name: str) -> None:
    assert len({suggest_username(name, attempt) for attempt in range(30)}) == 30
