"""Many rows in one statement, however many they are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, FromClause, Table, bindparam, column, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute


def unnested(table: FromClause, columns: Mapping[str, Sequence[Any]], name: str = "given") -> Any:
    """Lists of equal length as a table with the types of `table`'s columns and an `ordinality`."""
    arrays = [bindparam(f"{name}_{key}", list(values), ARRAY(table.c[key].type)) for key, values in columns.items()]
    shape = [column(key, table.c[key].type) for key in columns]
    return func.unnest(*arrays).table_valued(*shape, with_ordinality="ordinality", name=name).render_derived()


def array_of(like: InstrumentedAttribute[Any], values: Iterable[Any]) -> Any:
    """A list as one array parameter of a column's type, None left out: `column == any_(array_of(column, values))`."""
    return literal([value for value in values if value is not None], ARRAY(like.type))


async def insert_rows(
    connection: AsyncConnection, entity: type[DeclarativeBase], columns: Mapping[str, Sequence[Any]]
) -> list[int]:
    """Insert rows given column by column, in one statement.

    Args:
        connection: With the transaction open.
        entity: The table, with an identity column `id`.
        columns: A list of values for each column; all of one length.

    Returns:
        The new IDs, in the order given: IDs are drawn in the order of the SELECT, so sorting restores it.
    """
    if not next(iter(columns.values())):
        return []
    table: Table = entity.__table__  # type: ignore[assignment]
    given = unnested(table, columns)
    rows = select(*(given.c[key] for key in columns)).order_by(given.c.ordinality)
    result = await connection.execute(insert(table).from_select(list(columns), rows).returning(table.c.id))
    return sorted(result.scalars())
