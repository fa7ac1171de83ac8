"""Watching whether the pool still gives connections, for whoever has to restart a process whose pool does not."""

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
    """Knows when the pool last gave a connection, and looks into it where that was long ago.

    Args:
        engine: The process's engine.
        dsn: Its database, to be asked beside the pool: a database that is down is no fault of the pool's.
        longest: Seconds without a connection after which the pool is looked into.
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
        """Whether the pool gave nothing for long, though the database has a connection for whoever asks it.

        It answers at once, by what was found when it was last asked; where that is not known yet, it has it found out.
        """
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
                return  # nobody had asked it for one
        except Exception:  # noqa: S110 - for whatever reason
            pass
        try:
            await close(await connect(read(self._dsn), suffix=" health", patience=_PATIENCE, command_timeout=_PATIENCE))
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            self._stuck = False
        else:
            self._stuck = time.monotonic() - self._given_at >= self._longest
