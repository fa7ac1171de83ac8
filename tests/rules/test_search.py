import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.search import like_prefix, split_words
from tests.rules.texts import any_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoë Smith-Jones", ["zoe", "smith", "jones"]),
        ("Zoe\u0308", ["zoe"]),
        ("Straße STRASSE ẞ", ["strasse", "ss"]),
        ("Søren Łukasz Đorđe Æsop", ["soren", "lukasz", "dorde", "aesop"]),
        ("İstanbul ISTANBUL ıstanbul istanbul", ["istanbul"]),
        ("ΟΔΟΣ οδός", ["οδοσ"]),
        ("Чайковский", ["чаиковскии"]),
        ("Nguyễn", ["nguyen"]),
        ("O'Brien d’Angelo", ["o", "brien", "d", "angelo"]),
        ("anna_smith.jones-2", ["anna", "smith", "jones", "2"]),
        ("田中太郎", ["田", "中", "太", "郎"]),
        ("abc田def", ["abc", "田", "def"]),
        ("김민수", ["김", "민", "수"]),
        ("がんこ", ["か", "ん", "こ"]),
        ("हिन्दी", ["हनद"]),
        ("🎉party👍🏽", ["🎉", "party", "👍"]),
        ("ﬀ K Ⅷ ①", ["ff", "k", "viii", "1"]),
        ("anna Anna ANNA", ["anna"]),
        ("!?. _ % \\", []),
        ("", []),
        ("a\x00b \ud800", ["a", "b"]),
    ],
)
def test_a_text_is_split_into_words(text: str, expected: list[str]) -> None:
    assert list(split_words(text)) == expected


def test_only_so_much_is_read() -> None:
    assert split_words("x" * 1_000_000) == ("x" * 200,)


@given(st.text(max_size=10))
def test_words_of_a_name_are_split_to_themselves(name: str) -> None:
    stored = split_words(name)
    assert split_words(name.upper().lower()) == split_words(name.upper())
    assert split_words(" ".join(stored)) == stored


@given(st.text("abzäßøıİ 田🎉", max_size=20), st.integers(0, 20))
def test_any_beginning_of_a_word_finds_it(word: str, length: int) -> None:
    stored = split_words(word)
    for typed in split_words(word[:length]):
        assert any(one.startswith(typed) for one in stored)


@given(any_text)
def test_no_word_means_anything_to_like(text: str) -> None:
    for word in split_words(text):
        assert not set(word) & set("%_\\")
        assert like_prefix(word) == f"{word}%"


@given(st.text("a%_\\b", max_size=8), st.text("a%_\\bx", max_size=8))
def test_a_pattern_matches_what_starts_with_the_word(word: str, text: str) -> None:
    # LIKE, said in a regular expression.
    tokens = re.findall(r"\\.|[%_]|.", like_prefix(word), re.DOTALL)
    like = "".join({"%": ".*", "_": "."}.get(token, re.escape(token[-1])) for token in tokens)
    assert bool(re.fullmatch(like, text, re.DOTALL)) == text.startswith(word)
