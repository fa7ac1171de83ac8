"""What people type or paste without meaning to: blanks, invisible characters, and what stands around a link.

Every door cleans by these functions before it judges what is left: fields, pasted lists, pages and the command line.
"""

import re
from urllib.parse import unquote

BLANKS = (
    "\t\n\v\f\r \u0085\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u2800\u3000"
)
"""What shows as empty space."""

# They turn the writing round. Between visible characters they stay, to be refused: without them the text would read
# otherwise than it was shown.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MARKS = "\u061c\u200e\u200f"
_ENDS = BLANKS + _TURNING + _MARKS
# The default ignorable code points besides, with the fillers among the Hangul letters.
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

# Scripts that spell with joiners: Arabic and its kin, those of India and its neighbours, Mongolian.
_JOINING = (
    "\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u17ff\u1810-\u18af\u1a20-\u1aad\u1b00-\u1bff"
    "\ua840-\ua87f\ua8e0-\ua9df\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u231a-\u2328\u23cf-\u23fa\u24c2\u25aa-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_UNSEEN = re.compile(
    rf"""
    (?P<meant>
        (?<=[{_JOINING}]) [\u200c\u200d] (?=[{_JOINING}])
      | (?<=[{_PICTURE}\ufe0f]) \u200d (?=[{_PICTURE}])
      | (?<=[{_PICTURE}]) [\ufe0e\ufe0f]
      | (?<=[0-9\#*]) \ufe0f (?=\u20e3)
      | (?<=[{_HAN}]) [\ufe00-\ufe02\U000e0100-\U000e01ef]
      | (?<=[\u1820-\u18aa]) [\u180b-\u180d\u180f]
      | (?<=\U0001f3f4) [\U000e0020-\U000e007e]++ \U000e007f
    )
    | [{_INVISIBLE}]++
    """,
    re.VERBOSE,
)
_MARK = re.compile(f"[{_MARKS}]++")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_HIDDEN = re.compile(f"[{_INVISIBLE}{_TURNING}{_MARKS}]")
_INVISIBLE_ENDS = re.compile(f"^[{_ENDS}{_INVISIBLE}]++|(?<![{_ENDS}{_INVISIBLE}])[{_ENDS}{_INVISIBLE}]++$")
_CURLY_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[‘’＇](?=[^\W\d_])")
_HALF_WIDTH = {0xFF01 + place: 0x21 + place for place in range(0x5E)}
_MAILTO = re.compile(r"mailto:([^?|]*+).*", re.IGNORECASE | re.DOTALL)
_LONGEST_LINK = 4_096
_IN_A_LINK = re.compile(r"/(?:join|login)/([^\s/?#&<>\"']++)")
_AROUND_A_KEY = re.compile(r"^[^A-Za-z0-9_-]++|(?<=[A-Za-z0-9_-])[^A-Za-z0-9_-]++$")


def visible(text: str) -> str:
    """Return one line of text as it is seen.

    Blanks and everything invisible at the ends go, invisible characters within, too, unless they shape their
    neighbours: joiners in the scripts and emoji that need them, selectors right after what they vary, the marks of
    direction where something is written from the right. A curly apostrophe between letters becomes a straight one.
    Controls and what turns the writing round stay within the text, to be refused.
    """
    if text.isascii():
        return text.strip(BLANKS)
    text = _UNSEEN.sub(lambda found: found["meant"] or "", text).strip(_ENDS)
    if not _RIGHT_TO_LEFT.search(text):
        text = _MARK.sub("", text)
    return _CURLY_APOSTROPHE.sub("'", text)


def trimmed(text: str) -> str:
    """Return a text without blanks and everything invisible at its ends, and leave what is within as it is."""
    return _INVISIBLE_ENDS.sub("", text)


def hides_something(text: str) -> bool:
    """Whether a text holds any invisible character at all."""
    return not text.isascii() and _HIDDEN.search(text) is not None


def address(text: str) -> str:
    """Return what was meant as an email address: without ``mailto:`` and the full stop of a sentence, in half-width."""
    text = visible(text).translate(_HALF_WIDTH)
    link = _MAILTO.fullmatch(text)
    if link is not None:
        text = visible(unquote(link[1]))
    return text.rstrip(".。．｡")


def username(text: str) -> str:
    """Return what was meant as a username: without the @ before it."""
    return visible(text).replace("＠", "@").removeprefix("@")


def key(text: str) -> str:
    """Return the code or token that somebody hands on, by itself, in a sentence or in a link to one of our pages.

    Whatever the site in the link: a key of ours is looked up, nothing is followed. Too long a text holds none.
    """
    if len(text) > _LONGEST_LINK:
        return ""
    text = visible(text).translate(_HALF_WIDTH)
    link = _IN_A_LINK.search(text) or _IN_A_LINK.search(unquote(text))
    text = unquote(link[1]) if link is not None else re.split("[?#&]", text, maxsplit=1)[0]
    return _AROUND_A_KEY.sub("", visible(text).translate(_HALF_WIDTH))
