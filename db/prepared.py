"""Statements that are compiled once and run as prepared statements of the driver, for hot paths."""

from functools import cached_property
from typing import Any, Generic

from sqlalchemy import ClauseElement, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from db.compiled_statements import CompiledStatement
from db.driver import announce, driver_of, sync_of, translated
from db.statements import R, make_rows


class Prepared(Generic[R]):
    """A statement and the type of its rows, whose fields are its columns in order.

    A field that is a named tuple itself takes as many columns as it has fields. See `CompiledStatement` for its parameters.
    """

    # Why this is no `Statement`: a statement's columns are named and checked, and a `Reader` runs it on any connection,
    # compiled once it is reused. Writers need the other half: DML and `text` have no columns that could be checked, and
    # each runs, compiled from its first use, in the transaction that the caller has open.

    def __init__(self, row: type[R], executable: Executable) -> None:
        self._row = row
        self._executable = executable

    async def rows(self, connection: AsyncConnection, **values: Any) -> list[R]:
        """Execute, and raise what SQLAlchemy would. The statement that begins a transaction is left to SQLAlchemy."""
        driver, sync = driver_of(connection), sync_of(connection)
        adapter: Any = sync.connection.dbapi_connection
        if not (driver.is_in_transaction() or adapter.autocommit):
            found = await connection.execute(self._executable, values)
            return make_rows(self._row, found.all()) if found.returns_rows else []
        given = self._compiled.arguments(values)
        announce(sync, "before_cursor_execute", self._compiled.text, given)
        records = await translated(connection, self._compiled.text, driver.fetch(self._compiled.text, *given))
        announce(sync, "after_cursor_execute", self._compiled.text, given)
        return make_rows(self._row, records, self._compiled)

    async def row(self, connection: AsyncConnection, **values: Any) -> R | None:
        rows = await self.rows(connection, **values)
        return rows[0] if rows else None

    @cached_property
    def _compiled(self) -> CompiledStatement:
        assert isinstance(self._executable, ClauseElement)
        return CompiledStatement(self._executable)
