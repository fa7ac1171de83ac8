"""Transactions of the driver: committed or rolled back whatever happens, on connections that stay clean."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.driver import driver_of, transaction
from db.engine import make_engine
from tests.db.test_prepared import ADD, END, PID, STAFF, Number
from tests.support.waiting import until


@pytest.fixture
async def pool(dsn: str) -> AsyncIterator[AsyncEngine]:
    """A pool of one connection, which must come back to it without an open transaction."""
    one = make_engine(dsn, pool_size=1)
    yield one
    async with one.connect() as connection:
        assert not driver_of(connection).is_in_transaction()
    await one.dispose()


@pytest.fixture(autouse=True)
async def clean(engine: AsyncEngine) -> AsyncIterator[None]:
    yield
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM staff WHERE email LIKE 'prepared%'"))
        await connection.execute(text("DROP TABLE IF EXISTS late"))


async def staff(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        found = await STAFF.row(connection)
        assert found is not None
        return found.number


async def test_both_kinds_of_statements_commit_together(pool: AsyncEngine, engine: AsyncEngine) -> None:
    async with transaction(pool) as connection:
        await ADD.rows(connection, email="prepared.1@example.org")
        await connection.execute(text("INSERT INTO staff (email) VALUES ('prepared.2@example.org')"))
        assert await staff(engine) == 0
    assert await staff(engine) == 2


async def test_both_kinds_of_statements_roll_back_together(pool: AsyncEngine, engine: AsyncEngine) -> None:
    with pytest.raises(KeyError):
        async with transaction(pool) as connection:
            await connection.execute(text("INSERT INTO staff (email) VALUES ('prepared.2@example.org')"))
            await ADD.rows(connection, email="prepared.1@example.org")
            raise KeyError
    assert await staff(engine) == 0


async def test_savepoints_work_in_a_mixed_transaction(pool: AsyncEngine, engine: AsyncEngine) -> None:
    async with transaction(pool) as connection:
        await ADD.rows(connection, email="prepared.1@example.org")
        async with connection.begin_nested() as part:
            await ADD.rows(connection, email="prepared.2@example.org")
            await part.rollback()
    assert await staff(engine) == 1


async def test_a_commit_that_is_refused_raises(pool: AsyncEngine, engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE late (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)"))
    with pytest.raises(IntegrityError):
        async with transaction(pool) as connection:
            await ADD.rows(connection, email="prepared.1@example.org")
            await connection.execute(text("INSERT INTO late VALUES (1), (1)"))
    assert await staff(engine) == 0


async def test_a_lost_connection_is_dropped(pool: AsyncEngine) -> None:
    pids: list[Number] = []
    with pytest.raises(DBAPIError) as lost:
        async with transaction(pool) as connection:
            pids += await PID.rows(connection)
            await END.rows(connection)
    assert lost.value.connection_invalidated
    async with transaction(pool) as connection:
        assert await PID.rows(connection) != pids


async def test_a_connection_lost_before_the_commit_raises(pool: AsyncEngine, engine: AsyncEngine) -> None:
    with pytest.raises(DBAPIError) as lost:
        async with transaction(pool) as connection:
            await ADD.rows(connection, email="prepared.1@example.org")
            (pid,) = await PID.rows(connection)
            async with engine.connect() as other:
                await other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid.number})
    assert lost.value.connection_invalidated
    assert await staff(engine) == 0


async def test_a_cancelled_transaction_rolls_back_and_keeps_its_connection(
    pool: AsyncEngine, engine: AsyncEngine
) -> None:
    pids: list[Number] = []

    async def wait() -> None:
        async with transaction(pool) as connection:
            await ADD.rows(connection, email="prepared.1@example.org")
            pids.extend(await PID.rows(connection))
            await asyncio.sleep(60)

    task = asyncio.create_task(wait())
    await until(lambda: bool(pids))
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()  # again, while it rolls back
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await staff(engine) == 0
    async with transaction(pool) as connection:
        assert await PID.rows(connection) == pids
