"""Splitting what people paste into recipients: lists, mail headers, columns of a spreadsheet.

Commas, semicolons, blanks and line breaks separate. Where a guess would be needed, the rule is that nothing
gets lost: what cannot be read becomes an entry with a problem, never a part of another entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from rules import usernames
from rules.addresses import canonical
from rules.problems import Code, Problem
from rules.text import NAME, one_line

# What a line can hold: "angle" is an address in brackets, "round" a comment. A quoted string stuck to an @ is a
# quoted local part, so one word with what follows. A quote or bracket without its other half is skipped, or part
# of the word. Nothing is tried past the end of its line, and nothing repeated is nested, so the time stays linear.
_TOKEN = re.compile(
    r"""
      (?P<word>   [^\s,;<>()"][^\s,;<>()]* | "[^"\n]*"@[^\s,;<>()]* )
    | (?P<comma>  , )
    | (?P<end>    [;\n] )
    | (?P<quoted> "(?:[^"\n]|"")*+" )
    | (?P<angle>  <[^\S\n]*+[^<>\s,;]*+[^\S\n]*+> | \([^\S\n]*+[^()\s,;@]*+@[^()\s,;]*+[^\S\n]*+\) )
    | (?P<round>  \([^()\n@]*+\) )
    """,
    re.VERBOSE,
)
_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_LIST_MARK = re.compile(r"^[^\S\n]*+(?:\d{1,4}[.)]|[-*•·–—])[^\S\n]+", re.MULTILINE)
_OTHER_SPELLINGS = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), ""),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], ""),
    **dict.fromkeys(map(ord, "，、،"), ","),
    **dict.fromkeys(map(ord, "；؛"), ";"),
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
    **{ord("＜"): "<", ord("＞"): ">", ord("＠"): "@"},
}
_AROUND = " \"'‘’`[]{}*•·|:!?…"
_AFTER = _AROUND + ".,"
_HEADERS = frozenset({"to:", "cc:", "bcc:", "from:", "email:", "e-mail:", "mail:"})
_MAILTO = "mailto:"
_NEITHER = Problem(Code.INVALID_EMAIL, "This is neither an email address nor a username.")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One entry of what was pasted: an address or a username in its canonical form, or a problem."""

    input: str
    email: str | None = None
    username: str | None = None
    name: str | None = None
    problem: Problem | None = None


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int
    name: str = ""


def parse(text: str, most: int | None = None) -> list[Parsed]:
    """Split pasted text into recipients, in the order given, doubled ones included.

    Args:
        text: anything.
        most: stop after so many entries; ask for one more than allowed to learn that there are too many.

    Returns:
        An entry for each address (``Name <address>``, ``"Last, First" <address>``, ``Name (address)``,
        ``mailto:`` and bare), for each bare word, as a username, and for each thing that is neither.
    """
    text = _cleaned(text)
    return list(islice(_entries(text), most))


def _cleaned(text: str) -> str:
    text = _LINE_BREAK.sub("\n", text).replace('\\"', "'")
    if not text.isascii():
        text = text.translate(_OTHER_SPELLINGS)
    return _LIST_MARK.sub("", text)


def _entries(text: str) -> Iterator[Parsed]:
    # Where semicolons separate, as in Outlook, a comma may be part of a name: Smith, Anna <anna@example.org>;
    commas_in_names = ";" in text
    held: list[_Token] = []
    after_end = True
    for segment, last in _segments(text):
        tokens = segment
        if held and _is_name_column(held):
            tokens = held + segment
        elif held and last == "end" and _is_named_address(segment):
            tokens = [_joined(text, held[0], segment[-2]), segment[-1]]
        elif held:
            yield from _recipients(text, held)
        held = []
        if last == "comma" and (_is_name_column(tokens) or (commas_in_names and after_end and _is_surname(tokens))):
            held = tokens
        else:
            yield from _recipients(text, tokens)
        after_end = last == "end"


def _segments(text: str) -> Iterator[tuple[list[_Token], str]]:
    """Yield what lies between commas, semicolons and line breaks, and whether a comma or an end follows."""
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind in ("comma", "end"):
            yield tokens, kind
            tokens = []
        else:
            tokens.append(_Token(kind, match[0], match.start(), match.end()))
    yield tokens, "end"


def _is_name_column(tokens: list[_Token]) -> bool:
    """Whether this is a quoted name by itself, as a spreadsheet has it before the column of addresses."""
    return len(tokens) == 1 and _is_quoted_name(tokens[0])


def _is_quoted_name(token: _Token) -> bool:
    return token.kind == "quoted" and " " in token.text.strip('" ') and "@" not in token.text


def _is_surname(tokens: list[_Token]) -> bool:
    return bool(tokens) and tokens[0].text[0].isupper() and all(map(_is_plain_word, tokens))


def _is_named_address(tokens: list[_Token]) -> bool:
    return len(tokens) > 1 and tokens[-1].kind == "angle" and all(map(_is_plain_word, tokens[:-1]))


def _is_plain_word(token: _Token) -> bool:
    return token.kind == "word" and "@" not in token.text


def _joined(text: str, first: _Token, last: _Token) -> _Token:
    return _Token("quoted", text[first.start : last.end], first.start, last.end)


def _recipients(text: str, tokens: list[_Token]) -> Iterator[Parsed]:
    """Read one segment: words wait until it is clear whether they are a name or recipients themselves.

    What waits holds an address in the first place at most.
    """
    if len(tokens) == 1 and tokens[0].kind == "word":
        yield from _bare(text, tokens)
        return
    waiting: list[_Token] = []
    for token in tokens:
        if token.kind == "angle":
            others, names = _split(waiting, token)
            start = names[0].start if names else token.start
            yield from _bare(text, others)
            yield _to_address(text[start : token.end], token.text[1:-1], " ".join(name.text for name in names))
            waiting = []
        elif token.kind == "round":
            if waiting:
                waiting[-1] = waiting[-1]._replace(name=token.text[1:-1], end=token.end)
        elif "@" in token.text:
            name = waiting.pop() if waiting and _is_quoted_name(waiting[-1]) else None
            yield from _bare(text, waiting)
            waiting = [token._replace(name=name.text, start=name.start) if name else token]
        else:
            waiting.append(token)
    yield from _bare(text, waiting)


def _split(waiting: list[_Token], address: _Token) -> tuple[list[_Token], list[_Token]]:
    """Tell the recipients before an address in brackets from the words that are its name."""
    if not waiting or "@" not in waiting[0].text:
        return [], waiting
    # "anna@example.org" <anna@example.org>: an address in the place of the name is no second recipient.
    shown = len(waiting) == 1 and (
        waiting[0].kind == "quoted" or _unwrapped(waiting[0].text) == _unwrapped(address.text[1:-1])
    )
    return ([], waiting) if shown else (waiting[:1], waiting[1:])


def _bare(text: str, tokens: list[_Token]) -> Iterator[Parsed]:
    """Read words that stand by themselves; a bullet, a rule or a header's name is no recipient."""
    for token in tokens:
        typed = text[token.start : token.end]
        if "@" in token.text:
            yield _to_address(typed, token.text, token.name)
        elif (word := _unwrapped(token.text)).strip("._-–—") and token.text.lower() not in _HEADERS:
            yield _to_username(typed, word, token.name)


def _to_address(typed: str, address: str, name: str) -> Parsed:
    email = canonical(_unwrapped(address))
    if isinstance(email, Problem):
        return Parsed(typed, problem=_NEITHER)
    return _with_name(typed, email, None, name)


def _to_username(typed: str, word: str, name: str) -> Parsed:
    username = usernames.check(word)
    if isinstance(username, Problem):
        return Parsed(typed, problem=_NEITHER)
    return _with_name(typed, None, username, name)


def _with_name(typed: str, email: str | None, username: str | None, quoted_name: str) -> Parsed:
    if not quoted_name:
        return Parsed(typed, email, username)
    name = " ".join(quoted_name.replace('""', "'").replace('"', " ").split()).strip("'‘’ ")
    # An address in the place of a name would pass one person off as another.
    if not name or "@" in name:
        return Parsed(typed, email, username)
    checked = one_line(name, NAME)
    if isinstance(checked, Problem):
        return Parsed(typed, problem=checked)
    return Parsed(typed, email, username, checked)


def _unwrapped(word: str) -> str:
    """Take off quotes, brackets, the full stop of a sentence and ``mailto:``."""
    word = word.strip(_AROUND).rstrip(_AFTER)
    if word[: len(_MAILTO)].lower() == _MAILTO:
        word = unquote(word[len(_MAILTO) :].partition("?")[0].partition("|")[0])
    return word
