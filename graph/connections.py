"""Relay connections by keyset: a page costs one statement, and so do the pages of many parents.

A listing is a select that knows its parent only as a column, so that the pages of all parents in one
request are read together, by LATERAL joins. Cursors hold the ordering values of a row, versioned, and
are good for the listing that gave them alone.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

import orjson
import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    FromClause,
    Row,
    Select,
    Subquery,
    Text,
    bindparam,
    column,
    func,
    null,
    select,
    true,
    tuple_,
)
from sqlalchemy.types import TypeEngine

from db.bulk import number, numbers
from db.reader import Reader
from rules.refusals import bad_request

T = TypeVar("T")

_VERSION = 1
_DEFAULT = 20
_MOST = 100
_LONGEST_CURSOR = 2_000
_STATEMENTS = 256
_TYPES: dict[type, TypeEngine[Any]] = {int: BigInteger(), str: Text(), datetime: DateTime(timezone=True)}


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


@dataclass(frozen=True, slots=True)
class Listing:
    """Something that is listed under a parent.

    Its statement is made once and then filled, so `rows` must be a function at the top of a module, which knows
    nothing but what it is given.

    Args:
        name: Names the listing in its cursors.
        rows: From the parent's ID, as a column, and the filters to the select of all its rows.
        order: The labels of the selected columns that order it, the last one unique, each with its type.
        descending: Newest first, as against by name or number.
        filters: What `rows` is given besides.
        is_viewed: Whether it is a question of who looks: `rows` is given that one's ID, as a column, before the filters.
    """

    name: str
    rows: Callable[..., Select[*tuple[Any, ...]]]
    order: tuple[tuple[str, type], ...]
    descending: bool = False
    filters: tuple[object, ...] = ()
    is_viewed: bool = False

    def __post_init__(self) -> None:
        assert "<" not in self.rows.__qualname__, "a function that knows more than it is given"

    def of(self, parent: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
        """All the rows under a parent, to be filled with the ID of who looks."""
        return self.rows(parent, *((number("viewer"),) if self.is_viewed else ()), *self.filters)

    @property
    def is_searched(self) -> bool:
        """Whether there are so many of its kind that statements are not worth keeping."""
        return any(isinstance(one, str) for one in self.filters)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which page: how many, from where, and from which end."""

    size: int
    after: tuple[Any, ...] | None
    before: tuple[Any, ...] | None
    backwards: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, in order, whether there is more, and how many in all, if that was counted."""

    rows: Sequence[Row[Any]]
    more_after: bool
    more_before: bool
    total: int | None


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
        Refusal: BAD_REQUEST for a cursor that this listing did not give.
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
        Refusal: BAD_REQUEST for both ends at once, a size outside 1 to 100, or a cursor of another list.
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


@dataclass(frozen=True, slots=True)
class _Shape:
    """What makes the statement of one page another than that of the next."""

    has_after: bool
    has_before: bool
    is_backwards: bool
    is_counted: bool


def _paged(listing: Listing, shape: _Shape, parent: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    rows = listing.of(parent)
    keys = [rows.selected_columns[label] for label, _ in listing.order]
    ahead, behind = tuple_(*keys).__gt__, tuple_(*keys).__lt__
    if listing.descending:
        ahead, behind = behind, ahead
    if shape.has_after:
        rows = rows.where(ahead(_place(listing, "after")))
    if shape.has_before:
        rows = rows.where(behind(_place(listing, "before")))
    falling = listing.descending != shape.is_backwards
    return rows.order_by(*(key.desc() if falling else key.asc() for key in keys)).limit(number("size"))


def _place(listing: Listing, name: str) -> Any:
    return tuple_(*(bindparam(f"{name}_{label}", type_=_TYPES[kind]) for label, kind in listing.order))


def _values(listing: Listing, name: str, place: tuple[Any, ...] | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {f"{name}_{label}": value for (label, _), value in zip(listing.order, place, strict=True)}


def _parents(name: str) -> Any:
    shape = column("id", BigInteger)
    found = func.unnest(numbers("parents")).table_valued(shape, with_ordinality="ordinality", name=name)
    return found.render_derived()


def _totals(listing: Listing) -> Subquery:
    parent = _parents("counted_parent")
    rows = listing.of(parent.c.id).lateral("counted_rows")
    count = func.count(rows.c[listing.order[-1][0]]).label("total")
    counted = select(parent.c.ordinality, count).select_from(parent.outerjoin(rows, true()))
    return counted.group_by(parent.c.ordinality).subquery("counted")


def _made(listing: Listing, shape: _Shape) -> Select[*tuple[Any, ...]]:
    parent = _parents("parent")
    rows = _paged(listing, shape, parent.c.id).lateral("page")
    order = [rows.c[label] for label, _ in listing.order]
    total: ColumnElement[Any] = null()
    found: FromClause = parent
    if shape.is_counted:
        counted = _totals(listing)
        total, found = counted.c.total, parent.join(counted, counted.c.ordinality == parent.c.ordinality)
    return (
        select(parent.c.ordinality.label("parent_ordinality"), total.label("parent_total"), rows)
        .select_from(found.outerjoin(rows, true()))
        .order_by(parent.c.ordinality, *(key.desc() if listing.descending else key.asc() for key in order))
    )


_kept = lru_cache(maxsize=_STATEMENTS)(_made)


async def pages(
    reader: Reader,
    listing: Listing,
    cut: Slice,
    parents: Sequence[int],
    viewer: int | None = None,
    *,
    is_counted: bool = False,
) -> list[Page]:
    """The same page of a listing under each of several parents, in one statement, and their totals if asked for.

    Args:
        reader: What to read with.
        listing: What is listed.
        cut: Which page.
        parents: The IDs of what it is listed under.
        viewer: Who looks, where that is a question of the listing.
        is_counted: Whether to count them all.
    """
    shape = _Shape(cut.after is not None, cut.before is not None, cut.backwards, is_counted)
    statement = _made(listing, shape) if listing.is_searched else _kept(listing, shape)
    values = {"parents": list(parents), "size": cut.size + 1}
    values |= _values(listing, "after", cut.after) | _values(listing, "before", cut.before)
    if listing.is_viewed:
        values["viewer"] = viewer
    page_rows: list[list[Row[Any]]] = [[] for _ in parents]
    page_totals: list[int | None] = [None] * len(parents)
    for row in await reader.rows(statement, **values):
        place = row.parent_ordinality - 1
        page_totals[place] = row.parent_total
        if getattr(row, listing.order[-1][0]) is not None:
            page_rows[place].append(row)
    return [_page(cut, rows, total) for rows, total in zip(page_rows, page_totals, strict=True)]


def _page(cut: Slice, rows: list[Row[Any]], total: int | None) -> Page:
    more = len(rows) > cut.size
    if cut.backwards:
        return Page(rows[-cut.size :], more_after=cut.before is not None, more_before=more, total=total)
    return Page(rows[: cut.size], more_after=more, more_before=cut.after is not None, total=total)


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
