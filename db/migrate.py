import asyncio
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from db.engine import make_engine
from db.indexes import build_missing_indexes
from db.tables import Base

Done = TypeVar("Done")

_STATEMENT_TIMEOUT = 660.0  # seconds per statement; the server ends one after ten minutes
_LOCK = 0x75736865  # "ushe": the advisory lock that lets one process migrate while others wait


class SchemaMismatchError(Exception):
    """This version cannot run on the database. The message says what to do."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    location = str(Path(__file__).parent / "migrations").replace("%", "%%")  # Alembic interpolates percent signs
    config.set_main_option("script_location", location)
    config.attributes["connection"] = connection
    return config


def upgrade(dsn: str) -> list[str]:
    """Migrate to head, and return descriptions of what was done.

    Safe to run concurrently. A newer database is fine unless it has removed what this version needs.
    """
    return asyncio.run(migrate(dsn))


async def migrate(dsn: str) -> list[str]:
    """Like `upgrade`, within a running loop."""
    applied = await _with_connection(dsn, _upgrade)
    return applied + [f"the index {name}" for name in await build_missing_indexes(dsn, Base.metadata)]


def check_schema(dsn: str) -> None:
    """Raise SchemaMismatchError if this version cannot run on the database."""
    asyncio.run(_with_connection(dsn, _check))


def schema_mismatch(current: str | None, oldest_server: str | None) -> str | None:
    """Return why this version cannot run on a database, if so.

    A newer database is fine while this version knows `oldest_server`, the revision that servers must know.
    """
    head, known = _revisions()
    if (current in known and current != head) or current is None:
        return "The database is older than this version of Usher. Run `usher migrate` first."
    if oldest_server is not None and oldest_server not in known:
        return "The database is too new for this version of Usher. Start a newer version."
    return None


@cache
def _revisions() -> tuple[str | None, frozenset[str]]:
    script = ScriptDirectory.from_config(_config())
    return script.get_current_head(), frozenset(revision.revision for revision in script.walk_revisions())


async def _with_connection(dsn: str, work: Callable[[Connection], Done]) -> Done:
    engine = make_engine(dsn, pool_size=1, command_timeout=_STATEMENT_TIMEOUT)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> list[str]:
    connection.execute(text("SET LOCAL lock_timeout = '60s'"))
    connection.execute(text("SET LOCAL statement_timeout = '10min'"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    before = MigrationContext.configure(connection).get_current_revision()
    head, known = _revisions()
    if before is not None and before not in known:
        _check(connection)
        return []
    if before == head:
        return []
    connection.execute(text("SET LOCAL lock_timeout = '5s'"))
    command.upgrade(_config(connection), "head")
    script = ScriptDirectory.from_config(_config())
    applied = list(script.iterate_revisions("head", before or "base"))
    return [f"{one.revision}: {one.doc}" for one in reversed(applied)]


def _check(connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    has_state = connection.execute(text("SELECT to_regclass('database_state') IS NOT NULL")).scalar()
    oldest = connection.execute(text("SELECT oldest_server FROM database_state")).scalar() if has_state else None
    problem = schema_mismatch(current, oldest)
    if problem is not None:
        raise SchemaMismatchError(problem)
