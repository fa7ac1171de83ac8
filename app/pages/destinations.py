"""Where a page leads next: only to our own addresses, whatever a link or form says."""

import re
from urllib.parse import quote, unquote

from graph import ids

HOME = "/invitations"

_OWN_PATH = re.compile(
    r"/(?:invitations|join|join/[\w.~%-]{1,200}"
    r"|(?:console/)?groups/[\w=%+-]{1,120}(?:/[a-z]{1,20})?|console(?:/[a-z]{1,20})?|console/staff/[\w=%+-]{1,120})",
    re.ASCII,
)
_JOIN = "/join/"


def safe_destination(requested: str, default: str = HOME) -> str:
    return requested if _OWN_PATH.fullmatch(requested) else default


def key_in_path(path: str) -> str | None:
    if not path.startswith(_JOIN) or _OWN_PATH.fullmatch(path) is None:
        return None
    return unquote(path.removeprefix(_JOIN))


def join_page(key: str) -> str:
    return f"{_JOIN}{quote(key, safe='')}"


def group_page(group_id: int) -> str:
    return f"/groups/{quote(ids.encode('Group', group_id), safe='')}"


def without_console(path: str) -> str:
    """Give the page that shows, without JavaScript, what an address of the console does."""
    group = re.match(r"/console(/groups/[^/]+)(/seats)?", path)
    return HOME if group is None else group[1] + (group[2] or "")
