import re

import pytest

from rules import tokens
from rules.tokens import Secret
from tests.rules.keys import FOREIGN, NEW, OLD


@pytest.mark.parametrize("kind", Secret)
def test_secrets_are_long_and_random_and_start_with_their_kind(kind: Secret) -> None:
    made = {tokens.new_secret(kind) for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(rf"{kind.value}[A-Za-z0-9_-]{{43}}", secret) for secret in made)
    assert {tokens.secret_kind(secret) for secret in made} == {kind}


def test_a_text_without_a_known_prefix_has_no_secret_kind() -> None:
    assert tokens.secret_kind("") is None
    assert tokens.secret_kind("ush_x_" + "a" * 43) is None
    assert tokens.secret_kind(tokens.login_token((NEW,), 1, b"salt")) is None


def test_digest_is_sha256_and_takes_any_text() -> None:
    assert tokens.digest("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(tokens.digest("\ud800")) == 32


def test_new_secrets_come_from_the_newest_key() -> None:
    ring = (NEW, OLD)
    assert tokens.invitation_token(ring, 1, 0) == tokens.invitation_token((NEW,), 1, 0)
    assert tokens.login_token(ring, 1, b"salt") == tokens.login_token((NEW,), 1, b"salt")
    assert tokens.unseal((NEW,), tokens.seal(ring, b"data")) == b"data"


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


def test_a_key_has_one_fingerprint_of_32_hex_digits() -> None:
    assert tokens.key_fingerprint(NEW) == tokens.key_fingerprint(NEW)
    assert len({tokens.key_fingerprint(key) for key in (NEW, OLD, FOREIGN)}) == 3
    assert re.fullmatch(r"[0-9a-f]{32}", tokens.key_fingerprint(NEW))


def test_a_network_has_one_digest_for_each_key() -> None:
    of_new, of_old = tokens.network_digests((NEW, OLD), "192.0.2.7")
    assert (of_new,) == tokens.network_digests((NEW,), "192.0.2.7")
    assert (of_old,) == tokens.network_digests((OLD,), "192.0.2.7")
    assert of_new != of_old
    assert (
        len({of_new, *tokens.network_digests((NEW,), "192.0.2.8"), *tokens.network_digests((FOREIGN,), "192.0.2.7")})
        == 3
    )
