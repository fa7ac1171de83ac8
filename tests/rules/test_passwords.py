import time

import pytest

from tests.rules.passwords import GOOD, refused


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


@pytest.mark.parametrize("password", ["a1!b2@c3#" * 113, "ab" * 511 + "c", "\u0301\u0323" * 512, "1" * 1023 + "a"])
def test_hostile_passwords_cost_little(password: str) -> None:
    refused("warm up the list")
    start = time.process_time()
    refused(password, name=password[:120])
    assert time.process_time() - start < 1
