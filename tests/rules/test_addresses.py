import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.addresses import canonical, mask, needs_smtputf8, smtp_address
from tests.rules.texts import any_text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("anna@example.org", "anna@example.org"),
        ("  Anna.Smith@EXAMPLE.Org\n", "anna.smith@example.org"),
        ("anna+group@example.co.uk", "anna+group@example.co.uk"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("a@example.test", "a@example.test"),
        ("a@mail.localhost", "a@mail.localhost"),
        ("a@intranet.local", "a@intranet.local"),
        ("a@example.com", "a@example.com"),
        ("a@7-eleven.example", "a@7-eleven.example"),
        ("anna@BÜCHER.example", "anna@bücher.example"),
        ("anna@xn--bcher-kva.example", "anna@bücher.example"),
        ("anna@bu\u0308cher.example", "anna@bücher.example"),
        ("anna@example。org", "anna@example.org"),
        ("Ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "anna@example.org"),
        ("ZOË@example.org", "zoë@example.org"),
        ("zoe\u0308@example.org", "zoë@example.org"),
        ("ZOË@bücher.test", "zoë@bücher.test"),
        ("straße@example.org", "straße@example.org"),
        ("用户@例え.jp", "用户@例え.jp"),
        ("x" * 64 + "@example.org", "x" * 64 + "@example.org"),
        ("\u00a0\u200banna@example.org\ufeff\u3000", "anna@example.org"),
        ("\u202aanna@example.org\u202c", "anna@example.org"),
        ("\u2068anna@example.org\u2069\u200f", "anna@example.org"),
        ("anna\u00ad@exam\u200bple.org", "anna@example.org"),
        ("anna@example.org\U000e0041\ufe0f", "anna@example.org"),
        ("anna@example.org.", "anna@example.org"),
        ("anna@example.org. \n", "anna@example.org"),
        ("anna@bücher.example。", "anna@bücher.example"),
        ("mailto:anna@example.org", "anna@example.org"),
        ("MAILTO:anna%2Bchoir@example.org?subject=Hello%0AYou", "anna+choir@example.org"),
        (" mailto: anna@example.org", "anna@example.org"),
        ("Paul.O’Kane@example.org", "paul.o'kane@example.org"),
        ("Paul.O‘Kane@example.org", "paul.o'kane@example.org"),
        ("anna＠example.org", "anna@example.org"),
    ],
)
def test_an_address_has_one_form(typed: str, expected: str) -> None:
    assert canonical(typed) == expected


@given(any_text | st.builds("{}@{}.org".format, any_text, any_text))
def test_the_canonical_form_is_its_own_and_safe_anywhere(typed: str) -> None:
    outcome = canonical(typed)
    if isinstance(outcome, str):
        assert canonical(outcome) == outcome == outcome.lower()
        assert not set(outcome) & set(' \r\n\t<>(),;:\\"[]')
        assert canonical(smtp_address(outcome)) == outcome
        assert smtp_address(outcome).rpartition("@")[2].isascii()


def test_sending_wants_an_ascii_domain() -> None:
    assert smtp_address("anna@bücher.example") == "anna@xn--bcher-kva.example"
    assert smtp_address("zoë@example.org") == "zoë@example.org"
    assert [needs_smtputf8(address) for address in ("anna@bücher.example", "zoë@example.org")] == [False, True]


def test_a_stranger_sees_one_letter() -> None:
    assert mask("anna@example.org") == "a…@example.org"
    assert mask("a@bücher.example") == "a…@bücher.example"
