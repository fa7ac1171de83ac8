import re
from collections.abc import Iterator, Mapping
from itertools import islice

from rules.problems import Problem, ProblemCode
from rules.text import MAX_SUBJECT, MAX_TEXT, check_raw_line, check_text

REGISTER_URL = "register_url"
PLACEHOLDERS = ("register_url", "group_name", "inviter_name", "recipient_name", "site_name")

DEFAULT_SUBJECT = "@inviter_name invites you to join @group_name"
DEFAULT_BODY = """\
Hello @recipient_name,

@inviter_name would like you to join @group_name on @site_name.

This link is your own. It takes you to the invitation, where you can accept or decline it:

@register_url

If you did not expect this, you need not do anything.
"""

MAX_PLACEHOLDERS = 100
"""Limits the length of the mail, because each placeholder may become a name or a button."""

_AT_NAME = re.compile(r"@([^\W\d_]\w*)")
_AFTER_A_WORD = re.compile(r"(?<=[\w+%-])@")
_REST_OF_DOMAIN = re.compile(r"[\w-]*\.\w")
_NOT_IN_A_LINE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def placeholder_values(
    *, register_url: str, group_name: str, inviter_name: str, recipient_name: str | None, site_name: str
) -> dict[str, str]:
    return {
        "register_url": register_url,
        "group_name": group_name,
        "inviter_name": inviter_name,
        "recipient_name": recipient_name or "there",
        "site_name": site_name,
    }


def check_template(subject: str, body: str) -> list[Problem]:
    """Return the problems. The body must contain ``@register_url``, the subject must not."""
    return [*_check_subject(subject), *_check_body(body)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace placeholders. Values are not expanded again."""
    return "".join(piece if name is None else values[name] for piece, name in pieces(text))


def fill_subject(text: str, values: Mapping[str, str]) -> str:
    """Fill a subject and keep it on one line, whatever the values contain."""
    return _NOT_IN_A_LINE.sub(" ", fill(text, values)).strip()


def pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield ``(text, None)`` for plain text and ``("@group_name", "group_name")`` for a placeholder."""
    done = 0
    for match in _AT_NAME.finditer(text):
        if match[1] in PLACEHOLDERS and not _in_an_address(match):
            if match.start() > done:
                yield text[done : match.start()], None
            yield match[0], match[1]
            done = match.end()
    if done < len(text):
        yield text[done:], None


def _check_subject(subject: str) -> list[Problem]:
    line = check_raw_line(subject, MAX_SUBJECT, "subject")
    if isinstance(line, Problem):
        return [line]
    problems = _unknown(line, "subject")
    if REGISTER_URL in _used(line):
        message = "@register_url belongs in the body: a link in a subject cannot be followed."
        problems.append(Problem(ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER, message, ("subject",)))
    return problems


def _check_body(body: str) -> list[Problem]:
    text = check_text(body, MAX_TEXT, "body")
    if isinstance(text, Problem):
        return [text]
    problems = _unknown(text, "body")
    if len(list(islice(_placeholders(text), MAX_PLACEHOLDERS + 1))) > MAX_PLACEHOLDERS:
        message = f"This must not contain more than {MAX_PLACEHOLDERS} placeholders."
        problems.append(Problem(ProblemCode.TOO_LONG, message, ("body",)))
    if REGISTER_URL not in _used(text):
        message = "The text must contain @register_url, which becomes each recipient's own link."
        problems.insert(0, Problem(ProblemCode.TEMPLATE_LACKS_REGISTER_URL, message, ("body",)))
    return problems


def _used(text: str) -> set[str]:
    return set(_placeholders(text))


def _placeholders(text: str) -> Iterator[str]:
    return (name for _, name in pieces(text) if name is not None)


def _unknown(text: str, field: str) -> list[Problem]:
    names = {match[1] for match in _AT_NAME.finditer(text) if match[1] not in PLACEHOLDERS and not _in_a_word(match)}
    if not names:
        return []
    many = "One @word is not a placeholder." if len(names) == 1 else f"{len(names):,} @words are not placeholders."
    known = ", ".join(f"@{name}" for name in PLACEHOLDERS)
    return [Problem(ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER, f"{many} There are {known}.", (field,))]


def _in_a_word(match: re.Match[str]) -> bool:
    return _AFTER_A_WORD.match(match.string, match.start()) is not None


def _in_an_address(match: re.Match[str]) -> bool:
    """Check for the middle of an address, such as ``a@site_name.org``, which is no placeholder."""
    return _in_a_word(match) and _REST_OF_DOMAIN.match(match.string, match.end()) is not None
