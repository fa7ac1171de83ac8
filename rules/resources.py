"""Material that managers share: its kinds, and which links will do."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from rules import cleaning
from rules.problems import Code, Problem
from rules.text import NAME, line_as_given

TITLE = NAME
LINK = 2_000


class ResourceKind(StrEnum):
    """What a resource is."""

    PSYCHO_EDUCATION = "PSYCHO_EDUCATION"
    WORKBOOK = "WORKBOOK"
    LINK = "LINK"


def read_url(text: str | None, kind: ResourceKind) -> str | Problem | None:
    """The link of a resource, in the form in which it is kept.

    Args:
        text: What was given; blank is as if nothing was.
        kind: A LINK needs one.

    Returns:
        The link, None where there is none; or BLANK, TOO_LONG or INVALID_VALUE. Only http and https will do:
        whoever clicks trusts the group, and a link that runs something would use that.
    """
    text = cleaning.trimmed(text or "")
    if not text:
        return Problem(Code.BLANK, "A link needs an address.", ("url",)) if kind is ResourceKind.LINK else None
    read = line_as_given(text, LINK, "url")
    if isinstance(read, Problem):
        return read
    if cleaning.hides_something(text):
        return Problem(Code.INVALID_VALUE, "A link must not hold invisible characters.", ("url",))
    return _web(read) or Problem(
        Code.INVALID_VALUE, "Give a whole address, such as https://example.org/exercise.", ("url",)
    )


# A backslash is a slash to browsers and none to us; a blank ends the address for some and not for others.
_NOT_IN_ONE = re.compile(r'[\s\\<>"]')


def _web(url: str) -> str | None:
    """The address of something on the web, its scheme in lower case; None for anything else."""
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() not in ("http", "https") or _NOT_IN_ONE.search(url):
        return None
    try:
        parts = urlsplit(url)
        # What stands before an @ reads like the host: https://example.org@elsewhere.example/.
        good = parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    return f"{scheme.lower()}://{rest}" if good else None


def assigned_to(title: str, names: list[str] | None) -> str:
    """How history names an assignment.

    Args:
        title: The resource's.
        names: To whom; None for every member.
    """
    if names is None:
        return f"{title}: everyone"
    return f"{title}: {', '.join(names)}" if len(names) <= _NAMED else f"{title}: {len(names):,} members"


_NAMED = 3
