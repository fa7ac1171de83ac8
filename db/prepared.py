"""Statements that are compiled once and run as prepared statements of the driver, for hot paths."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

from sqlalchemy import ClauseElement, Connection, Executable
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg, PGDialect_asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection

from db.driver import driver_of, sync_of, translated

R = TypeVar("R", bound=NamedTuple)
Process = Callable[[Any], Any]


class Prepared(Generic[R]):
    """A statement and the type of its rows, whose fields are its columns in order.

    A field that is a named tuple itself takes as many columns as it has fields.
    Values that the statement is built with become part of its text, so that plans that are kept for all parameters can
    use partial indexes. Parameters are those without a value: `number("id")`.
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
        text, parameters, results = self._compiled
        given = [values[name] if process is None else process(values[name]) for name, process in parameters]
        _announce(sync, "before_cursor_execute", text, given)
        records: Sequence[Any] = await translated(connection, text, driver.fetch(text, *given))
        _announce(sync, "after_cursor_execute", text, given)
        if results is None:
            return [self._make(record) for record in records]
        return [
            self._make(
                [value if process is None else process(value) for process, value in zip(results, record, strict=True)]
            )
            for record in records
        ]

    async def row(self, connection: AsyncConnection, **values: Any) -> R | None:
        rows = await self.rows(connection, **values)
        return rows[0] if rows else None

    @cached_property
    def _compiled(self) -> "tuple[str, list[tuple[str, Process | None]], list[Process | None] | None]":
        """Return the text, the parameters in order, and what turns the driver's values into Python's, if anything."""
        assert isinstance(self._executable, ClauseElement)
        compiled: Any = self._executable.compile(dialect=_DIALECT)
        parameters = [
            (name, compiled.binds[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
            for name in compiled.positiontup
        ]
        results = [
            column[3].dialect_impl(_DIALECT).result_processor(_DIALECT, None) for column in compiled._result_columns
        ]
        return str(compiled), parameters, results if any(results) else None


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


class _Compiler(PGCompiler_asyncpg):
    def visit_bindparam(self, bindparam: Any, *given: Any, **how: Any) -> Any:
        if not bindparam.required:
            how["literal_binds"] = True
        return super().visit_bindparam(bindparam, *given, **how)  # type: ignore[no-untyped-call]


class _Dialect(PGDialect_asyncpg):
    statement_compiler = _Compiler
    supports_statement_cache = True


_DIALECT = _Dialect()  # type: ignore[no-untyped-call]


def _announce(connection: Connection, moment: str, text: str, values: list[Any]) -> None:
    """Tell SQLAlchemy's listeners, as it does of its own statements."""
    for listener in getattr(connection.dispatch, moment):
        listener(connection, None, text, tuple(values), None, False)
