"""Reads that are cut short, or fail, give their connection back."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import make_engine
from db.reader import Reader


@pytest.mark.parametrize("after", [0.0, 0.0005, 0.005, 0.05])
async def test_readers_that_are_cut_short_leave_no_connection_behind(dsn: str, after: float) -> None:
    engine = make_engine(dsn, pool_size=2, overflow=1)
    reader = Reader(engine)
    for _ in range(10):
        reads = [asyncio.create_task(reader.rows(text("SELECT pg_sleep(0.02)"))) for _ in range(6)]
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


async def test_what_is_read_holds_no_transaction(dsn: str) -> None:
    engine = make_engine(dsn, pool_size=1, overflow=0)
    reader = Reader(engine)
    await reader.value(text("SELECT set_config('usher.read', 'kept', false)"))  # a transaction given back takes it back
    assert await reader.value(text("SELECT current_setting('usher.read', true)")) == "kept"
    await engine.dispose()
