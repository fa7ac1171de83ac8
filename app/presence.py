"""Report this process to the others and read their state and the database's, every few seconds."""

import asyncio
import os
import socket
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from app.worker import Worker
from db import processes
from db.migrate import schema_mismatch
from db.processes import DatabaseInfo, ProcessReport
from rules.config import Config
from rules.tokens import key_fingerprint

_INTERVAL = 4.0
_TIMEOUT = 3.0

_log = structlog.get_logger(__name__)


class Presence:
    """Reports this process in the database and detects lost workers.

    Args:
        worker: None if this process runs no jobs. While it is unhealthy, the process does not report.
        set_epoch: Called with the database's epoch after each read.
    """

    def __init__(
        self, engine: AsyncEngine, config: Config, worker: Worker | None, set_epoch: Callable[[str], None] | None = None
    ) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.workers: Sequence[ProcessReport] = ()
        self.lost_workers: Sequence[ProcessReport] = ()
        self._engine = engine
        self._fingerprint = key_fingerprint(config.secret_keys[0])
        self._worker = worker
        self._set_epoch = set_epoch
        self._task: asyncio.Task[None] | None = None
        self._unreachable = False

    async def start(self) -> None:
        async with self._engine.begin() as connection:
            await processes.report_start(
                connection, self.name, does_jobs=self._worker is not None, key_fingerprint=self._fingerprint
            )
        self._task = asyncio.create_task(self._run(), name="presence")

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.wait([self._task])
        self._task = None
        try:
            async with asyncio.timeout(_TIMEOUT), self._engine.begin() as connection:
                await processes.report_stop(connection, self.name)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            _log.warning("presence.kept", process=self.name, error=type(error).__name__)

    def describe(self) -> dict[str, str]:
        if not self.lost_workers:
            return {"state": "up"}
        gone = (f"{one.name} since {one.seen_at.isoformat(timespec='seconds')}" for one in self.lost_workers)
        return {"state": "down", "gone": ", ".join(gone)}

    async def _run(self) -> None:
        while True:
            try:
                async with asyncio.timeout(_TIMEOUT):
                    await self._report_and_read()
                if self._unreachable:
                    _log.info("database.returned")
                self._unreachable = False
            except (SQLAlchemyError, OSError, TimeoutError) as error:
                if not self._unreachable:
                    _log.warning("database.lost", error=type(error).__name__)
                self._unreachable = True
            except Exception:  # the next turn may succeed
                _log.exception("presence.failed")
            await asyncio.sleep(_INTERVAL)

    async def _report_and_read(self) -> None:
        async with self._engine.begin() as connection:
            if self._worker is None or self._worker.healthy:
                await processes.report(
                    connection, self.name, does_jobs=self._worker is not None, key_fingerprint=self._fingerprint
                )
            found = await processes.list_processes(connection)
            state = await processes.load_database_info(connection)
        self._log_changes([one for one in found if one.does_jobs], processes.find_lost_workers(found))
        if self._set_epoch is not None:
            self._set_epoch(state.epoch)

    def _log_changes(self, workers: Sequence[ProcessReport], missing: Sequence[ProcessReport]) -> None:
        before, now = ({one.name for one in those} for those in (self.lost_workers, missing))
        for one in missing:
            if one.name not in before:
                _log.warning("worker.lost", worker=one.name, last_seen=one.seen_at.isoformat(timespec="seconds"))
        for name in sorted(before - now):
            _log.info("worker.returned", worker=name)
        self.workers, self.lost_workers = workers, missing


async def schema_problem(engine: AsyncEngine) -> tuple[DatabaseInfo | None, str | None]:
    """Read the database's state; say why this version cannot run on it, if so.

    Raises:
        SQLAlchemyError, OSError: The database cannot be read.
    """
    async with engine.connect() as connection:
        try:
            state = await processes.load_database_info(connection)
        except ProgrammingError:  # the tables do not exist
            return None, schema_mismatch(None, None)
    return state, schema_mismatch(state.revision, state.oldest_server)
