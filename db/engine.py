"""Engines: one a process, with limits on every wait."""

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db.connecting import connect
from db.database_url import read

POOL = 20
POOL_TIMEOUT = 5
STATEMENT_TIMEOUT = 25
COMMAND_TIMEOUT = 28.0
"""Seconds until we no longer wait for a statement: a little after the server should have ended it."""

_LIMITS = {
    "lock_timeout": "10s",
    "statement_timeout": f"{STATEMENT_TIMEOUT}s",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",
}


def make_engine(
    dsn: str, *, pool_size: int = POOL, overflow: int = 0, command_timeout: float = COMMAND_TIMEOUT
) -> AsyncEngine:
    """Connect lazily to a database.

    Args:
        dsn: `postgresql://…`, as psql takes it.
        pool_size: Connections at most; who finds none free waits a while for one.
        overflow: How many more may be opened for a while.
        command_timeout: Seconds for one statement.

    Raises:
        BadDatabaseUrl: It cannot be read.
    """
    url = read(dsn)

    async def open_one() -> asyncpg.Connection:
        return await connect(url, command_timeout=command_timeout, limits=_LIMITS)

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=open_one,
        pool_size=pool_size,
        max_overflow=overflow,
        pool_timeout=POOL_TIMEOUT,
        hide_parameters=True,  # what people typed is nobody's business in a log
    )
