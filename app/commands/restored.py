"""`usher restored`: make older cursors expire after a backup was restored."""

from db import processes
from db.engine import make_engine


async def begin_epoch(dsn: str) -> None:
    engine = make_engine(dsn, pool_size=1)
    try:
        async with engine.begin() as connection:
            await processes.start_epoch(connection)
    finally:
        await engine.dispose()
