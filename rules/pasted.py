"""Remove from pasted text all that names no person. Each step is one pass, so the time is linear."""

import re

_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_OTHER_SPELLINGS = {
    **dict.fromkeys(map(ord, "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\ufeff"), ""),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], ""),
    **dict.fromkeys(map(ord, "，、،﹐"), ","),
    **dict.fromkeys(map(ord, "；؛﹔"), ";"),
    **dict.fromkeys(map(ord, "“”„‟«»＂"), '"'),
    **{ord("＜"): "<", ord("＞"): ">", ord("＠"): "@", ord("（"): "(", ord("）"): ")", ord("："): ":"},
}
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&#39;": "'", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
# Quoted-printable: soft line breaks, and trailing blanks.
_SOFT_BREAK = re.compile(r"^([^\n]{60,}+)(?<==)\n", re.MULTILINE)
_SAVED_BLANKS = re.compile(r"(?:=20|=09|=C2=A0)+(?=\s|$)")
# A long line goes on after a line break and a blank. Without a card around it, that may also be a list below a title.
_FOLDED_ADDRESS = re.compile(r"\n[ \t]+(?=<)")
_FOLDED_VALUE = re.compile(
    r"^[A-Za-z][\w-]*+[ \t]*+:[ \t]*+[^\s:][^\n]*+(?:\n[ \t]++(?!(?:[-*+•]|\d{1,4}[.)])\s)[^\n]++)++", re.MULTILINE
)
_FOLD = re.compile(r"\n[ \t]")
# Mail headers whose values look like addresses but name no person.
_TECHNICAL = re.compile(
    r"^(?:message-id|in-reply-to|references|return-path|received|subject|betreff|date|sent|dkim-signature|mime-version"
    r"|authentication-results|(?:arc|list|x|content)-[\w-]+)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*+",
    re.IGNORECASE | re.MULTILINE,
)
_VCARD = re.compile(
    r"^(?:item\d+\.)?(?:BEGIN|END|VERSION|N|FN|NICKNAME|EMAIL|TEL|ADR|LABEL|ORG|TITLE|ROLE|URL|NOTE|PHOTO|BDAY|UID|REV"
    r"|PRODID|CATEGORIES|KEY|TZ|GEO|IMPP|X-[\w-]+)(?:;[^:\n]*+)?:([^\n]*)",
    re.MULTILINE,
)
# Address books, calendars and directories as files.
_CARD = re.compile(r"^(?:BEGIN:V(?:CARD|CALENDAR)$|dn::? )", re.IGNORECASE | re.MULTILINE)
_PROPERTY = re.compile(r"""^(?:item\d+\.)?([\w-]++)(?:;(?:"[^"\n]*+"|[^":\n]++)*+)?:([^\n]*)""", re.MULTILINE)
_NOT_OF_PEOPLE = {"uid", "url", "photo", "logo", "key", "sound", "attach", "tzid", "objectclass", "dn"}
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_LIST_MARKS = re.compile(
    r"^(?:[^\S\n]*+(?:>|(?:\d{1,4}[.)]|\(\d{1,3}\)|[a-z]\)|\[[ xX✓]?\]|[-+*•·‣◦▪–—→☐☑☒✓✔])(?=\s)))++", re.MULTILINE
)
_SEPARATOR = re.compile(r"sep=.\n")
_COLUMN = re.compile(r"\b(?:e-?mails?|mail|address|name|nom|nombre|nome|correo|naam|navn|namn)\b", re.IGNORECASE)


def clean_pasted(text: str) -> str:
    r"""Return pasted text with ``\n`` line breaks and ASCII punctuation, ready to parse.

    Drop invisible characters, quoted-printable leftovers, list and quote marks, technical headers and vCard
    properties. Join lines that belong together, and turn semicolons into tabs where they separate columns.
    """
    text = _LINE_BREAK.sub("\n", text).replace('\\"', "'")
    if not text.isascii():
        text = text.translate(_OTHER_SPELLINGS)
    text = _ENTITY.sub(lambda found: _ENTITIES[found[0]], text)
    text = _SAVED_BLANKS.sub("", _SOFT_BREAK.sub(lambda found: found[1][:-1], text))
    if _CARD.search(text):
        text = _PROPERTY.sub(_person_in_card, _FOLD.sub("", text))
    text = _VCARD.sub(_value, _TECHNICAL.sub("", text))
    text = _FOLDED_VALUE.sub(lambda found: _FOLD.sub(" ", found[0]), _FOLDED_ADDRESS.sub(" ", text))
    text = _LIST_MARKS.sub("", _QUOTED.sub(_cell, text))
    text = _SEPARATOR.sub("", text.lstrip("\n"), count=1)
    return text.replace(";", "\t") if _is_table(text) else text


def _value(found: re.Match[str]) -> str:
    value = found[1]
    return value.replace(";", " ") if "@" in value else ""


def _person_in_card(found: re.Match[str]) -> str:
    name, value = found[1].lower(), found[2]
    return "" if name in _NOT_OF_PEOPLE or name.startswith("x-") or "@" not in value else value.replace(";", " ")


def _cell(found: re.Match[str]) -> str:
    """Put a table's quoted cell on one line: a word alone in a line of a note is nobody to invite."""
    text, (start, end) = found.string, found.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    is_cell = before in "\n,;\t" and after in "\n,;\t" and (before + after).strip("\n") != ""
    return found[0].replace("\n", " ") if is_cell else found[0]


def _is_table(text: str) -> bool:
    """Return whether semicolons separate columns: below a header, or in lines with three or more, one for addresses."""
    header = text.partition("\n")[0]
    if ";" in header and "@" not in header and _COLUMN.search(header) is not None:
        return True
    rows = [line.split(";") for line in text.split("\n") if line.strip()]
    if len(rows) < 2 or len(rows[0]) < 3 or any(len(row) != len(rows[0]) for row in rows):
        return False
    holding = [{place for place, cell in enumerate(row) if "@" in cell} for row in rows]
    return len(holding[0]) == 1 and all(places == holding[0] for places in holding)
