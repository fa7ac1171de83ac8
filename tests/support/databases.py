"""Databases for tests, copied from one migrated template."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.migrate import migrate
from db.queries import events

NewDatabase = Callable[[], Awaitable[str]]


class Databases:
    def __init__(self, postgres: str) -> None:
        self.postgres = postgres
        self.template: str | None = None
        self.made: list[str] = []

    @classmethod
    @asynccontextmanager
    async def on(cls, postgres: str) -> AsyncIterator[Self]:
        """Drop all databases at the end."""
        databases = cls(postgres)
        yield databases
        await databases.drop()

    async def migrated(self) -> str:
        """Copy the template, which is migrated only once."""
        if self.template is None:
            address = await self.empty()
            await migrate(address)
            self.template = urlsplit(address).path.strip("/")
        return await self._make(f" TEMPLATE {self.template} STRATEGY file_copy")

    async def empty(self) -> str:
        """Make a database without tables."""
        return await self._make("")

    async def _make(self, how: str) -> str:
        name = f"usher_test_{secrets.token_hex(5)}"
        connection = await asyncpg.connect(self.postgres)
        await connection.execute(f"CREATE DATABASE {name}{how}")
        await connection.close()
        self.made.append(name)
        return urlunsplit(urlsplit(self.postgres)._replace(path=f"/{name}"))

    async def drop(self) -> None:
        connection = await asyncpg.connect(self.postgres)
        for name in self.made:
            await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await connection.close()


async def epoch_of(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        return await events.epoch(connection)


_WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


async def blocked(engine: AsyncEngine, count: int) -> None:
    """Wait until so many connections to this database wait for a lock."""
    async with asyncio.timeout(30), engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        while (await connection.execute(_WAITING)).scalar_one() < count:
            await asyncio.sleep(0.02)


async def let_in(postgres: str, name: str, allowed: bool) -> None:
    """Let a database take connections, or take none and end those that there are."""
    connection = await asyncpg.connect(postgres)
    await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {str(allowed).lower()}")
    if not allowed:
        await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
    await connection.close()
