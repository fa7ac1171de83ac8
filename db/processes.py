from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables import DatabaseState, Process

GONE_AFTER = timedelta(seconds=20)
"""A process that has not reported for this long is gone. Processes report every few seconds."""

_FORGOTTEN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """A process as last seen; `now` is the database's clock."""

    name: str
    does_jobs: bool
    key_fingerprint: str
    started_at: datetime
    seen_at: datetime
    now: datetime

    @property
    def gone(self) -> bool:
        """Check whether it ended without reporting that."""
        return self.now - self.seen_at > GONE_AFTER

    @property
    def seconds_ago(self) -> float:
        return (self.now - self.seen_at).total_seconds()


@dataclass(frozen=True, slots=True)
class State:
    revision: str | None
    epoch: str
    oldest_server: str


async def report(connection: AsyncConnection, name: str, *, does_jobs: bool, key_fingerprint: str) -> None:
    now = func.clock_timestamp()
    row = {"does_jobs": does_jobs, "key_fingerprint": key_fingerprint, "seen_at": now}
    added = insert(Process).values(name=name, started_at=now, **row)
    await connection.execute(added.on_conflict_do_update(index_elements=[Process.name], set_=row))


async def begin(connection: AsyncConnection, name: str, *, does_jobs: bool, key_fingerprint: str) -> None:
    """Record a start, and delete processes that have been gone for long."""
    long_ago = Process.seen_at < func.now() - _FORGOTTEN_AFTER
    await connection.execute(delete(Process).where((Process.name == name) | long_ago))
    await report(connection, name, does_jobs=does_jobs, key_fingerprint=key_fingerprint)


async def leave(connection: AsyncConnection, name: str) -> None:
    await connection.execute(delete(Process).where(Process.name == name))


async def listed(connection: AsyncConnection) -> Sequence[Seen]:
    """Return all processes that run or ended without reporting that."""
    columns = Process.__table__.c
    found = await connection.execute(select(*columns, func.clock_timestamp().label("now")).order_by(Process.name))
    return [Seen(**row._mapping) for row in found]


def missing(processes: Sequence[Seen]) -> list[Seen]:
    """Return the lost workers, less one for each worker that started later."""
    workers = [one for one in processes if one.does_jobs]
    gone = sorted((one for one in workers if one.gone), key=lambda one: one.seen_at)
    started = sorted(one.started_at for one in workers if not one.gone)
    left = []
    for one in gone:
        replacement = next((at for at in started if at > one.seen_at), None)
        if replacement is None:
            left.append(one)
        else:
            started.remove(replacement)
    return left


async def state(connection: AsyncConnection) -> State:
    """Read the database's state; raise ProgrammingError if its schema is too old to have one."""
    row = (await connection.execute(_STATE)).one()
    return State(row.revision, row.epoch, row.oldest_server)


async def make_epoch(connection: AsyncConnection) -> None:
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
