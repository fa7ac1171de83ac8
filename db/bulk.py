"""Handle many rows in one statement, and define reusable parameters."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    FromClause,
    Insert,
    LargeBinary,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from db.prepared import Prepared


class IdRow(NamedTuple):
    id: int


def id_parameter(name: str) -> Any:
    return bindparam(name, type_=BigInteger)


def text_parameter(name: str) -> Any:
    return bindparam(name, type_=Text)


def ids_parameter(name: str) -> Any:
    """Return a parameter for a list of IDs: `column == any_(ids_parameter("ids"))`."""
    return _list_parameter(name, BigInteger())


def texts_parameter(name: str) -> Any:
    """Return a parameter for a list of texts."""
    return _list_parameter(name, Text())


def bytes_parameter(name: str) -> Any:
    """Return a parameter for a list of byte strings."""
    return _list_parameter(name, LargeBinary())


def _list_parameter(name: str, item: TypeEngine[Any]) -> Any:
    """Return a parameter for a list. The planner assumes ten items in a list that it cannot see."""
    return cast(hidden_parameter(name, ARRAY(item)), ARRAY(item))


def hidden_parameter(name: str, kind: TypeEngine[Any]) -> Any:
    """Return a parameter in a subquery that hides its value from the planner.

    PostgreSQL otherwise finds that a plan for the value at hand is cheaper than one for any value, and plans a prepared
    statement anew each time, which takes longer than to execute it.
    """
    return select(bindparam(name, type_=kind)).scalar_subquery()


def lists(*names: str) -> str:
    """Name parameters for lists in SQL, as arguments of `unnest`; hidden as above."""
    return ", ".join(f"(SELECT :{name})" for name in names)


def time_parameter(name: str) -> Any:
    return bindparam(name, type_=DateTime(timezone=True))


def unnested(table: FromClause, columns: Mapping[str, Sequence[Any]], name: str = "given") -> Any:
    """Return lists of equal length as a table with the column types of `table` and an `ordinality`."""
    arrays = [bindparam(f"{name}_{key}", list(values), ARRAY(table.c[key].type)) for key, values in columns.items()]
    return _unnest(table, columns, arrays, name)


def to_unnest(table: FromClause, keys: Iterable[str], name: str = "given") -> Any:
    """Like `unnested`, for lists given later as parameters named by `name` and the column, such as `given_id`."""
    keys = tuple(keys)
    return _unnest(table, keys, [_list_parameter(f"{name}_{key}", table.c[key].type) for key in keys], name)


def _unnest(table: FromClause, keys: Iterable[str], arrays: Sequence[Any], name: str) -> Any:
    shape = [column(key, table.c[key].type) for key in keys]
    return func.unnest(*arrays).table_valued(*shape, with_ordinality="ordinality", name=name).render_derived()


def array_of(like: InstrumentedAttribute[Any], values: Iterable[Any]) -> Any:
    """Return a list without None as one array parameter: `column == any_(array_of(column, values))`."""
    return literal([value for value in values if value is not None], ARRAY(like.type))


async def insert_rows(
    connection: AsyncConnection, entity: type[DeclarativeBase], columns: Mapping[str, Sequence[Any]]
) -> list[int]:
    """Insert rows, given column by column, and return their IDs in the order given.

    IDs are drawn in the order of the rows, so sorting restores it.
    """
    count = len(next(iter(columns.values())))
    if not count:
        return []
    statement = _insert_statement(entity, tuple(columns), is_one=count == 1)
    return sorted(row.id for row in await statement.rows(connection, **given_values(columns)))


def given_values(columns: Mapping[str, Sequence[Any]], name: str = "given") -> dict[str, Any]:
    """Return the parameters of `insert_given`: lists, or the values of one row, which take driver and database less time."""
    if len(next(iter(columns.values()))) == 1:
        return {f"{name}_{key}": value for key, (value,) in columns.items()}
    return {f"{name}_{key}": list(values) for key, values in columns.items()}


@cache
def _insert_statement(entity: type[DeclarativeBase], keys: tuple[str, ...], *, is_one: bool) -> Prepared[IdRow]:
    table: Table = entity.__table__  # type: ignore[assignment]
    return Prepared(IdRow, insert_given(table, keys, is_one=is_one).returning(table.c.id))


def insert_given(table: Table, keys: Iterable[str], *, is_one: bool, name: str = "given") -> Insert:
    """Return a statement that inserts one row or, in their order, many; `given_values` are its parameters."""
    keys = list(keys)
    if is_one:
        return insert(table).values({key: bindparam(f"{name}_{key}", type_=table.c[key].type) for key in keys})
    given = to_unnest(table, keys, name)
    return insert(table).from_select(keys, select(*(given.c[key] for key in keys)).order_by(given.c.ordinality))
