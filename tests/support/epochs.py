"""The epoch of a database: what cursors made in tests name."""

from sqlalchemy.ext.asyncio import AsyncEngine

from db.queries import events


async def epoch_of(engine: AsyncEngine) -> str:
    """The epoch in which event numbers count."""
    async with engine.connect() as connection:
        return await events.epoch(connection)
