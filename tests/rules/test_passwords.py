import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.passwords import bytes_to_hash, check_password
from rules.problems import Problem, ProblemCode

GOOD = "correct horse battery staple"


def refused(password: str, address: str = "anna.smith@example.org", name: str = "Anna Smith") -> bool:
    outcome = check_password(password, address=address, name=name)
    if outcome is None:
        return False
    assert (outcome.code, outcome.path) == (ProblemCode.WEAK_PASSWORD, ("password",))
    assert outcome.message
    return True


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "Tr0ub4dor&3",
        "jx8#kQ2!vb",
        "a-long-password-1",
        "test-password-1",
        "my secret garden gate",
        "correcthorsebattery",
        "4829175036",
        "anna8372910473625",
        "liefdevolle olifant",
        "пароль для хора",
        "🎉🎊 party time 🎈",
        "x7Kq9w2Lm5" * 102 + "1234",
    ],
)
def test_a_good_password(password: str) -> None:
    assert not refused(password)


@pytest.mark.parametrize(
    "password",
    [
        "password12",
        "Password1!",
        "P@ssw0rd123!",
        "password4829",
        "Password2024!!",
        "!password!",
        "1Password1",
        "drowssap123",
        "passwordpassword",
        "hunter2hunter2",
        "ppaasssswwoorrdd",
        "Summer2024!",
        "iloveyou123",
        "l3tm31n-2024",
        "Welcome2025",
        "$unshine99",
        "monkeydragon",
        "qwertyuiop",
        "poiuytrewq",
        "1234567890",
        "0987654321",
        "1qaz2wsx3edc",
        "zaq12wsxcde3",
        "1q2w3e4r5t",
        "asdfghjkl;",
        "!@#$%^&*()",
        "abcdefghij",
        "aaaaaaaaaa",
        "          ",
        "abababababab",
        "abcabcabcabc",
        "abcdabcdabcda",
        "1122334455",
        "aaaaabbbbbcccccddddd",
        "aaaaaaaaaabcdefgh",
    ],
)
def test_a_password_tried_first(password: str) -> None:
    assert refused(password)


@pytest.mark.parametrize(
    "password",
    [
        "anna.smith@example.org",
        "ANNA.SMITH@EXAMPLE.ORG",
        "Anna Smith",
        "AnnaSmith1",
        "smith.anna",
        "smithanna99",
        "anna_smith_1990",
        "Änna-Smith!!!",
        "smithexample",
        "example.org1",
        "smithsmith",
    ],
)
def test_the_address_or_the_name_is_no_password(password: str) -> None:
    assert refused(password)
    assert not refused(password, address="zq@vw.test", name="Zq")


@pytest.mark.parametrize(
    "password",
    [
        "john@x.example",
        "JOHN @ X . EXAMPLE",
        "john.x.example",
        "johnxexample!",
        "x.example/john",
        "0049171555123",
        "0049 171-555-123",
        "j.o.h.n.n.y-99",
        "johnny_of_x",
        "Green Field Church",
        "greenfield-church-1",
        "ChurchGreenfield24",
        "church.greenfield.example",
        "join.greenfield.example",
        "johnjohngreenfield",
        "johnny@xn--mnchen-3ya.example",
        "münchen.example",
    ],
)
def test_what_the_account_and_the_site_are_called_is_no_password(password: str) -> None:
    told = {
        "username": "johnny_of_x",
        "site": ("Greenfield Church", "join.greenfield.example", "xn--mnchen-3ya.example"),
    }
    own = ("john@x.example", "0049171555123@x.example", "johnny@münchen.example", "j.o.h.n.n.y@x.example")
    outcomes = [check_password(password, address=address, name="John", **told) for address in own]  # type: ignore[arg-type]
    assert any(outcome is not None and outcome.code is ProblemCode.WEAK_PASSWORD for outcome in outcomes)
    assert check_password(password, address="zq@vw.test", name="Zq") is None


def test_whose_name_it_is_matters() -> None:
    assert refused("jvandenberg1", address="j.vandenberg@x.test", name="J")
    assert refused("Łukasz Wójcik", address="a@x.test", name="Łukasz Wójcik")
    assert refused("lukaszwojcik", address="a@x.test", name="Łukasz Wójcik")
    assert not refused("lukas-wojcik-x", address="a@x.test", name="Łukasz Wójcik")
    assert not refused("qzxywxzzqw", address="1@2.test", name="X Y Q Z W")
    # An empty or a one-letter name forbids nothing.
    assert not refused(GOOD, address="a@b.cd", name="")
    assert not refused("4829 1750 3691", address="a@b.cd", name="")


def test_length_is_counted_in_characters() -> None:
    assert refused("jx8#kQ2!v")
    assert not refused("jx8#kQ2!vé")
    assert refused("ééééüüü")
    long = "".join(chr(0x4E00 + n) for n in range(1024))
    assert not refused(long)
    assert refused(long + "x")


@given(st.text(st.characters(exclude_categories=()), max_size=40), st.text(max_size=20))
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


@pytest.mark.parametrize("password", ["a1!b2@c3#" * 113, "ab" * 511 + "c", "\u0301\u0323" * 512, "1" * 1023 + "a"])
def test_hostile_passwords_cost_little(password: str) -> None:
    refused("warm up the list")
    start = time.process_time()
    refused(password, name=password[:120])
    assert time.process_time() - start < 1
