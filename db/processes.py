"""The processes that use a database, as they report themselves, and what the database says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables import DatabaseState, Process

GONE_AFTER = timedelta(seconds=20)
"""A process that has not reported for so long is gone; it reports every few seconds."""

_FORGOTTEN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """A process, as it was last seen; `now` is the database's clock."""

    name: str
    does_jobs: bool
    key_fingerprint: str
    started_at: datetime
    seen_at: datetime
    now: datetime

    @property
    def gone(self) -> bool:
        """Whether it ended without saying so."""
        return self.now - self.seen_at > GONE_AFTER

    @property
    def seconds_ago(self) -> float:
        """How long before `now` it was seen."""
        return (self.now - self.seen_at).total_seconds()


@dataclass(frozen=True, slots=True)
class State:
    """What a database says of itself."""

    revision: str | None
    epoch: str
    oldest_server: str


async def report(connection: AsyncConnection, name: str, *, does_jobs: bool, key_fingerprint: str) -> None:
    """Note that a process runs."""
    now = func.clock_timestamp()
    row = {"does_jobs": does_jobs, "key_fingerprint": key_fingerprint, "seen_at": now}
    added = insert(Process).values(name=name, started_at=now, **row)
    await connection.execute(added.on_conflict_do_update(index_elements=[Process.name], set_=row))


async def begin(connection: AsyncConnection, name: str, *, does_jobs: bool, key_fingerprint: str) -> None:
    """Note that a process has started, and drop those that have been gone for long."""
    long_ago = Process.seen_at < func.now() - _FORGOTTEN_AFTER
    await connection.execute(delete(Process).where((Process.name == name) | long_ago))
    await report(connection, name, does_jobs=does_jobs, key_fingerprint=key_fingerprint)


async def leave(connection: AsyncConnection, name: str) -> None:
    """Note that a process has stopped as it should."""
    await connection.execute(delete(Process).where(Process.name == name))


async def listed(connection: AsyncConnection) -> Sequence[Seen]:
    """All processes that run, or ended without saying so."""
    columns = Process.__table__.c
    found = await connection.execute(select(*columns, func.clock_timestamp().label("now")).order_by(Process.name))
    return [Seen(**row._mapping) for row in found]


def missing(processes: Sequence[Seen]) -> list[Seen]:
    """The workers that are gone and have not been replaced: one that started later replaces one of them."""
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
    """Read what the database says of itself.

    Raises:
        sqlalchemy.exc.ProgrammingError: It is older than the first version that says so.
    """
    row = (await connection.execute(_STATE)).one()
    return State(row.revision, row.epoch, row.oldest_server)


async def make_epoch(connection: AsyncConnection) -> None:
    """Begin a new epoch: cursors that were given out before are CURSOR_EXPIRED from then on.

    The processes that a backup tells of are forgotten, for they ended long ago; one that runs reports itself again.
    """
    await connection.execute(delete(Process))
    await connection.execute(text("UPDATE database_state SET epoch = left(md5(gen_random_uuid()::text), 12)"))


_STATE = select(
    DatabaseState.epoch,
    DatabaseState.oldest_server,
    select(text("version_num")).select_from(text("alembic_version")).scalar_subquery().label("revision"),
)
