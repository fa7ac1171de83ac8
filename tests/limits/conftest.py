"""Two server processes with limits, that believe what a proxy on this machine says of where a request comes from."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.client import Client
from tests.support.people import People
from tests.support.servers import processes


@dataclass
class Limited:
    """The servers, people at the first, and networks that nobody has used yet."""

    urls: list[str]
    people: People
    http: httpx.AsyncClient

    def network(self) -> dict[str, str]:
        """The headers of a request from a network of its own."""
        return {"x-forwarded-for": f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"}

    def stranger(self, network: dict[str, str], server: int = 0) -> Client:
        """Somebody not signed in."""
        return Client(self.http, self.urls[server], headers=network)


@pytest.fixture(scope="package")
async def limited(dsn: str, data_folder: Path, engine: AsyncEngine, http: httpx.AsyncClient) -> AsyncIterator[Limited]:
    """Attempts count here."""
    settings = {"USHER_RATE_LIMITS": "on", "USHER_TRUSTED_PROXIES": "127.0.0.1"}
    async with processes(dsn, data_folder, 2, **settings) as urls:
        yield Limited(urls, People(engine, http, urls[0]), http)
