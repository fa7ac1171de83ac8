import re
from enum import StrEnum
from urllib.parse import urlsplit

from rules import cleaning
from rules.problems import Problem, ProblemCode
from rules.text import MAX_NAME, check_raw_line

MAX_TITLE = MAX_NAME
MAX_LINK = 2_000


class ResourceKind(StrEnum):
    PSYCHO_EDUCATION = "PSYCHO_EDUCATION"
    WORKBOOK = "WORKBOOK"
    LINK = "LINK"


def check_url(text: str | None, kind: ResourceKind) -> str | Problem | None:
    """Return a link, None if blank, or a problem. Only http and https: other schemes could run code."""
    text = cleaning.trim(text or "")
    if not text:
        return Problem(ProblemCode.BLANK, "A link needs an address.", ("url",)) if kind is ResourceKind.LINK else None
    read = check_raw_line(text, MAX_LINK, "url")
    if isinstance(read, Problem):
        return read
    if cleaning.has_invisible(text):
        return Problem(ProblemCode.INVALID_VALUE, "A link must not contain invisible characters.", ("url",))
    return _web_url(read) or Problem(
        ProblemCode.INVALID_VALUE, "Give a whole address, such as https://example.org/exercise.", ("url",)
    )


# Browsers read a backslash as a slash, and some end an address at a blank.
_NOT_IN_URL = re.compile(r'[\s\\<>"]')


def _web_url(url: str) -> str | None:
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() not in ("http", "https") or _NOT_IN_URL.search(url):
        return None
    try:
        parts = urlsplit(url)
        # Text before an @ looks like the host: https://example.org@elsewhere.example/.
        good = parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    return f"{scheme.lower()}://{rest}" if good else None


def describe_assignees(title: str, names: list[str] | None) -> str:
    if names is None:
        return f"{title}: everyone"
    return f"{title}: {', '.join(names)}" if len(names) <= _MAX_NAMED else f"{title}: {len(names):,} members"


_MAX_NAMED = 3
