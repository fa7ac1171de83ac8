"""Detect a pool that no longer gives connections, so that the process can be restarted."""

import asyncio
import time

import asyncpg
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from db.connecting import close, connect
from db.database_url import parse_database_url

_MAX_WAIT = 60.0
_TIMEOUT = 2.0


class PoolWatch:
    """Probe the pool if it gave no connection for `max_wait` seconds.

    The database is also asked directly (`dsn`), because a database that is down is not the pool's fault.
    """

    def __init__(self, engine: AsyncEngine, dsn: str, max_wait: float = _MAX_WAIT) -> None:
        self._engine = engine
        self._dsn = dsn
        self._max_wait = max_wait
        self._checked_out_at = time.monotonic()
        self._stuck = False
        self._probe: asyncio.Task[None] | None = None
        event.listen(engine.sync_engine, "checkout", self._note_checkout)

    @property
    def is_stuck(self) -> bool:
        """Return the last result at once, and start a new probe if needed."""
        if time.monotonic() - self._checked_out_at < self._max_wait:
            return False
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(self._probe_pool(), name="probe the pool")
        return self._stuck

    def _note_checkout(self, *_: object) -> None:
        self._checked_out_at, self._stuck = time.monotonic(), False

    async def _probe_pool(self) -> None:
        try:
            async with asyncio.timeout(_TIMEOUT), self._engine.connect():
                return  # nobody asked the pool for a connection
        except Exception:  # noqa: S110 - for whatever reason
            pass
        try:
            await close(
                await connect(
                    parse_database_url(self._dsn), suffix=" health", connect_timeout=_TIMEOUT, command_timeout=_TIMEOUT
                )
            )
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            self._stuck = False
        else:
            self._stuck = time.monotonic() - self._checked_out_at >= self._max_wait
