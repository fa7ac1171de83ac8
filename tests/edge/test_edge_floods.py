"""Sockets that are sent more frames than anybody needs: what they take of the memory, and of everybody else's time."""

import asyncio
import json
import socket as sockets
import time
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from edge.websocket_connection import SocketProtocol
from tests.edge.edge_serving import Served, serving

HANDSHAKE = (
    b"GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)
CONTINUED, TEXT, PING, PONG = 0, 1, 9, 10
ASKED = b'{"type":"ping","payload":{"a":"last"}}'
ANSWERED = b'{"type":"pong","payload":{"a":"last"}}'


def frame(kind: int, payload: bytes = b"", *, is_last: bool = True) -> bytes:
    """One frame, masked with zeros."""
    assert len(payload) < 126
    return bytes([is_last * 0x80 | kind, 0x80 | len(payload)]) + b"\0\0\0\0" + payload


@asynccontextmanager
async def opened(served: Served) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter, SocketProtocol]]:
    """A socket past connection_init, with the server's end of it; little fits between the two."""
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
        [protocol] = [each for each in served.server.server_state.connections if isinstance(each, SocketProtocol)]
        yield reader, writer, protocol
    finally:
        writer.transport.abort()


async def heard(reader: asyncio.StreamReader, awaited: bytes) -> None:
    """Reads until this has come."""
    last = b""
    async with asyncio.timeout(10):
        while awaited not in last:
            read = await reader.read(8_192)
            assert read, "closed"
            last = last[-200:] + read


async def taken(protocol: SocketProtocol, writer: asyncio.StreamWriter, *, patience: float = 5.0) -> None:
    """Waits until the server has read what was sent, or reads no more."""
    ends = time.monotonic() + patience
    before = None
    while time.monotonic() < ends and before != (before := writer.transport.get_write_buffer_size()):
        await asyncio.sleep(0.3)
    assert not protocol.transport.is_closing()


async def test_pongs_that_nobody_reads_are_not_kept(served: Served) -> None:
    async with opened(served) as (_, writer, protocol):
        writer.write(frame(PING, b"x" * 125) * 60_000)
        await taken(protocol, writer)
        assert protocol.transport.get_write_buffer_size() < 1 << 18


async def test_pings_that_are_read_are_answered(served: Served) -> None:
    async with opened(served) as (reader, writer, _):
        writer.write(frame(PING, b"one") + frame(PING, b"two"))
        assert await asyncio.wait_for(reader.readexactly(10), 5) == b"\x8a\x03one\x8a\x03two"


async def test_a_message_in_many_parts_takes_no_more_than_its_length(served: Served) -> None:
    parts = 100_000
    async with opened(served) as (reader, writer, protocol):
        tracemalloc.start()
        try:
            writer.write(frame(TEXT, ASKED[:1], is_last=False) + frame(CONTINUED, b" ", is_last=False) * parts)
            await taken(protocol, writer)
            kept, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert kept < 10 * parts
        writer.write(frame(CONTINUED, ASKED[1:]))
        await heard(reader, ANSWERED)


async def test_messages_that_wait_are_not_read_yet(served: Served) -> None:
    async with opened(served) as (reader, writer, protocol):
        long_ping = json.dumps({"type": "ping", "payload": {"a": "x" * 80}}).encode()
        writer.write(frame(TEXT, long_ping) * 60_000 + frame(TEXT, ASKED))
        async with asyncio.timeout(20):
            while not protocol.is_held:  # because nobody reads the answers
                await asyncio.sleep(0.01)
        assert protocol.transport.get_write_buffer_size() < 1 << 18
        assert 0 < len(protocol.messages or ()) < 1_000
        await heard(reader, ANSWERED)


async def test_a_flood_of_frames_takes_turns_with_everybody_else(served: Served) -> None:
    async with opened(served) as (reader, writer, _):
        writer.write(frame(PONG) * 100_000 + frame(TEXT, ASKED))
        answer = asyncio.create_task(heard(reader, ANSWERED))
        longest = 0.0
        while not answer.done():
            started = time.thread_time()
            await asyncio.sleep(0)
            longest = max(longest, time.thread_time() - started)
        assert longest < 0.1


async def test_a_close_behind_a_flood_is_answered(served: Served) -> None:
    async with opened(served) as (reader, writer, _):
        writer.write(frame(TEXT, b"no JSON") + frame(PONG) * 20_000 + frame(8, b"\x11\x30"))
        close = await asyncio.wait_for(reader.read(), 5)
        assert close[:1] == b"\x88"
        assert int.from_bytes(close[2:4]) == 4400


async def test_a_client_that_answers_no_ping_is_cut_off() -> None:
    async with serving(ping_interval=0.4) as served, opened(served) as (reader, _, __):
        assert (await asyncio.wait_for(reader.read(), 5)) == b"\x89\x00"


async def test_a_client_that_answers_pings_stays() -> None:
    async with serving(ping_interval=0.4) as served, opened(served) as (reader, writer, protocol):
        for _ in range(4):
            await heard(reader, b"\x89\x00")
            writer.write(frame(PONG))
        assert not protocol.transport.is_closing()
