"""Build indexes while servers run.

A migration is one transaction, so creating an index there would block writes until its end. Each index is built
after it, alone and CONCURRENTLY.
"""

import asyncio

import asyncpg
from sqlalchemy import ForeignKeyConstraint, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex

from db.connecting import close, connect
from db.database_url import parse_database_url

_LOCK = (
    0x75736869  # "ushi": one process builds; the others wait outside any transaction, which CONCURRENTLY would wait for
)
_LIMITS = {"statement_timeout": "0", "lock_timeout": "60s"}
_EXISTING = """
    SELECT relname, indisvalid FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = current_schema()::regnamespace
"""


def index_foreign_keys(metadata: MetaData) -> None:
    """Declare an index for each foreign key without one: deleting a referenced row would scan the whole table."""
    for table in metadata.sorted_tables:
        for constraint in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            if not _is_indexed(table, constraint):
                column = constraint.columns[0]
                where = text(f"{column.name} IS NOT NULL") if column.nullable else None
                Index(f"{table.name}_{column.name}_fkey_idx", column, postgresql_where=where)


def _is_indexed(table: Table, constraint: ForeignKeyConstraint) -> bool:
    column = constraint.columns[0].name
    for key in table.constraints:
        if isinstance(key, PrimaryKeyConstraint | UniqueConstraint) and key.columns.keys()[:1] == [column]:
            return True
    for index in table.indexes:
        where = index.dialect_options["postgresql"]["where"]
        if index.columns.keys()[:1] == [column] and (where is None or str(where) == f"{column} IS NOT NULL"):
            return True
    return False


async def build_missing_indexes(dsn: str, metadata: MetaData) -> list[str]:
    """Build the declared indexes that are missing or invalid, and return their names."""
    connection = await connect(parse_database_url(dsn), limits=_LIMITS)
    try:
        await _lock_building(connection)
        existing = dict(await connection.fetch(_EXISTING))
        missing = [
            index
            for table in metadata.sorted_tables
            for index in sorted(table.indexes, key=lambda one: str(one.name))
            if not existing.get(str(index.name), False)
        ]
        for index in missing:
            await _build(connection, index, is_begun=index.name in existing)
        return [str(index.name) for index in missing]
    finally:
        await close(connection)


async def _lock_building(connection: asyncpg.Connection) -> None:
    while True:
        if await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
            return
        await asyncio.sleep(0.2)


async def _build(connection: asyncpg.Connection, index: Index, *, is_begun: bool) -> None:
    if is_begun:
        await connection.execute(f"DROP INDEX CONCURRENTLY {index.name}")
    statement = str(CreateIndex(index).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    await connection.execute(statement.replace(" INDEX ", " INDEX CONCURRENTLY ", 1))
