"""People for tests: signed in, with mails to read."""

import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from db.bulk import insert_rows
from db.tables import Account, Session, Staff
from graph import ids
from rules.names import search_text, sort_key
from rules.tokens import Secret, digest, new_secret
from tests.support.client import Client

_numbers = itertools.count(1)


@dataclass
class Person(Client):
    key: int = 0
    name: str = ""
    email: str = ""

    @property
    def id(self) -> str:
        return str(ids.encode("Account", self.key))

    def at(self, url: str) -> "Person":
        """Return the same person as a client of another server."""
        return replace(self, url=url)


class People:
    """Makes people directly in the database, for tests that are not about registration."""

    def __init__(self, engine: AsyncEngine, http: httpx.AsyncClient, url: str) -> None:
        self.engine = engine
        self.http = http
        self.url = url

    async def __call__(self, name: str = "Somebody", *, email: str | None = None) -> Person:
        """Make a person with a unique address and username."""
        return (await self.many([name], emails=[email] if email else None))[0]

    async def many(self, names: Sequence[str], emails: Sequence[str] | None = None) -> list[Person]:
        """Make several with one statement for accounts and one for sessions."""
        numbers = [next(_numbers) for _ in names]
        run = f"x{secrets.token_hex(3)}"  # no test looks for words that begin like this
        made = [
            {
                "email": emails[place] if emails else f"p{number}.{run}@example.org",
                "name": name,
                "username": f"p{number}.{run}",
            }
            for place, (number, name) in enumerate(zip(numbers, names, strict=True))
        ]
        tokens = [new_secret(Secret.SESSION) for _ in made]
        columns: dict[str, list[Any]] = {key: [row[key] for row in made] for key in ("email", "name", "username")}
        columns |= {
            "sort_name": [sort_key(row["name"]) for row in made],
            "search": [search_text(row["name"], row["username"]) for row in made],
        }
        async with self.engine.begin() as connection:
            keys = await insert_rows(connection, Account, columns)
            sessions: dict[str, list[Any]] = {
                "account_id": keys,
                "digest": [digest(token) for token in tokens],
                "must_set_password": [False] * len(keys),
                "expires_at": [datetime.now(UTC) + timedelta(days=1)] * len(keys),
            }
            await insert_rows(connection, Session, sessions)
        return [
            Person(self.http, self.url, token, key=key, name=row["name"], email=row["email"])
            for token, key, row in zip(tokens, keys, made, strict=True)
        ]

    async def staff(self, name: str = "Staff") -> Person:
        person = await self(name)
        async with self.engine.begin() as connection:
            await connection.execute(insert(Staff).values(email=person.email))
        return person
