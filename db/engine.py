"""Engines: one a process, with limits on every wait."""

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_LIMITS = {
    "application_name": "usher",
    "lock_timeout": "10s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",
}


def make_engine(dsn: str, *, pool_size: int = 10, overflow: int = 10) -> AsyncEngine:
    """Connect lazily to a database.

    Args:
        dsn: `postgresql://…`, as psql takes it.
        pool_size: Connections kept.
        overflow: How many more may be opened for a while.
    """
    url = make_url(dsn).set(drivername="postgresql+asyncpg")
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=overflow,
        pool_timeout=10,
        hide_parameters=True,  # what people typed is nobody's business in a log
        connect_args={"server_settings": _LIMITS, "timeout": 10, "command_timeout": 60},
    )
