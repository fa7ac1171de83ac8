"""SQLAlchemy engines, one per process, with timeouts on every wait and no broken connections."""

import asyncio
import time
from typing import Any

import asyncpg
from asyncpg.exceptions import InvalidCachedStatementError, OutdatedSchemaCacheError, ReadOnlySQLTransactionError
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db.connecting import connect
from db.database_url import parse_database_url
from db.pool import CHECK_AFTER_IDLE, DriverPool

POOL_SIZE = 20
POOL_TIMEOUT = 5
STATEMENT_TIMEOUT = 25
COMMAND_TIMEOUT = 28.0
"""Timeout of a statement in seconds, a little longer than the server's own."""

_LIMITS = {
    "lock_timeout": "10s",
    "statement_timeout": f"{STATEMENT_TIMEOUT}s",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",
}
_CHECK_TIMEOUT = 1.5
_STALE = (ReadOnlySQLTransactionError, InvalidCachedStatementError, OutdatedSchemaCacheError)
"""Errors of connections opened before the database changed; a new connection would work."""
_MIN_CLEAR_INTERVAL = 1.0
"""Shortest time in seconds between two clearings of the pool: newer connections are no better."""


def make_engine(
    dsn: str, *, pool_size: int = POOL_SIZE, overflow: int = 0, command_timeout: float = COMMAND_TIMEOUT
) -> AsyncEngine:
    """Create an engine that connects lazily. `overflow` connections may be opened beyond `pool_size` for a time."""
    url = parse_database_url(dsn)

    async def open_one() -> asyncpg.Connection:
        return await connect(url, command_timeout=command_timeout, limits=_LIMITS)

    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=open_one,
        poolclass=DriverPool,
        pool_size=pool_size,
        max_overflow=overflow,
        pool_timeout=POOL_TIMEOUT,
        pool_use_lifo=True,  # recently used connections need no check and have statements prepared
        hide_parameters=True,  # keeps what people typed out of the logs
    )
    _drop_broken_connections(engine)
    return engine


def _drop_broken_connections(engine: AsyncEngine) -> None:
    """Drop broken connections on an error and before use."""
    cleared = 0.0

    @event.listens_for(engine.sync_engine, "handle_error")
    def drop(context: ExceptionContext) -> None:
        nonlocal cleared
        is_stale = isinstance(_driver_error(context.original_exception), _STALE)
        if is_stale:
            now = time.monotonic()
            context.is_disconnect = True
            context.invalidate_pool_on_disconnect = now > cleared + _MIN_CLEAR_INTERVAL
            cleared = now if context.invalidate_pool_on_disconnect else cleared
        elif isinstance(context.original_exception, TimeoutError):
            context.is_disconnect = True  # its answer may still come, or never

    @event.listens_for(engine.sync_engine, "checkin")
    def note_last_use(_: object, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def check_if_idle(connection: Any, record: Any, _: object) -> None:
        if time.monotonic() - record.info.get("used", time.monotonic()) > CHECK_AFTER_IDLE:
            connection.run_async(_check_alive)


def _driver_error(error: BaseException | None) -> BaseException | None:
    return error if error is None or error.__cause__ is None else error.__cause__


async def _check_alive(connection: asyncpg.Connection) -> None:
    try:
        async with asyncio.timeout(_CHECK_TIMEOUT):
            await connection.execute("SELECT")
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        connection.terminate()
        raise InvalidatePoolError("the connection is broken") from error
