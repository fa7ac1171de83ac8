import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import codes
from rules.tokens import invitation_token
from tests.rules.texts import any_text
from tests.support.spellings import SPELLINGS, spelled

any_code = st.text(codes.ALPHABET, min_size=12, max_size=12)


def test_the_alphabet_has_thirty_letters_and_no_look_alikes() -> None:
    assert len(codes.ALPHABET) == len(set(codes.ALPHABET)) == 30
    assert not set(codes.ALPHABET) & set("0O1ILU")
    assert math.log2(len(codes.ALPHABET)) * codes.LENGTH > 50


def test_codes_are_drawn_evenly_and_never_twice() -> None:
    drawn = [codes.generate_code() for _ in range(10_000)]
    assert len(set(drawn)) == len(drawn)
    counts = Counter("".join(drawn))
    assert set(counts) == set(codes.ALPHABET)
    # 4,000 of each are expected, give or take 62: a bias of one part in 16, as modulo would make, is seen.
    assert all(abs(count - 4_000) < 400 for count in counts.values())


@given(any_code)
def test_a_code_is_read_as_it_is_spelled(code: str) -> None:
    assert codes.parse_code(codes.format_code(code)) == code
    assert codes.parse_code(codes.format_code(code).lower()) == code
    assert codes.parse_code(f"  {' '.join(code)} \n") == code


@pytest.mark.parametrize(
    "typed", ["ABCD-EFGH-JKMN", "abcdefghjkmn", "abcd efgh\u00a0jkmn", "ABCD–EFGH—JKMN", "--AbCd_EfGh\u2011JkMn-"]
)
def test_case_dashes_and_blanks_do_not_matter(typed: str) -> None:
    assert codes.parse_code(typed) == "ABCDEFGHJKMN"


@pytest.mark.parametrize("dress", [*SPELLINGS, "-{}-", "{}\u2014"])
def test_a_code_is_read_as_it_is_handed_on(dress: str) -> None:
    assert codes.parse_code(spelled(dress, "join", "8NTA-DAQC-A748")) == "8NTADAQCA748"


@pytest.mark.parametrize(
    "typed",
    [
        "８ＮＴＡ－ＤＡＱＣ－Ａ７４８",
        "「８nta　ｄａｑｃ　ａ７４８」。",
        "https://x.example/join/8nta%20daqc%20a748",
        "Code: 8NTA-DAQC-A748",
        "„Ihr Code:8nta-daqc-a748.“",
        "代码：８ＮＴＡ－ＤＡＱＣ－Ａ７４８",
        "8NTA-DAQC-A748:",
    ],
)
def test_other_letters_labels_and_blanks_around_a_code(typed: str) -> None:
    assert codes.parse_code(typed) == "8NTADAQCA748"


def test_a_code_is_spelled_in_groups_of_four() -> None:
    assert codes.format_code("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ABCD-EFGH-JKM",
        "ABCD-EFGH-JKMNP",
        "ABCD-EFGH-JKM0",
        "ABCD-EFGH-JKML",
        "ABCD.EFGH.JKMN",
        "ABCD-EFGH-JKMſ",
        "ABCDEFGHJKMN" + "-" * 21,
        "https://example.org/groups/ABCD-EFGH-JKMN",
        "ABCD-EFGH-JKMN 2345",
        "https://example.org/join/ABCD-EFGH-JKMN" + "x" * 5_000,
    ],
)
def test_text_that_is_no_code_is_refused(typed: str) -> None:
    assert codes.parse_code(typed) is None


@given(any_text)
def test_reading_never_fails(typed: str) -> None:
    code = codes.parse_code(typed)
    assert code is None or codes.parse_code(codes.format_code(code)) == code


@given(st.integers(1, 2**63 - 1), st.integers(0, 1000))
def test_a_personal_token_is_never_a_code(invitation_id: int, version: int) -> None:
    token = invitation_token((b"k" * 32,), invitation_id, version)
    assert codes.parse_code(token) is None
    # Not even one that would be left with twelve letters of the alphabet.
    assert codes.parse_code("ABCDEFGHJKMN".ljust(len(token), "-")) is None
