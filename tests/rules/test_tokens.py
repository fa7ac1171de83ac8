import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import tokens
from rules.tokens import Secret
from tests.support.spellings import SPELLINGS, spelled

NEW, OLD, FOREIGN = b"n" * 32, b"o" * 32, b"f" * 32
ids = st.integers(1, 2**63 - 1)
versions = st.integers(0, 2**31 - 1)


@pytest.mark.parametrize("kind", Secret)
def test_secrets_are_long_random_and_tell_their_kind(kind: Secret) -> None:
    made = {tokens.new_secret(kind) for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(rf"{kind.value}[A-Za-z0-9_-]{{43}}", secret) for secret in made)
    assert {tokens.secret_kind(secret) for secret in made} == {kind}


def test_what_has_no_known_prefix_is_no_secret() -> None:
    assert tokens.secret_kind("") is None
    assert tokens.secret_kind("ush_x_" + "a" * 43) is None
    assert tokens.secret_kind(tokens.login_token((NEW,), 1, b"salt")) is None


def test_digest_is_sha256_and_takes_any_text() -> None:
    assert tokens.digest("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(tokens.digest("\ud800")) == 32


@given(ids, versions)
def test_an_invitation_token_reads_back(invitation_id: int, version: int) -> None:
    token = tokens.invitation_token((NEW, OLD), invitation_id, version)
    assert re.fullmatch(r"[A-Za-z0-9_-]{40}", token)
    assert tokens.read_invitation_token((NEW, OLD), token) == (invitation_id, version)


def test_each_version_has_its_own_token_and_always_the_same_one() -> None:
    made = [tokens.invitation_token((NEW,), number, version) for number in range(1, 20) for version in range(20)]
    assert len(set(made)) == len(made)
    assert tokens.invitation_token((NEW,), 1, 0) == made[0]


def test_new_secrets_come_from_the_newest_key() -> None:
    ring = (NEW, OLD)
    assert tokens.invitation_token(ring, 1, 0) == tokens.invitation_token((NEW,), 1, 0)
    assert tokens.login_token(ring, 1, b"salt") == tokens.login_token((NEW,), 1, b"salt")
    assert tokens.unseal((NEW,), tokens.seal(ring, b"data")) == b"data"


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


def test_a_login_token_is_found_again_by_its_digest_after_a_rotation() -> None:
    token = tokens.login_token((OLD,), 5, b"salt")
    stored = tokens.digest(token)
    assert tokens.find_login_token((NEW, OLD), 5, b"salt", stored) == token
    assert tokens.find_login_token((NEW,), 5, b"salt", stored) is None
    assert tokens.find_login_token((NEW, OLD), 6, b"salt", stored) is None
    assert tokens.find_login_token((NEW, OLD), 5, b"other", stored) is None


def test_a_login_token_differs_by_link_salt_and_key() -> None:
    made = [
        tokens.login_token((key,), link, salt) for key in (NEW, OLD) for link in (1, 2) for salt in (b"", b"a", b"b")
    ]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"ush_l_[A-Za-z0-9_-]{43}", token) for token in made)


def test_a_fingerprint_names_a_key_without_telling_it() -> None:
    assert tokens.key_fingerprint(NEW) == tokens.key_fingerprint(NEW)
    assert len({tokens.key_fingerprint(key) for key in (NEW, OLD, FOREIGN)}) == 3
    assert re.fullmatch(r"[0-9a-f]{32}", tokens.key_fingerprint(NEW))


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_what_is_sealed_opens_in_its_context_alone(data: bytes, context: bytes) -> None:
    sealed = tokens.seal((OLD,), data, context=context)
    assert tokens.unseal((NEW, OLD), sealed, context=context) == data
    assert tokens.unseal((NEW, OLD), sealed, context=context + b"!") is None
    assert tokens.unseal((NEW, FOREIGN), sealed, context=context) is None


def test_sealing_hides_and_guards_the_data() -> None:
    sealed = tokens.seal((NEW,), b"the secret answer")
    assert b"secret" not in sealed
    assert sealed != tokens.seal((NEW,), b"the secret answer")
    for place in range(len(sealed)):
        spoilt = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
        assert tokens.unseal((NEW,), spoilt) is None


@pytest.mark.parametrize("length", [0, 5, 12, 27])
def test_what_is_too_short_to_have_been_sealed_does_not_open(length: int) -> None:
    assert tokens.unseal((NEW,), bytes(length)) is None


def test_a_network_is_known_by_every_key_and_told_by_none() -> None:
    of_new, of_old = tokens.network_digests((NEW, OLD), "192.0.2.7")
    assert (of_new,) == tokens.network_digests((NEW,), "192.0.2.7")
    assert (of_old,) == tokens.network_digests((OLD,), "192.0.2.7")
    assert of_new != of_old
    assert (
        len({of_new, *tokens.network_digests((NEW,), "192.0.2.8"), *tokens.network_digests((FOREIGN,), "192.0.2.7")})
        == 3
    )
