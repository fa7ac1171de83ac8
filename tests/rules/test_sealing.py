"""What is sealed: it opens in its context alone, and hides and guards its data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import tokens
from tests.rules.keys import FOREIGN, NEW, OLD


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_sealed_data_opens_only_in_its_context(data: bytes, context: bytes) -> None:
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
def test_data_too_short_to_be_sealed_does_not_open(length: int) -> None:
    assert tokens.unseal((NEW,), bytes(length)) is None
