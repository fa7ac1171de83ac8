"""A connection pool that lends an idle connection for one statement without SQLAlchemy's greenlets and wrappers."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, Engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import greenlet_spawn
from sqlalchemy.util.queue import Empty

from db.compiled_statements import CompiledStatement
from db.driver import announce, raise_translated

CHECK_AFTER_IDLE = 1.0
"""Seconds of idleness after which a connection is checked before use."""


class DriverPool(AsyncAdaptedQueuePool):
    """SQLAlchemy's pool; what is lent to the driver counts as checked out."""

    _handed_over: ConnectionPoolEntry | None = None

    def lend(self) -> ConnectionPoolEntry | None:
        """Take the connection that was used last, unless it must be checked or opened first."""
        try:
            record: Any = self._pool.get_nowait()
        except Empty:
            return None
        is_good = record.dbapi_connection is not None and record.starttime >= self._invalidate_time
        if is_good and time.monotonic() - record.info.get("used", 0) <= CHECK_AFTER_IDLE:
            return record  # type: ignore[no-any-return]
        self._do_return_conn(record)
        return None

    def give_back(self, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()
        self._do_return_conn(record)

    def fail(self, record: ConnectionPoolEntry, engine: Engine, text: str, error: BaseException) -> None:
        """Raise an error of a lent connection as SQLAlchemy does, and give the connection back or drop it."""
        record.info["used"] = time.monotonic()
        self._handed_over = record
        with engine.connect() as connection:
            raise_translated(connection, text, error)

    def _do_get(self) -> ConnectionPoolEntry:
        record, self._handed_over = self._handed_over, None
        return record or super()._do_get()


async def fetch_idle(
    engine: AsyncEngine, statement: CompiledStatement, values: Mapping[str, Any]
) -> Sequence[Any] | None:
    """Execute on an idle connection, outside a transaction, and return the driver's records; None if there is none."""
    sync = engine.sync_engine
    pool = sync.pool
    assert isinstance(pool, DriverPool)
    record = pool.lend()
    if record is None:
        return None
    try:
        given = statement.arguments(values)
        announce(sync, "before_cursor_execute", statement.text, given)
        driver: Any = record.driver_connection
        records: Sequence[Any] = await driver.fetch(statement.text, *given)
        announce(sync, "after_cursor_execute", statement.text, given)
    except BaseException as error:
        await greenlet_spawn(pool.fail, record, sync, statement.text, error)
        raise
    pool.give_back(record)
    return records
