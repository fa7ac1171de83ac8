"""Searching by the start of words."""

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from rules.search import like_prefix, typed, whole, words


def matches(column: InstrumentedAttribute[str] | ColumnElement[str], search: str | None) -> list[ColumnElement[bool]]:
    """Conditions under which each word of `search` begins a word of `column`, itself a `search_text`.

    An address or a username is also looked for as it is written. No search, no condition; a search with
    nothing in it to look for finds what holds it literally.
    """
    written = whole(search or "")
    if not written:
        return []
    as_written = column.like(f"% {like_prefix(written)}")
    if not words(written):
        return [as_written]
    each = [column.like(f"% {like_prefix(word)}") for word in typed(written)]
    return [or_(and_(*each), as_written)]
