"""Relay connections by keyset.

Cursors hold the ordering values of a row, versioned, and are good for the listing that gave them alone.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import orjson
import strawberry
from sqlalchemy import Row

from graph.listings import Listing, Page, Slice
from rules.refusals import bad_request

T = TypeVar("T")

_VERSION = 1
_DEFAULT = 20
_MOST = 100
_LONGEST_CURSOR = 2_000


@strawberry.type(description="Where a page begins and ends, and whether there is more on either side.")
class PageInfo:
    """As the Relay specification has it."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(description="One entry of a list, with the cursor to go on from it.")
class Edge(Generic[T]):
    """As the Relay specification has it."""

    cursor: str
    node: T


@strawberry.type(description="One page of a list.")
class Connection(Generic[T]):
    """As the Relay specification has it, with the nodes at hand and the whole's size."""

    edges: list[Edge[T]]
    nodes: list[T]
    page_info: PageInfo
    total: strawberry.Private[int | None]

    @strawberry.field(description="How many there are in all, on every page.")
    def total_count(self) -> int:
        """Counted with the page, and only when asked for."""
        assert self.total is not None
        return self.total


def encode_cursor(listing: Listing, row: Row[Any]) -> str:
    """The cursor of a row in a listing."""
    values = [getattr(row, label) for label, _ in listing.order]
    return urlsafe_b64encode(orjson.dumps([_VERSION, listing.name, *values])).decode().rstrip("=")


def decode_cursor(listing: Listing, cursor: str) -> tuple[Any, ...]:
    """The ordering values that a cursor holds.

    Raises:
        RefusalError: BAD_REQUEST for a cursor that this listing did not give.
    """
    refusal = bad_request("This cursor is not one of this list's.")
    if len(cursor) > _LONGEST_CURSOR:
        raise refusal
    try:
        version, name, *values = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if (version, name, len(values)) != (_VERSION, listing.name, len(listing.order)):
            raise refusal
        return tuple(_typed(value, kind) for value, (_, kind) in zip(values, listing.order, strict=True))
    except (Error, ValueError, TypeError, OverflowError):
        raise refusal from None


def _typed(value: object, kind: type) -> object:
    if kind is datetime and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)  # fails for what the database could not be asked about
    is_number = kind is int and type(value) is int and 0 < value < 2**63
    if is_number or (kind is str and isinstance(value, str) and "\0" not in value):
        return value
    raise ValueError


def slice_of(
    listing: Listing, first: int | None, after: str | None, last: int | None = None, before: str | None = None
) -> Slice:
    """Check what a client asked of a listing; null is as if not given.

    Raises:
        RefusalError: BAD_REQUEST for both ends at once, a size outside 1 to 100, or a cursor of another list.
    """
    if first is not None and last is not None:
        raise bad_request("Give first or last, not both.")
    size = first if first is not None else last if last is not None else _DEFAULT
    if not 1 <= size <= _MOST:
        raise bad_request(f"A page holds 1 to {_MOST} entries.")
    return Slice(
        size,
        None if after is None else decode_cursor(listing, after),
        None if before is None else decode_cursor(listing, before),
        first is None and last is not None,
    )


def connection(listing: Listing, page: Page, node: Callable[[Row[Any]], T]) -> Connection[T]:
    """A page as clients see it.

    Args:
        listing: What is listed.
        page: Its rows.
        node: From a row to the object shown.
    """
    edges = [Edge(cursor=encode_cursor(listing, row), node=node(row)) for row in page.rows]
    info = PageInfo(
        has_next_page=page.more_after,
        has_previous_page=page.more_before,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return Connection(edges=edges, nodes=[edge.node for edge in edges], page_info=info, total=page.total)
