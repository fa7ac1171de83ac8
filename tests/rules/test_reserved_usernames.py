"""Usernames that only the site itself may be taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problems import Problem, ProblemCode
from rules.usernames import check_reserved, check_username, suggest_username
from tests.rules.texts import any_text

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


@given(st.sampled_from(RESERVED) | any_text, st.integers(0, 99), st.sampled_from(["", "Greenfield Church", "田中"]))
def test_no_suggestion_is_reserved(name: str, attempt: int, site_name: str) -> None:
    assert check_reserved(suggest_username(name, attempt, site_name), site_name) is None
