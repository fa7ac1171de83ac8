"""Read pages of listings by SQL: one statement reads the same page under many parents.

A listing is a select that knows its parent only as a column, so that LATERAL joins can read the pages of all
parents in a request together. Statements are cached by listing and by the shape of the page.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    FromClause,
    Select,
    Subquery,
    Text,
    column,
    func,
    null,
    select,
    true,
    tuple_,
)
from sqlalchemy.types import TypeEngine

from db.bulk import hidden_parameter, id_parameter, ids_parameter
from db.compiled_statements import CompiledStatement
from db.reader import Reader
from db.statements import R, TypedSelect, rows_of
from execution import SelectedNames

_STATEMENTS = 256
"""The size of the statement cache."""

_TYPES: dict[type, TypeEngine[Any]] = {int: BigInteger(), str: Text(), datetime: DateTime(timezone=True)}


class _NotRead:
    """Stands in rows for columns that were left out; it fits no type of a field, and is neither true nor false."""

    def __bool__(self) -> bool:
        raise TypeError("this column was not read: name the field that needs it in its OptionalColumns")


_NOT_READ = _NotRead()


@dataclass(frozen=True, slots=True, eq=False)
class OptionalColumns:
    """Columns of a listing that are read only where one of these fields is selected, at whatever depth below it."""

    labels: frozenset[str]
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing(Generic[R]):
    """A list of rows under a parent.

    The statement is cached and then given its values, so `rows` must be a module-level function that depends on its
    arguments alone.

    Args:
        name: Identifies the listing in its cursors.
        rows: Takes the parent's ID, as a column, and the filters; returns the select of all rows.
        order: Labels and types of the selected columns that order it. There are two or more, and the last one must be unique.
        values: Values of parameters in `rows`, by name, such as IDs and dates, which would make too many statements.
        depends_on_viewer: Whether `rows` takes the viewer's ID, as a column, before the filters.
        optional: What a list mostly does without, and what takes time to read.
    """

    name: str
    rows: Callable[..., TypedSelect[R]]
    order: tuple[tuple[str, type], ...]
    descending: bool = False
    filters: tuple[object, ...] = ()
    values: tuple[tuple[str, object], ...] = ()
    depends_on_viewer: bool = False
    optional: tuple[OptionalColumns, ...] = ()

    def __post_init__(self) -> None:
        assert "<" not in self.rows.__qualname__, "rows must be a module-level function"
        hashable = tuple(tuple(one) if isinstance(one, list) else one for one in self.filters)
        object.__setattr__(self, "filters", hashable)

    def of(self, parent: ColumnElement[int]) -> TypedSelect[R]:
        """Select all rows under a parent; the viewer's ID is a bind parameter."""
        return self.rows(parent, *((id_parameter("viewer"),) if self.depends_on_viewer else ()), *self.filters)

    @property
    def is_searched(self) -> bool:
        """Search words vary so much that caching the statements is not worth it."""
        return any(isinstance(one, str) for one in self.filters)


@dataclass(frozen=True, slots=True)
class Slice:
    size: int
    after: tuple[Any, ...] | None
    before: tuple[Any, ...] | None
    backwards: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """The rows of one page in order, and the values that order each; `total` is None unless it was counted."""

    rows: Sequence[R]
    keys: Sequence[tuple[Any, ...]]
    more_after: bool
    more_before: bool
    total: int | None


@dataclass(frozen=True, slots=True)
class _Shape:
    """The properties of a page that its statement depends on."""

    has_after: bool
    has_before: bool
    is_backwards: bool
    is_counted: bool
    left_out: tuple[OptionalColumns, ...] = ()


