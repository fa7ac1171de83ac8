"""The driver below SQLAlchemy: its connection, its errors as SQLAlchemy raises them, and transactions of its own.

SQLAlchemy takes several times as long for a statement or a transaction as the driver does, even with its cache.
"""

from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, NoReturn, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.util import await_only, greenlet_spawn

from db.compiled_statements import CompiledStatement
from db.shielding import run_shielded

Done = TypeVar("Done")

_autocommitting: WeakKeyDictionary[AsyncEngine, AsyncEngine] = WeakKeyDictionary()


def driver_of(connection: AsyncConnection) -> Any:
    """Return asyncpg's connection. Raise if it was lost."""
    return sync_of(connection).connection.driver_connection


def sync_of(connection: AsyncConnection) -> Connection:
    assert connection.sync_connection is not None
    return connection.sync_connection


async def translated(connection: AsyncConnection, text: str, call: Awaitable[Done]) -> Done:
    """Await a call of the driver; raise its errors as SQLAlchemy does, which drops a lost or interrupted connection."""
    try:
        return await call
    except BaseException as error:
        await greenlet_spawn(raise_translated, sync_of(connection), text, error)
        raise AssertionError("unreachable: it raises") from error


def fetch(connection: Connection, statement: CompiledStatement, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """Execute within SQLAlchemy's greenlet, where no transaction is wanted or one has begun; return the driver's records."""
    driver: Any = connection.connection.driver_connection
    given = statement.arguments(values)
    announce(connection, "before_cursor_execute", statement.text, given)
    try:
        records: Sequence[Any] = await_only(driver.fetch(statement.text, *given))
    except BaseException as error:
        raise_translated(connection, statement.text, error)
    announce(connection, "after_cursor_execute", statement.text, given)
    return records


def announce(source: Connection | Engine, moment: str, text: str, values: tuple[Any, ...]) -> None:
    """Tell SQLAlchemy's listeners, as it does of its own statements."""
    for listener in getattr(source.dispatch, moment):
        listener(source, None, text, values, None, False)


def raise_translated(connection: Connection, text: str, error: BaseException) -> NoReturn:
    adapter: Any = connection.connection.dbapi_connection
    try:
        if isinstance(error, Exception):
            adapter._handle_exception(error)
        raise error
    except BaseException as raised:
        statement = text if isinstance(raised, connection.dialect.loaded_dbapi.Error) else None
        connection._handle_dbapi_exception(raised, statement, None, None, None)


def _autocommit(engine: AsyncEngine) -> AsyncEngine:
    """Return the engine as one that leaves BEGIN and COMMIT to us."""
    found = _autocommitting.get(engine)
    if found is None:
        found = _autocommitting[engine] = engine.execution_options(isolation_level="AUTOCOMMIT")
    return found


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a transaction, in half the time of `engine.begin()`. SQLAlchemy's own statements work in it, too."""
    connection = await _autocommit(engine).connect()
    try:
        driver = driver_of(connection)
        await translated(connection, "BEGIN", driver.execute("BEGIN"))
        try:
            yield connection
        except BaseException:
            await run_shielded(_roll_back(connection))
            raise
        await translated(connection, "COMMIT", driver.execute("COMMIT"))
    except BaseException:
        await run_shielded(connection.close())
        raise
    await connection.close()  # awaits nothing, since the transaction has ended, and so needs no shield


async def _roll_back(connection: AsyncConnection) -> None:
    """End the transaction, or the connection if that cannot be: it must not go back to the pool as it is."""
    if connection.invalidated:
        return
    try:
        await translated(connection, "ROLLBACK", driver_of(connection).execute("ROLLBACK"))
    except (DBAPIError, OSError, TimeoutError):
        await connection.invalidate()
