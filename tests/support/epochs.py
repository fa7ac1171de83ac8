"""The epoch of a database, for cursors that tests make."""

from sqlalchemy.ext.asyncio import AsyncEngine

from db.queries import events


async def epoch_of(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        return await events.epoch(connection)
