"""Invitation tokens: each has one spelling, and works only while its key is listed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import tokens
from tests.rules.keys import FOREIGN, NEW, OLD
from tests.support.spellings import SPELLINGS, spelled

ids = st.integers(1, 2**63 - 1)
versions = st.integers(0, 2**31 - 1)


@given(ids, versions)
def test_an_invitation_token_reads_back(invitation_id: int, version: int) -> None:
    token = tokens.invitation_token((NEW, OLD), invitation_id, version)
    assert re.fullmatch(r"[A-Za-z0-9_-]{40}", token)
    assert tokens.read_invitation_token((NEW, OLD), token) == (invitation_id, version)


def test_each_version_has_its_own_token_and_always_the_same_one() -> None:
    made = [tokens.invitation_token((NEW,), number, version) for number in range(1, 20) for version in range(20)]
    assert len(set(made)) == len(made)
    assert tokens.invitation_token((NEW,), 1, 0) == made[0]


def test_a_token_of_an_older_key_works_while_that_key_is_listed() -> None:
    token = tokens.invitation_token((OLD,), 7, 2)
    assert tokens.read_invitation_token((NEW, OLD), token) == (7, 2)
    assert tokens.read_invitation_token((OLD, NEW), token) == (7, 2)
    assert tokens.read_invitation_token((NEW, FOREIGN), token) is None


@given(ids, versions, st.integers(0, 39), st.sampled_from("ABCXYZabcxyz019_-"))
def test_changing_any_character_spoils_a_token(invitation_id: int, version: int, place: int, other: str) -> None:
    token = tokens.invitation_token((NEW,), invitation_id, version)
    forged = token[:place] + other + token[place + 1 :]
    assert (tokens.read_invitation_token((NEW,), forged) is not None) == (forged == token)


@given(st.text(max_size=60))
def test_any_other_text_is_no_invitation_token(text: str) -> None:
    assert tokens.read_invitation_token((NEW, OLD), text) is None


@pytest.mark.parametrize(
    "dress", ["{}A", "{}_", "-{}", "A{}", "{}/{}", "{} {}", "{}\n{}", "", "https://x.example/groups/{}"]
)
def test_a_token_has_one_spelling(dress: str) -> None:
    token = tokens.invitation_token((NEW,), 1, 1)
    assert tokens.read_invitation_token((NEW,), dress.format(token, token)) is None


@pytest.mark.parametrize("dress", SPELLINGS)
def test_a_token_is_read_as_it_is_handed_on(dress: str) -> None:
    token = tokens.invitation_token((NEW,), 1, 1)
    assert tokens.read_invitation_token((NEW,), spelled(dress, "join", token)) == (1, 1)
    login = tokens.login_token((NEW,), 7, b"salt")
    assert tokens.login_token_digest(spelled(dress, "login", login)) == tokens.digest(login)


def test_the_standard_base64_alphabet_is_not_taken() -> None:
    token = next(t for n in range(99) if "_" in (t := tokens.invitation_token((NEW,), n, 0)))
    assert tokens.read_invitation_token((NEW,), token.replace("_", "/")) is None
