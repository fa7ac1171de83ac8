"""A socket or SSE stream that never reads costs the server no memory, and the others no time.

USHER_TEST_UNREAD=5000 runs it over that many events. How the others fare beside it, `bench/live.py` measures.
"""

import asyncio
import json
import os
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.support.people import People, Person
from tests.support.servers import Process
from tests.support.socket import stream
from tests.support.sse import sse_stream
from tests.support.world import World, make_world

EVENTS = int(os.environ.get("USHER_TEST_UNREAD", "1000"))
AT_ONCE = 250
LONGEST_PAUSE = 8.0
"""Seconds after which nothing more is told to who pauses: whoever reads nothing for half a minute is cut off."""
MOST = 20 * 1024
"""Kilobytes that the server may grow by."""

_CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"
_SMALL = "subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { cursor } }"
_LARGE = """subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { cursor
    a: invitation { group { description } } b: invitation { group { description } } c: invitation { group { description } } } }"""


async def narrow(url: str) -> tuple[socket.socket, str, str]:
    """A connection with a small window."""
    host, port = url.removeprefix("http://").split(":")
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, (host, int(port)))
    return raw, host, port


@asynccontextmanager
async def never_read_sse(url: str, person: Person, group: str) -> AsyncIterator[None]:
    """The same as server-sent events."""
    raw, host, port = await narrow(url)
    body = json.dumps({"query": _LARGE, "variables": {"g": group}})
    head = f"POST /graphql HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {person.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    await asyncio.get_running_loop().sock_sendall(raw, (head + body).encode())
    assert (await asyncio.get_running_loop().sock_recv(raw, 12)) == b"HTTP/1.1 200"
    yield
    raw.close()


@asynccontextmanager
async def never_read(url: str, person: Person, group: str) -> AsyncIterator[ClientConnection]:
    """A socket with a stream of large events, of which nothing is taken: the window of its connection is soon full."""
    raw, host, port = await narrow(url)
    protocol = [Subprotocol("graphql-transport-ws")]
    async with connect(f"ws://{host}:{port}/graphql", sock=raw, subprotocols=protocol, close_timeout=0.1) as opened:
        await opened.send(
            json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {person.token}"}})
        )
        assert json.loads(await opened.recv())["type"] == "connection_ack"
        payload = {"query": _LARGE, "variables": {"g": group}}
        await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        opened.transport.pause_reading()
        yield opened


async def test_answers_that_a_client_does_not_read_are_not_kept(
    dsn: str, data_folder: Path, people: People, engine: AsyncEngine
) -> None:
    server = Process(dsn, data_folder)
    url = await server.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(server.stop)
        world = await make_world(people, engine)
        await describe(world)
        boss = world.administrator.at(url)
        position = (await boss.ok(_CURSOR, g=world.group))["group"]["liveCursor"]
        reading = await stack.enter_async_context(stream(url, boss.token, _SMALL, g=world.group, a=position))
        await tell(boss, world, "warm", AT_ONCE, reading)
        unread = [
            await stack.enter_async_context(never_read(url, who, world.group)) for who in (boss, world.facilitator)
        ]
        for who in (boss, world.facilitator):
            await stack.enter_async_context(never_read_sse(url, who, world.group))
        await tell(boss, world, "full", AT_ONCE, reading)
        before = memory(server)
        for number in range(EVENTS // AT_ONCE):
            await tell(boss, world, f"n{number}", AT_ONCE, reading)
        grown = memory(server) - before
        assert grown < MOST, f"{grown / 1024:.0f} MiB"
        for one in unread:
            one.transport.abort()


async def test_an_sse_subscriber_that_pauses_misses_nothing(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await describe(world)
    boss = world.administrator
    asked = {"g": world.group, "a": (await boss.ok(_CURSOR, g=world.group))["group"]["liveCursor"]}
    body = {"query": _LARGE, "variables": asked}
    async with (
        sse_stream(url, body, headers={"authorization": f"Bearer {boss.token}"}) as pausing,
        stream(url, boss.token, _SMALL, **asked) as reading,
    ):
        pausing.writer.transport.pause_reading()  # type: ignore[attr-defined]
        cursors = []
        begun = time.monotonic()
        for number in range(4):
            if time.monotonic() - begun > LONGEST_PAUSE:
                break
            addresses = " ".join(f"p{number}.{place}.{world.key}@example.org" for place in range(AT_ONCE))
            given = {"groupId": world.group, "addresses": addresses, "sendMail": False}
            await boss.mutate("inviteMembers", given, "")
            cursors += [(await reading.next())["invitationChanges"]["cursor"] for _ in range(AT_ONCE)]
        pausing.writer.transport.resume_reading()  # type: ignore[attr-defined]
        for cursor in cursors:
            event = await pausing.event()
            assert event is not None
            assert event.id == event.answer["data"]["invitationChanges"]["cursor"] == cursor


async def describe(world: World) -> None:
    """Make the events of this group large."""
    async with world.engine.begin() as connection:
        await connection.execute(
            text("UPDATE groups SET description = repeat('x', 10000) WHERE id = :key"), {"key": world.key}
        )


async def tell(boss: Person, world: World, word: str, count: int, reading: Any) -> None:
    """So many events, each of which who reads has heard of in time."""
    addresses = " ".join(f"{word}.{number}.{world.key}@example.org" for number in range(count))
    await boss.mutate("inviteMembers", {"groupId": world.group, "addresses": addresses, "sendMail": False}, "")
    for _ in range(count):
        await reading.next()


def memory(server: Process) -> int:
    """Kilobytes that a server holds."""
    assert server._process is not None
    status = Path(f"/proc/{server._process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])
