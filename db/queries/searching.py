from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from rules.search import like_prefix, search_phrase, search_prefixes, split_words


def matches(column: InstrumentedAttribute[str] | ColumnElement[str], search: str | None) -> list[ColumnElement[bool]]:
    """Return conditions that each word of `search` starts a word of `column`, which is a `search_text`.

    Addresses and usernames are also matched as written. An empty search has no conditions; one without words is
    matched literally.
    """
    written = search_phrase(search or "")
    if not written:
        return []
    as_written = column.like(f"% {like_prefix(written)}")
    if not split_words(written):
        return [as_written]
    each = [column.like(f"% {like_prefix(word)}") for word in search_prefixes(written)]
    return [or_(and_(*each), as_written)]