def _sliced(listing: Listing[R], shape: _Shape, rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    keys = [rows.selected_columns[label] for label, _ in listing.order]
    if shape.has_after:
        rows = rows.where(*_beyond(listing, keys, "after", is_above=not listing.descending))
    if shape.has_before:
        rows = rows.where(*_beyond(listing, keys, "before", is_above=listing.descending))
    falling = listing.descending != shape.is_backwards
    return rows.order_by(*(key.desc() if falling else key.asc() for key in keys)).limit(
        hidden_parameter("size", _TYPES[int])
    )


def _beyond(
    listing: Listing[R], keys: Sequence[ColumnElement[Any]], name: str, *, is_above: bool
) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for rows on one side of a cursor.

    A separate bound on the first key, so that an index on that key alone can be used.
    """
    place = [hidden_parameter(f"{name}_{label}", _TYPES[kind]) for label, kind in listing.order]
    if is_above:
        return tuple_(*keys) > tuple_(*place), keys[0] >= place[0]
    return tuple_(*keys) < tuple_(*place), keys[0] <= place[0]


def _values(listing: Listing[R], name: str, place: tuple[Any, ...] | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {f"{name}_{label}": value for (label, _), value in zip(listing.order, place, strict=True)}


def _parents(name: str) -> Any:
    shape = column("id", BigInteger)
    found = func.unnest(ids_parameter("parents")).table_valued(shape, with_ordinality="ordinality", name=name)
    return found.render_derived()


def _totals(listing: Listing[R]) -> Subquery:
    parent = _parents("counted_parent")
    rows = listing.of(parent.c.id).select.lateral("counted_rows")
    count = func.count(rows.c[listing.order[-1][0]]).label("total")
    counted = select(parent.c.ordinality, count).select_from(parent.outerjoin(rows, true()))
    return counted.group_by(parent.c.ordinality).subquery("counted")


@dataclass(frozen=True, slots=True)
class _Paged(Generic[R]):
    """A page's statement, whose columns are the parent's position, the total, and those of the rows.

    `columns` are the places of a row's fields among them, None for what is left out; `keys` those of the ordering values.
    """

    executable: Select[*tuple[Any, ...]]
    compiled: CompiledStatement | None
    row: type[R]
    columns: tuple[int | None, ...]
    keys: tuple[int, ...]


_LEADING_COLUMNS = 2


def _build_statement(listing: Listing[R], shape: _Shape) -> _Paged[R]:
    parent = _parents("parent")
    all_rows = listing.of(parent.c.id)
    left_out = {label for one in shape.left_out for label in one.labels}
    read = [one for one in all_rows.select.selected_columns if one.key not in left_out]
    rows = _sliced(listing, shape, all_rows.select.with_only_columns(*read)).lateral("page")
    order = [rows.c[label] for label, _ in listing.order]
    total: ColumnElement[Any] = null()
    found: FromClause = parent
    if shape.is_counted:
        counted = _totals(listing)
        total, found = counted.c.total, parent.join(counted, counted.c.ordinality == parent.c.ordinality)
    statement = (
        select(parent.c.ordinality.label("parent_ordinality"), total.label("parent_total"), rows)
        .select_from(found.outerjoin(rows, true()))
        .order_by(parent.c.ordinality, *(key.desc() if listing.descending else key.asc() for key in order))
    )
    places = {label: place for place, label in enumerate(rows.c.keys(), _LEADING_COLUMNS)}
    columns = tuple(map(places.get, all_rows.select.selected_columns.keys()))
    keys = tuple(places[label] for label, _ in listing.order)
    compiled = None if listing.is_searched else CompiledStatement(statement)
    return _Paged(statement, compiled, all_rows.row, columns, keys)


_cached_statement = lru_cache(maxsize=_STATEMENTS)(_build_statement)


async def read_pages(
    reader: Reader,
    listing: Listing[R],
    cut: Slice,
    parents: Sequence[int],
    viewer: int | None = None,
    selected: SelectedNames | None = None,
) -> list[Page[R]]:
    """Read the same page of a listing under each parent in one statement, with totals if they are selected.

    Args:
        parents: The parents' IDs.
        viewer: The viewer's account ID, where the listing depends on it.
        selected: What is selected of the connection; without it, all columns are read.
    """
    is_counted = selected is not None and "totalCount" in selected.direct
    left_out = _left_out(listing, selected)
    shape = _Shape(cut.after is not None, cut.before is not None, cut.backwards, is_counted, left_out)
    unbound = replace(listing, values=()) if listing.values else listing
    paged: _Paged[R] = _build_statement(unbound, shape) if listing.is_searched else _cached_statement(unbound, shape)
    values: dict[str, object] = {"parents": list(parents), "size": cut.size + 1, **dict(listing.values)}
    values |= _values(listing, "after", cut.after) | _values(listing, "before", cut.before)
    if listing.depends_on_viewer:
        values["viewer"] = viewer
    columns = await reader.columns(paged.executable, paged.compiled, **values)
    places = range(1, len(parents) + 1)  # each parent has one record or more, in this order
    ends = [bisect_right(columns[0], place) for place in places]
    parts = zip([0, *ends], ends, strict=False)
    return [_page(paged, cut, [column[start:end] for column in columns]) for start, end in parts]


def _left_out(listing: Listing[R], selected: SelectedNames | None) -> tuple[OptionalColumns, ...]:
    if selected is None:
        return ()
    return tuple(one for one in listing.optional if one.fields.isdisjoint(selected.all))


def _page(paged: _Paged[R], cut: Slice, columns: Sequence[Sequence[Any]]) -> Page[R]:
    count = len(columns[0]) if columns[paged.keys[-1]][0] is not None else 0
    has_more = count > cut.size
    shown = slice(max(0, count - cut.size), count) if cut.backwards else slice(min(count, cut.size))
    columns_shown = [column[shown] for column in columns]
    left_out = [_NOT_READ] * len(columns_shown[0])
    return Page(
        rows_of(paged.row, [left_out if place is None else columns_shown[place] for place in paged.columns]),
        list(zip(*(columns_shown[place] for place in paged.keys), strict=True)),
        more_after=cut.before is not None if cut.backwards else has_more,
        more_before=has_more if cut.backwards else cut.after is not None,
        total=columns[1][0],
    )
