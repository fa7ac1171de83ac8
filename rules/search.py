"""One way to cut text into words, for the index and for what is typed into a search box alike.

A name is found by the start of any of its words, so both are brought to the same form: no case, no accents,
and letters that people type plain where they cannot type them otherwise.
"""

import re
import unicodedata

# Longer text is cut off: no name is longer, and a search is typed by hand.
_MOST_CHARACTERS = 200
# Whoever has typed so many words of a name will not be told from anybody by one more.
_MOST_WORDS = 20
# Letters that are not made of a letter and an accent, though people take them for that.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
# Scripts without blanks between words, of which each character counts as one word: Han, kana, Hangul.
_ONE_BY_ONE = (
    r"[\u3005-\u3007\u3040-\u30fa\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Emoji count so too, but for the tones of skin, which are left out as accents are.
_PICTURE = r"[\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"
_WORD = re.compile(rf"{_ONE_BY_ONE}|(?:(?!{_ONE_BY_ONE})[^\W_])+|{_PICTURE}")


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` in the form they are stored and searched in, each once, in order.

    Nothing in a word has a meaning in SQL's LIKE. Text of punctuation alone has no words: a search for it
    finds nobody.
    """
    return tuple(dict.fromkeys(_WORD.findall(_plain(text[:_MOST_CHARACTERS]))))


def typed(search: str) -> tuple[str, ...]:
    """What is typed into a search box, as the starts of words to look for: so few that looking stays quick.

    Text of punctuation alone, which is in no name's words, is looked for as it is.
    """
    return (words(search.strip()) or tuple(whole(search).split()))[:_MOST_WORDS]


def whole(search: str) -> str:
    """What is typed into a search box as one text, to be found as it is written."""
    return search.strip()[:_MOST_CHARACTERS].rstrip().casefold()


def like_prefix(word: str) -> str:
    r"""Return the LIKE pattern (escape character ``\``) of whatever starts with ``word``."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%"


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in apart if not unicodedata.category(character).startswith("M"))
    return unicodedata.normalize("NFC", bare).casefold().translate(_PLAIN_LETTERS)
