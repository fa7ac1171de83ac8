import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


async def blocked(engine: AsyncEngine, count: int) -> None:
    """Wait until so many connections to this database wait for a lock."""
    async with asyncio.timeout(10), engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        while (await connection.execute(_WAITING)).scalar_one() < count:
            await asyncio.sleep(0.02)
