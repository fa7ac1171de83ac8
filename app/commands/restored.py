"""`usher restored`: tell a database that it was restored from a backup."""

from db import processes
from db.engine import make_engine


async def begin_epoch(dsn: str) -> None:
    """Begin a new epoch, in which older cursors are good no more."""
    engine = make_engine(dsn, pool_size=1)
    try:
        async with engine.begin() as connection:
            await processes.make_epoch(connection)
    finally:
        await engine.dispose()
