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
# A header's address may be folded onto the next line.
_FOLDED = re.compile(r"\n[ \t]+(?=<)")
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
_LIST_MARKS = re.compile(
    r"^(?:[^\S\n]*+(?:>|(?:\d{1,4}[.)]|\(\d{1,3}\)|[a-z]\)|\[[ xX✓]?\]|[-+*•·‣◦▪–—→☐☑☒✓✔])(?=\s)))++", re.MULTILINE
)
_SEPARATOR = re.compile(r"sep=.\n")
_COLUMN = re.compile(r"\b(?:e-?mails?|mail|address|name|nom|nombre|nome|correo|naam|navn|namn)\b", re.IGNORECASE)


def clean_pasted(text: str) -> str:
    r"""Return pasted text with ``\n`` line breaks and ASCII punctuation, ready to parse.

    Drop invisible characters, quoted-printable leftovers, list and quote marks, technical headers and vCard
    properties. Turn semicolons into tabs in a table whose header row uses them.
    """
    text = _LINE_BREAK.sub("\n", text).replace('\\"', "'")
    if not text.isascii():
        text = text.translate(_OTHER_SPELLINGS)
    text = _ENTITY.sub(lambda found: _ENTITIES[found[0]], text)
    text = _SAVED_BLANKS.sub("", _SOFT_BREAK.sub(lambda found: found[1][:-1], text))
    text = _VCARD.sub(_value, _TECHNICAL.sub("", text))
    text = _LIST_MARKS.sub("", _FOLDED.sub(" ", text))
    text = _SEPARATOR.sub("", text.lstrip("\n"), count=1)
    header = text.partition("\n")[0]
    is_table = ";" in header and "@" not in header and _COLUMN.search(header) is not None
    return text.replace(";", "\t") if is_table else text


def _value(found: re.Match[str]) -> str:
    value = found[1]
    return value.replace(";", " ") if "@" in value else ""
