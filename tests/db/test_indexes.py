"""What runs every few seconds, and what deletes, finds its rows by an index."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from sqlalchemy import Engine, event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from actions import retention
from actions.invitations import expiry_tasks
from actions.seats import seat_plans
from actions.work import Services
from app.settings import Settings
from db.indexes import build_missing_indexes
from db.migrate import migrate
from db.tables import Base
from live.hub import Hub
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.world import make_world

UNINDEXED = """
    SELECT conrelid::regclass || '.' || attname FROM pg_constraint
    JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND NOT EXISTS (
        SELECT FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1] AND indisvalid
        AND (indpred IS NULL OR pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', attname))
    )
"""
COPIED = """
    INSERT INTO {table} OVERRIDING SYSTEM VALUE
    SELECT made.* FROM (SELECT * FROM {table} {which} LIMIT 1) AS one, generate_series(1, {count}) AS n,
    LATERAL jsonb_populate_record(NULL::{table}, to_jsonb(one) || jsonb_build_object({changed})) AS made
"""
MANY = (
    COPIED.format(
        table="invitations",
        changed="'id', one.id + n, 'email', 'many' || n, 'expires_at', now() + n * interval '1 minute' + interval '1 hour',"
        " 'reminder_at', now() + n * interval '1 minute'",
        count=40_000,
        which="WHERE status = 'PENDING'",
    ),
    COPIED.format(table="groups", changed="'id', one.id + n", count=5_000, which=""),
    "INSERT INTO seat_plans (group_id, seat_count, starts_at, expires_at, policy, status_told, told_days)"
    " SELECT id, 1, now() - interval '1 year', now() + id * interval '1 day', 'MANUAL', 'ACTIVE', 1 FROM groups",
    "INSERT INTO events (stream, stream_id, number, kind, created_at)"
    " SELECT 'g', id, 1, 'GROUP_EDITED', now() - interval '1 day' FROM groups",
)
JOBS: dict[Callable[[Services], Awaitable[object]], str] = {
    expiry_tasks.expire_due: "invitations_due_idx",
    expiry_tasks.remind_due: "invitations_reminder_idx",
    seat_plans.announce_status_changes: "seat_plans_ended_idx",
    seat_plans.notify_expiring: "seat_plans_expires_at_idx",
    retention.prune_events: "events_created_at_idx",
}


async def test_every_foreign_key_has_an_index(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert (await connection.execute(text(UNINDEXED))).scalars().all() == []


async def test_no_migration_builds_an_index_on_an_existing_table(databases: Databases) -> None:
    """It would keep the table from being written to until the whole migration is done."""
    said: list[str] = []

    def hear(_: object, __: object, statement: str, *___: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        await migrate(await databases.empty())
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    revisions = re.split(r"(?:INSERT INTO|UPDATE) alembic_version\b", "\n".join(said))
    assert len(revisions) > 5
    for statements in revisions:
        own = re.findall(r"CREATE TABLE (\w+)", statements)
        indexed = re.findall(r"CREATE (?:UNIQUE )?INDEX \w+ ON (\w+)", statements)
        assert set(indexed) <= set(own)


async def test_a_missing_or_invalid_index_is_built_once_by_concurrent_starts(
    apart: tuple[str, AsyncEngine],
) -> None:
    dsn, engine = apart
    assert await build_missing_indexes(dsn, Base.metadata) == []
    async with engine.begin() as connection:
        await connection.execute(text("DROP INDEX mails_account_id_fkey_idx, history_actor_id_fkey_idx"))
        await connection.execute(
            text("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'mails_group_id_fkey_idx'::regclass")
        )
    built = await asyncio.gather(*(build_missing_indexes(dsn, Base.metadata) for _ in range(2)))
    names = ["history_actor_id_fkey_idx", "mails_account_id_fkey_idx", "mails_group_id_fkey_idx"]
    assert sorted(built) == [[], names]
    async with engine.connect() as connection:
        assert (await connection.execute(text(UNINDEXED))).scalars().all() == []


async def test_due_rows_are_found_by_an_index(apart: tuple[str, AsyncEngine], settings: Settings) -> None:
    dsn, engine = apart
    await make_world(People(engine, None, ""), engine)  # type: ignore[arg-type]
    async with engine.begin() as connection:
        await connection.execute(text("SET LOCAL statement_timeout = 0"))  # a busy machine takes longer
        for statement in MANY:
            await connection.execute(text(statement))
        await connection.execute(text("ANALYZE"))
    seen: list[tuple[str, tuple[object, ...]]] = []

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def record(_: object, __: object, statement: str, parameters: tuple[object, ...], *___: object) -> None:
        seen.append((statement, parameters))

    services = Services(engine, Hub("memory://", dsn), settings.config(""))
    for job, index in JOBS.items():
        seen.clear()
        await job(services)
        [(statement, parameters)] = seen
        async with engine.connect() as connection:
            plan = "\n".join((await connection.exec_driver_sql(f"EXPLAIN {statement}", tuple(parameters))).scalars())
        assert index in plan, plan
        assert "Seq Scan" not in plan, plan
        assert "Index Cond" in plan, plan
