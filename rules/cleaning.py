"""Clean up text before it is validated: fields, pasted lists, pages and the command line."""

import re
from urllib.parse import unquote

BLANKS = (
    "\t\n\v\f\r \u0085\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u2800\u3000"
)
"""Characters that show as empty space."""

# Bidi controls. Within a text they stay, to be refused: removing them would change how the text reads.
_BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DIRECTION_MARKS = "\u061c\u200e\u200f"
_TRIMMED = BLANKS + _BIDI_CONTROLS + _DIRECTION_MARKS
# The other default-ignorable code points, and the Hangul fillers.
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

# Scripts that use joiners in spelling: Arabic and related, Indic and neighbouring, Mongolian.
_JOINING = (
    "\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u17ff\u1810-\u18af\u1a20-\u1aad\u1b00-\u1bff"
    "\ua840-\ua87f\ua8e0-\ua9df\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u231a-\u2328\u23cf-\u23fa\u24c2\u25aa-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_IGNORABLE = re.compile(
    rf"""
    (?P<kept>
        (?<=[{_JOINING}]) [\u200c\u200d] (?=[{_JOINING}])
      | (?<=[{_EMOJI}\ufe0f]) \u200d (?=[{_EMOJI}])
      | (?<=[{_EMOJI}]) [\ufe0e\ufe0f]
      | (?<=[0-9\#*]) \ufe0f (?=\u20e3)
      | (?<=[{_HAN}]) [\ufe00-\ufe02\U000e0100-\U000e01ef]
      | (?<=[\u1820-\u18aa]) [\u180b-\u180d\u180f]
      | (?<=\U0001f3f4) [\U000e0020-\U000e007e]++ \U000e007f
    )
    | [{_INVISIBLE}]++
    """,
    re.VERBOSE,
)
_DIRECTION_MARK = re.compile(f"[{_DIRECTION_MARKS}]++")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_HIDDEN = re.compile(f"[{_INVISIBLE}{_BIDI_CONTROLS}{_DIRECTION_MARKS}]")
_INVISIBLE_ENDS = re.compile(f"^[{_TRIMMED}{_INVISIBLE}]++|(?<![{_TRIMMED}{_INVISIBLE}])[{_TRIMMED}{_INVISIBLE}]++$")
_CURLY_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[‘’＇](?=[^\W\d_])")
_TO_HALF_WIDTH = {0xFF01 + place: 0x21 + place for place in range(0x5E)}
_MAILTO = re.compile(r"mailto:([^?|]*+).*", re.IGNORECASE | re.DOTALL)
_MAX_LINK = 4_096
_IN_A_LINK = re.compile(r"/(?:join|login)/([^\s/?#&<>\"']++)")
_AROUND_A_KEY = re.compile(r"^[^A-Za-z0-9_-]++|(?<=[A-Za-z0-9_-])[^A-Za-z0-9_-]++$")
_LABEL = re.compile(r"^[^:]{1,40}:")


def strip_invisible(text: str) -> str:
    """Strip invisible characters, and straighten apostrophes between letters.

    Keep characters that shape their neighbours: joiners in scripts and emoji that need them, variation selectors,
    direction marks in right-to-left text. Keep controls within the text, so that validation refuses them.
    """
    if text.isascii():
        return text.strip(BLANKS)
    text = _IGNORABLE.sub(lambda found: found["kept"] or "", text).strip(_TRIMMED)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARK.sub("", text)
    return _CURLY_APOSTROPHE.sub("'", text)


def trim(text: str) -> str:
    return _INVISIBLE_ENDS.sub("", text)


def has_invisible(text: str) -> bool:
    return not text.isascii() and _HIDDEN.search(text) is not None


def clean_address(text: str) -> str:
    """Return the intended email address: without ``mailto:`` and a final full stop, in half-width characters."""
    text = strip_invisible(text).translate(_TO_HALF_WIDTH)
    link = _MAILTO.fullmatch(text)
    if link is not None:
        text = strip_invisible(unquote(link[1]))
    return text.rstrip(".。．｡")


def clean_username(text: str) -> str:
    return strip_invisible(text).replace("＠", "@").removeprefix("@")


def extract_key(text: str) -> str:
    """Extract a code or token from a link, or from the label and punctuation around it.

    The host of a link does not matter, because links are not followed.
    """
    if len(text) > _MAX_LINK:
        return ""
    text = strip_invisible(text).translate(_TO_HALF_WIDTH)
    link = _IN_A_LINK.search(text) or _IN_A_LINK.search(unquote(text))
    text = unquote(link[1]) if link is not None else re.split("[?#&]", text, maxsplit=1)[0]
    key = _AROUND_A_KEY.sub("", strip_invisible(text).translate(_TO_HALF_WIDTH))
    return _AROUND_A_KEY.sub("", _LABEL.sub("", key))
