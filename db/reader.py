"""Read with short connections outside transactions, or with one snapshot for a whole request."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from sqlalchemy import Executable, Row, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.util import greenlet_spawn

from db.compiled_statements import CompiledStatement
from db.driver import driver_of, fetch, sync_of
from db.pool import fetch_idle
from db.retries import TRIES, is_lost
from db.shielding import run_shielded
from db.statements import R, Statement, columns_of, make_rows

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_Records = tuple[Sequence[Any], CompiledStatement | None]

_CANCEL_TIMEOUT = 1.0
"""Seconds that a statement may still take after its caller was cancelled."""


class Reader:
    """Execute a request's reads.

    Without a snapshot each statement borrows an AUTOCOMMIT connection, so reads run in parallel. With one, all
    statements run in turn on one REPEATABLE READ transaction. With `within`, they run in that open transaction and
    see its changes. A statement that loses its connection is retried, except in a snapshot or a transaction: there
    `is_lost` says that the whole must be repeated.
    """

    def __init__(self, engine: AsyncEngine, *, snapshot: bool = False, within: AsyncConnection | None = None) -> None:
        self._engine = engine
        self._is_pinned = snapshot or within is not None
        self._lock = asyncio.Lock()
        self._connection = within
        self._is_borrowed = within is not None
        self._tasks: set[asyncio.Task[_Records]] = set()
        self.is_lost = False

    @overload
    async def rows(self, statement: Statement[R], **values: Any) -> list[R]: ...

    @overload
    async def rows(self, statement: Executable, **values: Any) -> Sequence[Row[Any]]: ...

    async def rows(self, statement: Statement[R] | Executable, **values: Any) -> Sequence[Any]:
        """Return all rows. `values` are the parameters of a reusable statement."""
        if isinstance(statement, Statement):
            return make_rows(statement.row, *await self._records(statement.executable, values, statement.compiled()))
        return (await self._records(statement, values))[0]

    @overload
    async def row(self, statement: Statement[R], **values: Any) -> R | None: ...

    @overload
    async def row(self, statement: Executable, **values: Any) -> Row[Any] | None: ...

    async def row(self, statement: Statement[R] | Executable, **values: Any) -> Any:
        rows = await self.rows(statement, **values)
        return rows[0] if rows else None

    async def value(self, statement: Executable, **values: Any) -> Any:
        row = await self.row(statement, **values)
        return row[0] if row is not None else None

    async def columns(
        self, statement: Executable, compiled: CompiledStatement | None, **values: Any
    ) -> list[Sequence[Any]]:
        """Return columns as their values alone, none without rows; `compiled` is the statement for the driver."""
        return columns_of(*await self._records(statement, values, compiled))

    async def _records(
        self, statement: Executable, values: dict[str, Any], compiled: CompiledStatement | None = None
    ) -> _Records:
        """Return records, and the statement that they must be converted by if they are the driver's own."""
        if not self._is_pinned:
            if compiled is not None and (records := await self._read_idle(compiled, values)) is not None:
                return records, compiled
            return await greenlet_spawn(self._read_unpinned, statement, values, compiled), compiled
        # The caller may be cancelled, and half a statement would break the connection for all others.
        reading = asyncio.ensure_future(self._read_pinned(statement, values, compiled))
        self._tasks.add(reading)
        reading.add_done_callback(self._tasks.discard)
        return await asyncio.shield(reading)

    async def _read_idle(self, compiled: CompiledStatement, values: dict[str, Any]) -> Sequence[Any] | None:
        """Execute on an idle connection, if there is one that works."""
        try:
            return await fetch_idle(self._engine, compiled, values)
        except DBAPIError as error:
            if not is_lost(error):
                raise
        return None

    def _read_unpinned(
        self, statement: Executable, values: dict[str, Any], compiled: CompiledStatement | None
    ) -> Sequence[Any]:
        """Connect, execute and release in one await: four awaits take half as much time again.

        A statement that is used again runs on the driver.
        """
        for left in reversed(range(TRIES)):
            try:
                with self._engine.sync_engine.connect() as connection:
                    if compiled is not None:
                        return fetch(connection, compiled, values)
                    connection.execution_options(isolation_level="AUTOCOMMIT")
                    return connection.execute(statement, values or None).all()
            except DBAPIError as error:
                if not (left and is_lost(error)):
                    raise
        raise AssertionError("unreachable: the last try returns or raises")

    async def _read_pinned(
        self, statement: Executable, values: dict[str, Any], compiled: CompiledStatement | None
    ) -> _Records:
        async with self._lock:
            try:
                connection = await self._pinned_connection()
                if compiled is not None and driver_of(connection).is_in_transaction():
                    return await greenlet_spawn(fetch, sync_of(connection), compiled, values), compiled
                return (await connection.execute(statement, values or None)).all(), None
            except DBAPIError as error:
                self.is_lost |= is_lost(error)
                raise

    async def end_snapshot(self) -> None:
        """Wait until no read is running. End the snapshot: reads after a change must see it."""
        if self._is_pinned:
            await run_shielded(self._end_snapshot())

    async def close(self) -> None:
        if self._is_pinned:
            await run_shielded(self._close())

    async def _close(self) -> None:
        if self._tasks and not self._is_borrowed:
            _, slow = await asyncio.wait(self._tasks, timeout=_CANCEL_TIMEOUT)
            for reading in slow:
                reading.cancel()
        await self._end_snapshot()

    async def _end_snapshot(self) -> None:
        while self._tasks:
            await asyncio.wait(self._tasks)
        if self._connection is not None and not self._is_borrowed:
            held, self._connection = self._connection, None
            await held.close()

    async def _pinned_connection(self) -> AsyncConnection:
        if self._connection is None:
            self._connection = await self._engine.connect()
            await self._connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        return self._connection


@dataclass(frozen=True, eq=False)
class SharedQuery(Generic[K, V]):
    """Read many by key, the same for every caller, so that streams read once for all who wait.

    Where the result depends on the viewer, the viewer is part of the key.
    """

    read: Callable[[Reader, Sequence[K]], Awaitable[Mapping[K, V]]]

    async def __call__(self, reader: Reader, _: object, keys: Sequence[K]) -> Mapping[K, V]:
        return await self.read(reader, keys)
