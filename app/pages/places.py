"""Where a page leads next: only to our own addresses, whatever a link or form says."""

import re
from urllib.parse import quote, unquote

from graph import ids

HOME = "/invitations"

_OURS = re.compile(r"/(?:invitations|join|join/[\w.~%-]{1,200}|groups/[\w=%+-]{1,120}(?:/[a-z]{1,20})?)", re.ASCII)
_JOIN = "/join/"


def next_place(asked: str, otherwise: str = HOME) -> str:
    return asked if _OURS.fullmatch(asked) else otherwise


def key_in(place: str) -> str | None:
    if not place.startswith(_JOIN) or _OURS.fullmatch(place) is None:
        return None
    return unquote(place.removeprefix(_JOIN))


def join_page(key: str) -> str:
    return f"{_JOIN}{quote(key, safe='')}"


def group_page(group_id: int) -> str:
    return f"/groups/{quote(ids.encode('Group', group_id), safe='')}"
