"""Prepared statements behave as SQLAlchemy's own: in transactions, in errors, when they are cut short."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Float, Text, bindparam, event, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.bulk import id_parameter, to_unnest
from db.engine import make_engine
from db.prepared import Prepared
from db.tables import Invitation, Mail
from tests.support.waiting import until


class Word(NamedTuple):
    word: str


class Details(NamedTuple):
    details: Any


class Number(NamedTuple):
    number: int


PID = Prepared(Number, text("SELECT pg_backend_pid()"))
SLEEP = Prepared(Word, text("SELECT pg_sleep(:seconds)::text").bindparams(bindparam("seconds", type_=Float)))
END = Prepared(Word, text("SELECT pg_terminate_backend(pg_backend_pid())::text"))
ADD = Prepared(
    Number, text("INSERT INTO staff (email) VALUES (:email) RETURNING 1").bindparams(bindparam("email", type_=Text))
)
STAFF = Prepared(Number, text("SELECT count(*) FROM staff WHERE email LIKE 'prepared%'"))


@pytest.fixture
async def engine(dsn: str) -> AsyncIterator[AsyncEngine]:
    one = make_engine(dsn, pool_size=1)
    yield one
    await one.dispose()


async def test_values_are_given_by_name_and_rows_have_fields(engine: AsyncEngine) -> None:
    both = Prepared(Word, select(func.concat(bindparam("b", type_=Text), bindparam("a", type_=Text), "!")))
    async with engine.begin() as connection:
        for _ in range(2):  # the first begins the transaction, by SQLAlchemy
            assert await both.rows(connection, a="1", b="2") == [Word("21!")]
        assert await both.row(connection, a="x", b="y") == Word("yx!")


async def test_types_convert_what_is_given_and_found(engine: AsyncEngine) -> None:
    given = to_unnest(Mail.__table__, ["details"])
    same = Prepared(Details, select(given.c.details))
    async with engine.begin() as connection:
        for _ in range(2):
            assert await same.rows(connection, given_details=[{"a": [1]}, {}]) == [Details({"a": [1]}), Details({})]


async def test_values_known_beforehand_are_literals_so_that_partial_indexes_are_used(engine: AsyncEngine) -> None:
    found = Prepared(
        Number, select(Invitation.id).where(Invitation.status == "PENDING", Invitation.id == id_parameter("id"))
    )
    seen: list[Any] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: seen.append(given[2:4]))
    async with engine.begin() as connection:
        await PID.rows(connection)
        await found.rows(connection, id=7)
    statement, parameters = seen[-1]
    assert "status = 'PENDING'" in statement
    assert parameters == (7,)


async def test_the_first_prepared_statement_begins_the_transaction(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await ADD.rows(connection, email="prepared@example.org")
        await ADD.rows(connection, email="prepared.too@example.org")
        assert await STAFF.row(connection) == Number(2)
        await connection.rollback()
        assert await STAFF.row(connection) == Number(0)


async def test_a_savepoint_undoes_prepared_statements(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await PID.rows(connection)
        async with connection.begin_nested() as part:
            await ADD.rows(connection, email="prepared@example.org")
            await part.rollback()
        assert await STAFF.row(connection) == Number(0)


async def test_a_refused_statement_is_an_error_of_sqlalchemy_that_keeps_the_connection(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        (pid,) = await PID.rows(connection)
        with pytest.raises(IntegrityError) as refused:
            for _ in range(2):
                await ADD.rows(connection, email="prepared@example.org")
        assert getattr(refused.value.orig, "sqlstate", None) == "23505"
        assert not refused.value.connection_invalidated
        assert "INSERT INTO staff" in str(refused.value)
        assert "prepared@example.org" not in str(refused.value)
        await connection.rollback()
        assert await PID.rows(connection) == [pid]


async def test_a_lost_connection_is_dropped(engine: AsyncEngine) -> None:
    with pytest.raises(DBAPIError) as lost:
        async with engine.begin() as connection:
            (pid,) = await PID.rows(connection)
            await END.rows(connection)
    assert lost.value.connection_invalidated
    async with engine.begin() as connection:
        assert await PID.rows(connection) != [pid]


async def sleep(engine: AsyncEngine, seconds: float, pids: list[Number]) -> None:
    """Sleep in the database; note the connection's process."""
    async with engine.begin() as connection:
        pids.extend(await PID.rows(connection))
        await SLEEP.rows(connection, seconds=seconds)


async def test_a_statement_that_is_cancelled_drops_its_connection(dsn: str, engine: AsyncEngine) -> None:
    cancelled = make_engine(dsn, pool_size=1)
    pids: list[Number] = []

    async def is_sleeping() -> bool:
        async with engine.connect() as connection:
            found = text("SELECT 1 FROM pg_stat_activity WHERE pid = :pid AND wait_event = 'PgSleep'")
            return (await connection.execute(found, {"pid": pids[0].number})).first() is not None

    task = asyncio.create_task(sleep(cancelled, 10, pids))
    await until(lambda: bool(pids))
    await until(is_sleeping)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await sleep(cancelled, 0, pids)
    assert len(set(pids)) == 2
    await cancelled.dispose()


async def test_a_statement_that_takes_too_long_drops_its_connection(dsn: str) -> None:
    hurried = make_engine(dsn, pool_size=1, command_timeout=1.0)
    pids: list[Number] = []
    with pytest.raises(TimeoutError):
        await sleep(hurried, 10, pids)
    await sleep(hurried, 0, pids)
    assert len(set(pids)) == 2
    await hurried.dispose()


async def test_an_autocommit_connection_executes_at_once(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        assert await ADD.rows(connection, email="prepared@example.org") == [Number(1)]
    async with engine.begin() as connection:
        assert await STAFF.row(connection) == Number(1)
        await connection.execute(text("DELETE FROM staff WHERE email = 'prepared@example.org'"))
