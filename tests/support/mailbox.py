"""The mails of a server that has no mail server configured."""

import asyncio
import re
from typing import Any

import httpx

from tests.support.servers import MAILBOX_KEY


class Mailbox:
    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self.http = http
        self.url = url

    async def all(self, address: str) -> list[dict[str, Any]]:
        """Return the newest first."""
        key = {"authorization": f"Bearer {MAILBOX_KEY}"}
        answer = await self.http.get(f"{self.url}/mailbox.json", params={"to": address}, headers=key)
        found: list[dict[str, Any]] = answer.json()
        return found

    async def wait(self, address: str, count: int = 1, patience: float = 30.0, containing: str = "") -> dict[str, Any]:
        """Return the newest mail that contains the text, once there are `count` of them."""
        async with asyncio.timeout(patience):
            while True:
                found = [mail for mail in await self.all(address) if containing in mail["text"]]
                if len(found) >= count:
                    return found[0]
                await asyncio.sleep(0.02)


def token_in(mail: dict[str, Any], place: str) -> str:
    """Return the token of the first link to `/join/…` or `/login/…` in a mail's text."""
    found = re.search(rf"/{place}/([A-Za-z0-9_-]+)", mail["text"])
    assert found, mail["text"]
    return found[1]
