"""Any text is judged and hashed, in characters and not in bytes."""

from hypothesis import given
from hypothesis import strategies as st

from rules.passwords import bytes_to_hash, check_password
from rules.problems import Problem
from tests.rules.passwords import refused
from tests.rules.texts import any_text


@given(any_text, st.text(max_size=20))
def test_any_text_is_judged_and_can_be_hashed(password: str, name: str) -> None:
    outcome = check_password(password, address="a@x.org", name=name)
    assert outcome is None or isinstance(outcome, Problem)
    assert isinstance(bytes_to_hash(password), bytes)


def test_the_same_password_from_another_keyboard_is_the_same() -> None:
    assert bytes_to_hash("cafe\u0301 Zu\u0308rich") == bytes_to_hash("caf\u00e9 Z\u00fcrich")
    assert bytes_to_hash(" Aa ") != bytes_to_hash("Aa")
    assert bytes_to_hash("a\ud800") != bytes_to_hash("a")


def test_what_is_too_long_stays_too_long_and_costs_no_more() -> None:
    long = "x7" * 512
    assert bytes_to_hash(long + "y") != bytes_to_hash(long)
    assert bytes_to_hash(long + "yz") == bytes_to_hash(long + "y" * 1_000_000)


def test_length_is_counted_in_characters() -> None:
    assert refused("jx8#kQ2!v")
    assert not refused("jx8#kQ2!vé")
    assert refused("ééééüüü")
    long = "".join(chr(0x4E00 + n) for n in range(1024))
    assert not refused(long)
    assert refused(long + "x")
