"""Parse recipients from pasted text: lists, spreadsheet columns, mail headers, signatures.

Line breaks and semicolons separate segments:

- In a segment with addresses, the words before an address are that person's name, or nothing.
- In a text with any address, a word alone in its segment is a username if it starts with @, or has only small
  letters and a digit, dot, dash or _; otherwise it is a problem that explains how to write a username.
- Anything with an @ or <> that is not an address is a problem. All other words are skipped.
- In a text without any address, each word is a username.

So a mere name invites nobody, and nothing that may be an address is lost.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rules import usernames
from rules.addresses import canonical
from rules.pasted import clean_pasted
from rules.problems import Problem, ProblemCode
from rules.text import MAX_NAME, check_line

# No expression backtracks over more than one word or one pair of quotes, so the time is linear.
_ADDRESS_ANYWHERE = re.compile(r"""[^\s,;<(\["'@]@|"[^"\n]*+"@\S|<[^<>\n]*+>""")
_BRACKETS = re.compile(r"<[^<>\n]*+>")
_SEGMENT = re.compile(r'(?:[^"\n;]++|"[^"\n]*+"|")++')
# A word may contain a comment.
_WORD = r'[^\s,<>()"@][^\s,<>()@]*+ (?:\([^()\s@]*+\)[^\s,<>()@]*+)*+'
_ITEM = re.compile(
    rf"""
      (?P<words> [^"<>()@]*[\s,] )
    | (?P<address>
        (?: "(?P<quoted>[^"\s,@]++@[^"\s,]++)" (?!\s*+<)
          | (?P<bare> (?: "[^"]*+" | {_WORD} )?+ @ [^\s,<>()]*+ )
        )
        (?: \s*+ (?: \((?P<comment>[^()@]*+)\) | <\s*+(?P<again>[^<>\s,]*+)\s*+> | \((?P<link>[^()\s,@]*+@[^()\s,]*+)\) ) )?+
      | <\s*+(?P<angle> (?i:mailto:)[^<>\s]++ | [^<>\s,]*+(?=\s*+>) | [^<>@]*+ )\s*+>
      | \(\s*+(?P<round>[^()\s,@]*+@[^()\s,]*+)\s*+\) )
    | (?P<other> "[^"@]*+" | "[^"]*+"(?=\s*+<) | \([^()@]*+\) | {_WORD} )
    """,
    re.VERBOSE,
)
_COMMENT = re.compile(r"\([^()]*+\)")
_LABEL = re.compile(r"^.*\S:\s", re.DOTALL)
# One column before an address: quoted, or followed by a tab.
_COLUMN = re.compile(r'"([^",]++)"[\s,|]*|([^",\t|]++)[ |]*\t[\s|]*')
_HEADER = re.compile(
    r"(?:\s*+(?:to|cc|bcc|from|reply-to|sender|e-?mails?|mail|an|von|kopie|aan|van|para|de|à|da|til|fra|till|från)\s*+:)++",
    re.IGNORECASE,
)
_HEADER_WORDS = [
    "address",
    "addresses",
    "cc",
    "bcc",
    "to",
    "from",
    "name",
    "names",
    "first",
    "last",
    "firstname",
    "lastname",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "mail",
    "mails",
    "username",
    "usernames",
    "user",
    "users",
    "recipient",
    "recipients",
    "group",
    "role",
    "phone",
]
_AROUND = " \t\"'‘’`[]{}*•·|:!?…"
_AFTER = _AROUND + ".,;。"
_NO_WORD = re.compile(r"[\s,:/=]|\Awww\.", re.IGNORECASE)
# Names such as Anna-Lena and J.R. have capitals; postcodes, dates and phone numbers have no letters.
_LIKE_A_USERNAME = re.compile(r"@|(?=[^a-z]*+[a-z])(?=[^0-9._-]*+[0-9._-])[^A-Z]++\Z")
_MAX_SHOWN = 320
_NEITHER = Problem(ProblemCode.INVALID_EMAIL, "This is neither an email address nor a username.")
_LONE_WORD = Problem(
    ProblemCode.INVALID_EMAIL,
    "This is not an email address. If it is a username, write it with an @ before it, as in @anna.",
)
_CROWDED = Problem(
    ProblemCode.INVALID_EMAIL,
    "This is not an email address. If it is a username, write it in a line of its own, as in @anna.",
)

_ParseAddress = Callable[[str], str | Problem]


@dataclass(frozen=True, slots=True)
class ParsedRecipient:
    input: str
    email: str | None = None
    username: str | None = None
    name: str | None = None
    problem: Problem | None = None


def parse_recipients(text: str, limit: int | None = None) -> list[ParsedRecipient]:
    """Split pasted text into recipients, in order, with duplicates and unreadable entries.

    Stop after `limit` entries. To detect too many, pass one more than allowed.
    """
    return list(islice(_entries(clean_pasted(text)), limit))


def _entries(text: str) -> Iterator[ParsedRecipient]:
    read: _ParseAddress = cache(canonical)  # repeated addresses cost nothing
    has_address = _ADDRESS_ANYWHERE.search(text) is not None
    for found in _SEGMENT.finditer(text):
        segment = found[0]
        header = _HEADER.match(segment)
        if header is not None:
            segment = segment[header.end() :]
        if not has_address:
            yield from _usernames(segment)
        elif (word := _only_word(segment)) and "@" not in word[1:] and "<" not in word:
            yield from _lone_word(word)
        elif "@" in segment or _BRACKETS.search(segment):
            yield from _addresses(segment, read)


def _addresses(segment: str, read: _ParseAddress) -> Iterator[ParsedRecipient]:
    start = 0
    for item in _ITEM.finditer(segment):
        if item["address"] is None:
            continue
        words, typed, start = segment[start : item.start()], item[0], item.end()
        bare, bracketed = (
            item["quoted"] or item["bare"],
            item["again"] or item["link"] or item["angle"] or item["round"],
        )
        if bare is None:
            yield _person(words + typed, bracketed or "", _name(words), read)
        elif bracketed is None:
            name = _name_in_column(words)
            shown = words + typed if name else typed
            yield _person(shown, bare, name or _full_name(item["comment"] or ""), read)
        elif isinstance(read(_unwrap(bare)), Problem) or read(_unwrap(bare)) == read(_unwrap(bracketed)):
            yield _person(words + typed, bracketed, _name(words), read)
        else:
            yield _person(bare, bare, None, read)
            yield _person(typed[len(bare) :], bracketed, None, read)


def _person(typed: str, address: str, name: str | None, read: _ParseAddress) -> ParsedRecipient:
    shown = typed.strip(" \t,")[:_MAX_SHOWN]
    email = read(_unwrap(address))
    if isinstance(email, Problem):
        return ParsedRecipient(shown, problem=_CROWDED if address.startswith("@") else _NEITHER)
    return ParsedRecipient(shown, email, name=name)


def _unwrap(address: str) -> str:
    """Strip quotes, brackets, a label such as ``mail:`` and the end of a sentence from an address."""
    address = address.strip(_AROUND).rstrip(_AFTER)
    link = address.lower().find("mailto:")
    if link >= 0:
        return address[link:]
    label, _, rest = address.rpartition(":")
    return address if "@" in label else rest


def _name(words: str) -> str | None:
    words = words.strip(" \t,|")
    if len(words) > 4 * MAX_NAME:
        return None
    words = _LABEL.sub("", _COMMENT.sub(" ", words)).replace('""', "'").replace('"', " ").replace("<", " ")
    name = check_line(" ".join(words.split(" ")).strip(_AROUND + "-–—>"), MAX_NAME)
    # A comma may separate two people. An address used as a name would impersonate its owner.
    if isinstance(name, Problem) or any(part in name for part in (",", ";", "@", "|", "=?")):
        return None
    return " ".join(name.split())


def _name_in_column(words: str) -> str | None:
    column = _COLUMN.fullmatch(words[-4 * MAX_NAME :].strip(" ,|\n") + "\t" * words.endswith("\t"))
    return None if column is None else _full_name(column[1] or column[2] or "")


def _full_name(text: str) -> str | None:
    """Return the text if it looks like a full name: several words of letters, capitalised if the script has case."""
    words = text.split()
    looks = 2 <= len(words) <= 5 and all(re.fullmatch(r"[^\W\d_][^\W\d_'’.-]*.?", word) for word in words)
    return _name(text) if looks and not (words[0][0].islower() or words[-1][0].islower()) else None


def _only_word(segment: str) -> str:
    word = segment.strip(_AROUND + ",").rstrip(_AFTER)
    is_label = segment.rstrip().endswith(":")
    return "" if is_label or "," in word or len(word.split(None, 1)) != 1 else word


def _lone_word(word: str) -> Iterator[ParsedRecipient]:
    if _is_mark(word) or _NO_WORD.search(word):
        return
    if _LIKE_A_USERNAME.match(word):
        yield _username(word)
    else:
        yield ParsedRecipient(word[:_MAX_SHOWN], problem=_LONE_WORD)


def _usernames(segment: str) -> Iterator[ParsedRecipient]:
    for item in re.finditer(r'"[^"]*+"|(?<![^\s,])\([^()]*+\)|[^\s,]++', segment):
        word = item[0].strip(_AROUND).rstrip(_AFTER)
        if not (_is_mark(word) or item[0].startswith("(") or item[0].endswith(":")):
            yield _username(word)


def _is_mark(word: str) -> bool:
    return word.casefold() in _HEADER_WORDS or not word.strip("._-–—|()<>+#~")


def _username(word: str) -> ParsedRecipient:
    username = usernames.check_username(word)
    if isinstance(username, Problem):
        return ParsedRecipient(word[:_MAX_SHOWN], problem=_NEITHER)
    return ParsedRecipient(word, username=username)
