"""Statements that are compiled once and run as prepared statements of the driver, for hot paths."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

from sqlalchemy import ClauseElement, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from db.compiled import Compiled
from db.driver import announce, driver_of, sync_of, translated

R = TypeVar("R", bound=NamedTuple)


class Prepared(Generic[R]):
    """A statement and the type of its rows, whose fields are its columns in order.

    A field that is a named tuple itself takes as many columns as it has fields. See `Compiled` for its parameters.
    """

    def __init__(self, row: type[R], executable: Executable) -> None:
        self._make = _maker(row)
        self._executable = executable

    async def rows(self, connection: AsyncConnection, **values: Any) -> list[R]:
        """Execute, and raise what SQLAlchemy would. The statement that begins a transaction is left to SQLAlchemy."""
        driver, sync = driver_of(connection), sync_of(connection)
        adapter: Any = sync.connection.dbapi_connection
        if not (driver.is_in_transaction() or adapter.autocommit):
            found = await connection.execute(self._executable, values)
            return [self._make(row) for row in found] if found.returns_rows else []
        given = self._compiled.arguments(values)
        announce(sync, "before_cursor_execute", self._compiled.text, given)
        records = await translated(connection, self._compiled.text, driver.fetch(self._compiled.text, *given))
        announce(sync, "after_cursor_execute", self._compiled.text, given)
        return [self._make(record) for record in self._compiled.converted(records)]

    async def row(self, connection: AsyncConnection, **values: Any) -> R | None:
        rows = await self.rows(connection, **values)
        return rows[0] if rows else None

    @cached_property
    def _compiled(self) -> Compiled:
        assert isinstance(self._executable, ClauseElement)
        return Compiled(self._executable)


def _maker(row: type[R]) -> Callable[[Sequence[Any]], R]:
    hints = get_type_hints(row)
    parts = [hint if hasattr(hint := hints[name], "_fields") else None for name in row._fields]
    if not any(parts):
        return row._make

    def make(record: Sequence[Any]) -> R:
        values, place = [], 0
        for part in parts:
            width = 1 if part is None else len(part._fields)
            values.append(record[place] if part is None else part._make(record[place : place + width]))
            place += width
        return row._make(values)

    return make
