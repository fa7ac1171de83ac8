"""Databases for tests, copied from one migrated template."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from db.migrate import migrate

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
