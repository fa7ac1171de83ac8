"""Single frames on a bare connection, with the server's end of it."""

import asyncio
import socket as sockets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from connections.websocket import SocketProtocol
from tests.edge.serving import Served

HANDSHAKE = (
    b"GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)
CONTINUED, TEXT, PING, PONG = 0, 1, 9, 10
HEARTBEAT = b"\x89\x00"
"""The server's own ping, which may stand before any other frame."""


def frame(kind: int, payload: bytes = b"", *, is_last: bool = True) -> bytes:
    """Return one frame, masked with zeros."""
    assert len(payload) < 126
    return bytes([is_last * 0x80 | kind, 0x80 | len(payload)]) + b"\0\0\0\0" + payload


@asynccontextmanager
async def opened(served: Served) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter, SocketProtocol]]:
    """Open a socket with small buffers and send connection_init; yield both its ends."""
    before = set(served.server.server_state.connections)  # of other tests, which may be closing
    raw = sockets.socket()
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 8_192)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", served.port))
    reader, writer = await asyncio.open_connection(sock=raw, limit=8_192)
    try:
        writer.write(HANDSHAKE)
        await heard(reader, b"\r\n\r\n")
        writer.write(frame(TEXT, b'{"type":"connection_init"}'))
        await heard(reader, b'{"type":"connection_ack"}')
        ours = served.server.server_state.connections - before
        [protocol] = [each for each in ours if isinstance(each, SocketProtocol)]
        yield reader, writer, protocol
    finally:
        writer.transport.abort()


async def exactly(reader: asyncio.StreamReader, awaited: bytes) -> None:
    """Read these bytes and nothing else but heartbeats."""
    read = b""
    async with asyncio.timeout(30):
        while len(read) < len(awaited):
            read = (read + await reader.readexactly(1)).removesuffix(HEARTBEAT)
    assert read == awaited


async def rest(reader: asyncio.StreamReader) -> bytes:
    """Read until the server closes; heartbeats before the last frames are left out."""
    async with asyncio.timeout(60):
        read = await reader.read()
    while read.startswith(HEARTBEAT):
        read = read.removeprefix(HEARTBEAT)
    return read


async def heard(reader: asyncio.StreamReader, awaited: bytes) -> None:
    """Read until these bytes have come."""
    last = b""
    async with asyncio.timeout(60):
        while awaited not in last:
            read = await reader.read(8_192)
            assert read, "closed"
            last = last[-200:] + read


async def taken(protocol: SocketProtocol, writer: asyncio.StreamWriter, *, patience: float = 60.0) -> None:
    """Wait until the server has read what was sent, or reads no more."""
    ends = time.monotonic() + patience
    before = None
    while time.monotonic() < ends and before != (before := writer.transport.get_write_buffer_size()):
        await asyncio.sleep(0.3)
    assert not protocol.transport.is_closing()
