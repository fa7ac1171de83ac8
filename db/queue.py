"""The job queue: PgQueuer's tables under our names, with jobs enqueued in the caller's transaction.

A job only wakes a worker. The row it names says what to do and whether it is done.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import Channel
from pgqueuer.ports.driver import Driver
from sqlalchemy import (
    ColumnElement,
    Exists,
    FromClause,
    Insert,
    Text,
    TextClause,
    cast,
    column,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from db.prepared import Prepared

CHANNEL = Channel("usher_jobs")

# Give every name: PgQueuer would read missing ones from the environment, even as plain CHANNEL.
SETTINGS = DBSettings(
    prefix="usher_",
    db_schema=None,
    channel=CHANNEL,
    function="usher_jobs_changed",
    statistics_table="usher_job_statistics",
    queue_status_type="usher_job_status",
    queue_table="usher_jobs",
    queue_table_log="usher_job_log",
    trigger="usher_jobs_changed",
    schedules_table="usher_job_schedules",
    durability=Durability.durable,
    widen_id=False,
)

# A statement ends at a line's final semicolon, outside the $$ body of a function.
_STATEMENT = re.compile(r"((?:\$\$.*?\$\$|[^$])+?);\s*(?:\n|$)", re.DOTALL)
_COLUMNS = ("priority", "entrypoint", "payload", "status")
_JOBS = table(SETTINGS.queue_table, *(column(name) for name in _COLUMNS), column("dedupe_key", Text))
_DELETE_LOG = "DELETE FROM usher_job_log WHERE created < now() - CAST(:age AS interval)"


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to enqueue. While a job with the same `key` waits or runs, no other is created."""

    entrypoint: str
    key: str
    # The whole payload.
    row_id: int
    # Higher first within the entrypoint.
    priority: int


def install_statements() -> list[str]:
    script = QueryBuilderEnvironment(SETTINGS).build_install_query(create_schema=False)
    bare = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    return [found.strip() for found in _STATEMENT.findall(bare)]


def make_queries(driver: Driver) -> Queries:
    return Queries(
        driver,
        QueryBuilderEnvironment(SETTINGS),
        QueryQueueBuilder(SETTINGS),
        QuerySchedulerBuilder(SETTINGS),
    )


async def enqueue(connection: AsyncConnection, jobs: Sequence[NewJob]) -> None:
    """Enqueue jobs with one statement in the caller's transaction; workers are notified on commit."""
    if not jobs:
        return
    count = len(jobs)
    # In the order of PgQueuer's own parameters: priority, entrypoint, payload, delay, key, headers.
    await _enqueue().rows(
        connection,
        p1=[job.priority for job in jobs],
        p2=[job.entrypoint for job in jobs],
        p3=[str(job.row_id).encode() for job in jobs],
        p4=[timedelta()] * count,
        p5=[job.key for job in jobs],
        p6=[None] * count,
    )


def enqueue_new(
    rows: FromClause, entrypoint: ColumnElement[str], priority: ColumnElement[int], key_prefix: str
) -> Insert:
    """Build a statement that enqueues a job for each of some rows, by their `id`, which are new and so have none."""
    payload = func.convert_to(cast(rows.c.id, Text), literal_column("'UTF8'"))
    status: ColumnElement[str] = literal_column(f"'queued'::{SETTINGS.queue_status_type}")
    jobs = select(priority, entrypoint, payload, status, func.concat(key_prefix, rows.c.id)).order_by(rows.c.id)
    return insert(_JOBS).from_select([*_COLUMNS, "dedupe_key"], jobs)


class _QueuedRow(NamedTuple):
    """A new job and its place among those given."""

    place: int
    job_id: int


@cache
def _enqueue() -> Prepared[_QueuedRow]:
    return Prepared(
        _QueuedRow, text(re.sub(r"\$(\d)", r"(:p\1)", QueryQueueBuilder(SETTINGS).build_enqueue_query("skip")))
    )


def has_job(key_prefix: str, row_id: ColumnElement[int] | InstrumentedAttribute[int]) -> Exists:
    """Check whether a row has a waiting or running job, whose key is the prefix and the row's ID."""
    key = func.concat(key_prefix, row_id)
    unfinished = _JOBS.c.status.cast(Text).in_(("queued", "picked"))
    return exists(select(literal(1)).select_from(_JOBS).where(_JOBS.c.dedupe_key == key, unfinished))


def delete_log() -> TextClause:
    return text(_DELETE_LOG)
