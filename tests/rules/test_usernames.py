import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problems import Problem, ProblemCode
from rules.usernames import check_reserved, check_username, suggest_username

anything = st.text(st.characters(exclude_categories=()), max_size=150)


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


@given(anything, st.integers(0, 10**9))
def test_every_suggestion_is_a_username(name: str, attempt: int) -> None:
    assert check_username(suggest_username(name, attempt)) == suggest_username(name, attempt)


@given(anything)
def test_attempts_differ(name: str) -> None:
    assert len({suggest_username(name, attempt) for attempt in range(30)}) == 30


RESERVED = [
    "admin", "administrator", "support", "staff", "usher", "root", "system", "security", "help", "info", "postmaster",
    "abuse", "...", "___", "-.-", "adm1n", "4dm1n", "admin_", "a.d.m.i.n", ".support.", "5upport", "r00t", "he1p",
    "no-reply", "mailer-daemon", "member", "everyone", "greenfield.church", "greenf1eld-church", "greenfieldchurch",
]  # fmt: skip


@pytest.mark.parametrize("username", RESERVED)
def test_a_username_of_the_site_is_nobodys(username: str) -> None:
    assert check_username(username) == username
    outcome = check_reserved(username, "Greenfield Church")
    assert isinstance(outcome, Problem)
    assert outcome.code is ProblemCode.INVALID_VALUE


@pytest.mark.parametrize(
    "username",
    [
        "anna",
        "admin-2",
        "info.anna",
        "adminton",
        "mall",
        "roots",
        "anna-1",
        "a1l",
        "007",
        "1-1",
        "greenfield",
        "abu-53",
    ],
)
def test_other_usernames_are_free(username: str) -> None:
    outcome = check_reserved(username, "Greenfield Church")
    assert (outcome is None) is (username != "a1l"), "which reads like all"


@given(st.sampled_from(RESERVED) | anything, st.integers(0, 99), st.sampled_from(["", "Greenfield Church", "田中"]))
def test_no_suggestion_is_reserved(name: str, attempt: int, site_name: str) -> None:
    assert check_reserved(suggest_username(name, attempt, site_name), site_name) is None
