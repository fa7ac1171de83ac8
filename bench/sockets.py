"""Clients for measuring streams: sockets by the thousand, and when each of them hears of what."""

import asyncio
import json
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from db.bulk import insert_rows
from db.tables import Membership
from tests.support.people import People, Person
from tests.support.world import World

WATCHED = """subscription($g: ID!, $a: String) { groupChanges(groupId: $g, after: $a) {
    cursor kind subjectId invitation { id email status role createdAt expiresAt }
    group { id viewerActionsVersion invitationCounts { pending total } } } }"""
"""What a list of invitations follows."""
CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"
AT_ONCE = 100
SMALL_WINDOW = 4_096

Opened = TypeVar("Opened")


async def open_one(
    url: str, person: Person | None, variables: dict[str, Any], *, window: int | None = None
) -> ClientConnection:
    """A socket with a stream; for the floor without one."""
    address = url.replace("http", "ws", 1) + "/graphql"
    protocol = [Subprotocol("graphql-transport-ws")]
    more: dict[str, Any] = {} if window is None else {"sock": await narrow(url, window)}
    # Nobody watches how long the handshake takes: that is part of what is measured.
    opened = await connect(
        address, subprotocols=protocol, compression=None, ping_interval=None, open_timeout=120, **more
    )
    if person is not None:
        payload = {"authorization": f"Bearer {person.token}"}
        await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
        await opened.recv()
        stream = {"query": WATCHED, "variables": variables}
        await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": stream}))
    return opened


async def narrow(url: str, window: int) -> socket.socket:
    """Open a connection with a small receive window."""
    host, port = url.removeprefix("http://").split(":")
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, (host, int(port)))
    return raw


async def open_all(opening: Sequence[Callable[[], Awaitable[Opened]]], at_once: int = AT_ONCE) -> list[Opened]:
    """Open all sockets, so many at a time."""
    turn = asyncio.Semaphore(at_once)

    async def one(start: Callable[[], Awaitable[Opened]]) -> Opened:
        async with turn:
            return await start()

    return list(await asyncio.gather(*map(one, opening)))


async def heard(opened: ClientConnection) -> tuple[float, str]:
    """Return when the next message came, and its content."""
    while True:
        text = str(await opened.recv())
        if '"ping"' not in text[:20]:
            return time.perf_counter(), text


def rank(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def rss(pid: int) -> float:
    """Return the KiB that a process holds."""
    return float(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0])


async def crowd(people: People, engine: AsyncEngine, world: World, size: int) -> list[Person]:
    """Add this many facilitators to the group."""
    made = await people.many([f"Watcher {number}" for number in range(size)])
    columns: dict[str, list[Any]] = {
        "group_id": [world.key] * size,
        "account_id": [one.key for one in made],
        "role": ["FACILITATOR"] * size,
        "joined_at": [datetime.now(UTC)] * size,
        "joined_by": ["INVITATION"] * size,
    }
    async with engine.begin() as connection:
        await insert_rows(connection, Membership, columns)
    return made


async def analyze(engine: AsyncEngine) -> None:
    """Let PostgreSQL see its tables as one that has been in use for some minutes, or it plans for empty ones."""
    async with engine.begin() as connection:
        await connection.execute(text("ANALYZE"))


def invite(world: World, word: str, url: str, count: int = 1) -> Callable[[], Awaitable[object]]:
    addresses = " ".join(f"{word}.{number}.{world.key}@example.org" for number in range(count))
    given = {"groupId": world.group, "addresses": addresses, "sendMail": False}
    return lambda: world.administrator.at(url).mutate("inviteMembers", given, "")


async def cursor(world: World, url: str) -> str:
    """Return the cursor of a group's newest event."""
    found = await world.administrator.at(url).ok(CURSOR, g=world.group)
    return str(found["group"]["liveCursor"])
