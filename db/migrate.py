"""Bringing a database to this version, and telling how far it is."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from db.engine import make_engine

_LONGEST = 660.0  # seconds for one statement; the server ends it after ten minutes
_LOCK = 0x75736865  # "ushe": the advisory lock under which one process migrates and the others wait


class DatabaseTooOld(Exception):  # noqa: N818 - what it is
    """The database lacks migrations that this version needs."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    location = str(Path(__file__).parent / "migrations").replace("%", "%%")  # a percent sign is Alembic's own
    config.set_main_option("script_location", location)
    config.attributes["connection"] = connection
    return config


def upgrade(dsn: str) -> None:
    """Migrate to head; safe to run twice at once, and on a database that is newer than this version.

    Args:
        dsn: `postgresql://…`
    """
    asyncio.run(migrate(dsn))


async def migrate(dsn: str) -> None:
    """The same inside a running loop."""
    await _with_connection(dsn, _upgrade)


def check(dsn: str) -> None:
    """See that the database has what this version needs; a newer one has.

    Raises:
        DatabaseTooOld: It has not.
    """
    asyncio.run(_with_connection(dsn, _check))


async def _with_connection(dsn: str, work: object) -> None:
    engine = make_engine(dsn, pool_size=1, command_timeout=_LONGEST)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(work)  # type: ignore[arg-type]
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    connection.execute(text("SET LOCAL lock_timeout = '60s'"))
    connection.execute(text("SET LOCAL statement_timeout = '10min'"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if not _is_newer(connection):
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        command.upgrade(_config(connection), "head")


def _check(connection: Connection) -> None:
    script = ScriptDirectory.from_config(_config())
    if MigrationContext.configure(connection).get_current_revision() != script.get_current_head() and not _is_newer(
        connection
    ):
        raise DatabaseTooOld("The database is older than this version of Usher. Run `usher migrate` first.")


def _is_newer(connection: Connection) -> bool:
    """Whether a later version has migrated the database to what this one does not know."""
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in ScriptDirectory.from_config(_config()).walk_revisions()}
    return current is not None and current not in known
