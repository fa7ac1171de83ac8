"""Reads that are cut short, or fail, give their connection back."""

import asyncio
from typing import Any, NamedTuple

import asyncpg
import pytest
from sqlalchemy import Float, Integer, any_, bindparam, event, func, literal_column, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.bulk import id_parameter, ids_parameter
from db.engine import make_engine
from db.reader import Reader
from db.statements import TypedSelect
from db.tables import Account
from tests.support.people import People


class _Slept(NamedTuple):
    nothing: str


SLEEP = TypedSelect(_Slept, select(func.pg_sleep(bindparam("seconds", type_=Float)).label("nothing")))


class _Backend(NamedTuple):
    pid: int
    quotient: int


BACKEND = TypedSelect(
    _Backend,
    select(func.pg_backend_pid().label("pid"), (literal_column("6", Integer) // id_parameter("by")).label("quotient")),
)
"""The backend of the connection, and a division that PostgreSQL refuses by zero."""


async def test_a_borrowed_connection_that_fails_is_kept_or_replaced(dsn: str) -> None:
    engine = make_engine(dsn, pool_size=1)
    reader = Reader(engine)
    pid = (await reader.rows(BACKEND, by=2))[0].pid
    seen: list[object] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: seen.append(given[0]))
    with pytest.raises(DBAPIError, match="division by zero") as refused:
        await reader.rows(BACKEND, by=0)
    assert not refused.value.connection_invalidated
    assert await reader.rows(BACKEND, by=3) == [_Backend(pid, 2)]
    assert seen == [engine.sync_engine] * 2  # lent, without a connection of SQLAlchemy's

    other = await asyncpg.connect(dsn)
    await other.execute("SELECT pg_terminate_backend($1)", pid)
    await other.close()
    [row] = await reader.rows(BACKEND, by=6)
    assert (row.pid != pid, row.quotient) == (True, 1)
    assert "Checked out connections: 0" in engine.pool.status()
    await engine.dispose()


async def test_a_borrowed_connection_counts_in_the_pool(dsn: str) -> None:
    engine = make_engine(dsn, pool_size=1)
    reader = Reader(engine)
    await reader.rows(SLEEP, seconds=0)
    slow = asyncio.create_task(reader.rows(SLEEP, seconds=0.2))
    while "Checked out connections: 1" not in engine.pool.status():
        assert not slow.done()
        await asyncio.sleep(0)
    async with engine.connect():
        assert slow.done()
    await engine.dispose()


@pytest.mark.parametrize("after", [0.0, 0.0005, 0.005, 0.05])
async def test_cancelled_reads_leave_no_connection_behind(dsn: str, after: float) -> None:
    engine = make_engine(dsn, pool_size=2, overflow=1)
    reader = Reader(engine)
    for _ in range(10):
        reads: list[asyncio.Task[Any]] = [
            asyncio.create_task(reader.rows(text("SELECT pg_sleep(0.02)"))) for _ in range(3)
        ]
        reads += [asyncio.create_task(reader.rows(SLEEP, seconds=0.02)) for _ in range(3)]
        await asyncio.sleep(after)
        for read in reads:
            read.cancel()
        await asyncio.gather(*reads, return_exceptions=True)
        assert await reader.value(text("SELECT 1")) == 1
        assert "Checked out connections: 0" in engine.pool.status()
    with pytest.raises(DBAPIError):
        await reader.rows(text("SELECT 1 / 0"))
    assert "Checked out connections: 0" in engine.pool.status()
    await engine.dispose()


async def test_reads_hold_no_transaction_open(dsn: str) -> None:
    engine = make_engine(dsn, pool_size=1, overflow=0)
    reader = Reader(engine)
    await reader.value(text("SELECT set_config('usher.read', 'kept', false)"))  # a transaction given back takes it back
    assert await reader.value(text("SELECT current_setting('usher.read', true)")) == "kept"
    await engine.dispose()


class _Pair(NamedTuple):
    id: int
    name: str


async def test_a_reused_statement_returns_the_same_rows(engine: AsyncEngine, people: People) -> None:
    person = await people("Nora")
    by_ids = TypedSelect(_Pair, select(Account.id, Account.name).where(Account.id == any_(ids_parameter("ids"))))
    by_in = TypedSelect(_Pair, select(Account.id, Account.name).where(Account.id.in_(bindparam("ids", expanding=True))))
    seen: list[object] = []
    event.listen(engine.sync_engine, "before_cursor_execute", hear := lambda *given: seen.append(given[1]))
    for statement in (by_ids, by_in):
        for _ in range(3):
            assert await Reader(engine).rows(statement, ids=[person.key, 0]) == [_Pair(person.key, "Nora")]
    event.remove(engine.sync_engine, "before_cursor_execute", hear)
    assert [cursor is None for cursor in seen] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]  # by the driver, without a cursor
