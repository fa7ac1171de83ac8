"""Split text into words, with the same normalisation for the index and for search input."""

import re
import unicodedata

# Longer text is cut: no name is longer, and searches are typed by hand.
_MAX_LENGTH = 200
# More words than this do not narrow a search further.
_MAX_WORDS = 20
# Letters that do not decompose into a letter and an accent, although people see them so.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
# Scripts without blanks between words, where each character counts as a word: Han, kana, Hangul.
_WORD_CHARACTER = (
    r"[\u3005-\u3007\u3040-\u30fa\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Each emoji also counts as a word. Skin tones are dropped, like accents.
_EMOJI = r"[\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"
_WORD = re.compile(rf"{_WORD_CHARACTER}|(?:(?!{_WORD_CHARACTER})[^\W_])+|{_EMOJI}")


def split_words(text: str) -> tuple[str, ...]:
    """Return distinct normalised words, none for text of punctuation alone. They contain nothing special to LIKE."""
    return tuple(dict.fromkeys(_WORD.findall(_normalise(text[:_MAX_LENGTH]))))


def search_prefixes(search: str) -> tuple[str, ...]:
    """Return the word prefixes to search for, few enough to stay fast; punctuation alone is kept as typed."""
    return (split_words(search.strip()) or tuple(search_phrase(search).split()))[:_MAX_WORDS]


def search_phrase(search: str) -> str:
    return search.strip()[:_MAX_LENGTH].rstrip().casefold()


def like_prefix(word: str) -> str:
    r"""Return the LIKE pattern (escape character ``\``) for text that starts with `word`."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%"


def _normalise(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in apart if not unicodedata.category(character).startswith("M"))
    return unicodedata.normalize("NFC", bare).casefold().translate(_PLAIN_LETTERS)
