"""A client of graphql-transport-ws that sends exactly what a test gives it."""

import asyncio
import json
import socket as sockets
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.edge.frames import HANDSHAKE
from tests.edge.serving import Served

PROTOCOL = Subprotocol("graphql-transport-ws")
INIT = {"type": "connection_init"}
SIGNED_IN = {"type": "connection_init", "payload": {"authorization": "Bearer good"}}


@asynccontextmanager
async def open_socket(
    served: Served, init: dict[str, Any] | None = INIT, **options: Any
) -> AsyncIterator[ClientConnection]:
    """Open a socket and send `connection_init`, unless `init` is None."""
    async with connect(served.socket, subprotocols=[PROTOCOL], **options) as socket:
        if init is not None:
            await say(socket, init)
            assert await hear(socket) == {"type": "connection_ack"}
        yield socket


async def say(socket: ClientConnection, *messages: dict[str, Any]) -> None:
    for message in messages:
        await socket.send(json.dumps(message))


async def hear(socket: ClientConnection) -> dict[str, Any]:
    message = await asyncio.wait_for(socket.recv(), 30)
    assert isinstance(message, str), "frames are text"
    heard: dict[str, Any] = json.loads(message)
    return heard


async def closed(socket: ClientConnection) -> int:
    """Return the close code; any message before it is an error."""
    with pytest.raises(ConnectionClosed) as caught:
        await asyncio.wait_for(socket.recv(), 30)
    assert caught.value.rcvd is not None
    return caught.value.rcvd.code


def ask(about: str, query: str, **parameters: Any) -> dict[str, Any]:
    return {"id": about, "type": "subscribe", "payload": {"query": query, **parameters}}


async def silent_after(socket: ClientConnection) -> None:
    """Check that the socket sends nothing more, but still answers a ping."""
    await asyncio.sleep(0.05)
    await say(socket, {"type": "ping"})
    assert await hear(socket) == {"type": "pong"}


async def bare(served: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a socket without a client library, so that nothing answers pings."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port, limit=2**10)
    writer.get_extra_info("socket").setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    writer.write(HANDSHAKE)
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


def say_bare(writer: asyncio.StreamWriter, *messages: dict[str, Any]) -> None:
    for message in messages:
        body = json.dumps(message).encode()
        writer.write(struct.pack("!BBH4x", 0x81, 0xFE, len(body)) + body)
