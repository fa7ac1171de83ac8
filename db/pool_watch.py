"""Detect a pool that no longer gives connections, so that the process can be restarted."""

import asyncio
import time

import asyncpg
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from db.connecting import close, connect
from db.database_url import read

_LONGEST = 60.0
_PATIENCE = 2.0


class PoolWatch:
    """Probe the pool if it gave no connection for `longest` seconds.

    The database is also asked directly (`dsn`), because a database that is down is not the pool's fault.
    """

    def __init__(self, engine: AsyncEngine, dsn: str, longest: float = _LONGEST) -> None:
        self._engine = engine
        self._dsn = dsn
        self._longest = longest
        self._given_at = time.monotonic()
        self._stuck = False
        self._looking: asyncio.Task[None] | None = None
        event.listen(engine.sync_engine, "checkout", self._give)

    @property
    def is_stuck(self) -> bool:
        """Return the last result at once, and start a new probe if needed."""
        if time.monotonic() - self._given_at < self._longest:
            return False
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), name="look at the pool")
        return self._stuck

    def _give(self, *_: object) -> None:
        self._given_at, self._stuck = time.monotonic(), False

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(_PATIENCE), self._engine.connect():
                return  # nobody asked the pool for a connection
        except Exception:  # noqa: S110 - for whatever reason
            pass
        try:
            await close(await connect(read(self._dsn), suffix=" health", patience=_PATIENCE, command_timeout=_PATIENCE))
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            self._stuck = False
        else:
            self._stuck = time.monotonic() - self._given_at >= self._longest
