"""Cursors that are opened, and events that are deleted as retention does."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from live.events import prune
from live.feed import Feeds
from tests.live.following import Followed


async def prune_up_to(engine: AsyncEngine, topic: str, up_to: int) -> int:
    """Make these events a week old and delete them, as retention does."""
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "UPDATE events SET created_at = created_at - interval '8 days'"
                " WHERE stream || ':' || stream_id = :topic AND number <= :up_to"
            ),
            {"topic": topic, "up_to": up_to},
        )
    async with engine.begin() as connection:
        return await prune(connection, timedelta(days=7))


async def enter(feeds: Feeds, topic: str, number: int | None) -> None:
    async with Followed(feeds, topic, number):
        pass
