"""Where a page leads next: addresses of our own alone, whatever a link or a form says."""

import re
from urllib.parse import quote, unquote

from graph import ids

HOME = "/invitations"

_OURS = re.compile(r"/(?:invitations|join|join/[\w.~%-]{1,200}|groups/[\w=%+-]{1,120}(?:/[a-z]{1,20})?)", re.ASCII)
_JOIN = "/join/"


def next_place(asked: str, otherwise: str = HOME) -> str:
    """The page that somebody was on the way to; `otherwise` for an address that is not one of ours."""
    return asked if _OURS.fullmatch(asked) else otherwise


def key_in(place: str) -> str | None:
    """The token or code of an invite page that somebody was on the way to."""
    if not place.startswith(_JOIN) or _OURS.fullmatch(place) is None:
        return None
    return unquote(place.removeprefix(_JOIN))


def join_page(key: str) -> str:
    """Our own page of a token or code."""
    return f"{_JOIN}{quote(key, safe='')}"


def group_page(group_id: int) -> str:
    """Our own page of a group."""
    return f"/groups/{quote(ids.encode('Group', group_id), safe='')}"
