from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables import DatabaseState, Process

LOST_AFTER = timedelta(seconds=20)
"""A process that has not reported for this long is lost. Processes report every few seconds."""

_DELETE_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ProcessReport:
    """The last report of a process; `now` is the database's clock."""

    name: str
    does_jobs: bool
    key_fingerprint: str
    started_at: datetime
    seen_at: datetime
    now: datetime

    @property
    def is_lost(self) -> bool:
        """Check whether it ended without reporting that."""
        return self.now - self.seen_at > LOST_AFTER

    @property
    def seconds_ago(self) -> float:
        return (self.now - self.seen_at).total_seconds()


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    revision: str | None
    epoch: str
    oldest_server: str


async def report(connection: AsyncConnection, name: str, *, does_jobs: bool, key_fingerprint: str) -> None:
    now = func.clock_timestamp()
    row = {"does_jobs": does_jobs, "key_fingerprint": key_fingerprint, "seen_at": now}
    added = insert(Process).values(name=name, started_at=now, **row)
    await connection.execute(added.on_conflict_do_update(index_elements=[Process.name], set_=row))


async def report_start(connection: AsyncConnection, name: str, *, does_jobs: bool, key_fingerprint: str) -> None:
    """Record a start, and delete processes that were lost long ago."""
    long_ago = Process.seen_at < func.now() - _DELETE_AFTER
    await connection.execute(delete(Process).where((Process.name == name) | long_ago))
    await report(connection, name, does_jobs=does_jobs, key_fingerprint=key_fingerprint)


async def report_stop(connection: AsyncConnection, name: str) -> None:
    await connection.execute(delete(Process).where(Process.name == name))


async def list_processes(connection: AsyncConnection) -> Sequence[ProcessReport]:
    """Return all processes that run or ended without reporting that."""
    columns = Process.__table__.c
    found = await connection.execute(select(*columns, func.clock_timestamp().label("now")).order_by(Process.name))
    return [ProcessReport(**row._mapping) for row in found]


def find_lost_workers(processes: Sequence[ProcessReport]) -> list[ProcessReport]:
    """Return the lost workers, less one for each worker that started later."""
    workers = [one for one in processes if one.does_jobs]
    lost = sorted((one for one in workers if one.is_lost), key=lambda one: one.seen_at)
    started = sorted(one.started_at for one in workers if not one.is_lost)
    missing = []
    for one in lost:
        replacement = next((at for at in started if at > one.seen_at), None)
        if replacement is None:
            missing.append(one)
        else:
            started.remove(replacement)
    return missing


async def load_database_info(connection: AsyncConnection) -> DatabaseInfo:
    """Read the database's state; raise ProgrammingError if its schema is too old to have one."""
    row = (await connection.execute(_STATE)).one()
    return DatabaseInfo(row.revision, row.epoch, row.oldest_server)


async def start_epoch(connection: AsyncConnection) -> None:
    """Start a new epoch: earlier cursors become CURSOR_EXPIRED.

    Delete the processes listed in the backup, which ended long ago. Running ones report again.
    """
    await connection.execute(delete(Process))
    await connection.execute(text("UPDATE database_state SET epoch = left(md5(gen_random_uuid()::text), 12)"))


_STATE = select(
    DatabaseState.epoch,
    DatabaseState.oldest_server,
    select(text("version_num")).select_from(text("alembic_version")).scalar_subquery().label("revision"),
)
