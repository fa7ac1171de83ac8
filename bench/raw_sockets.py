"""Websockets with nothing between them and the transport: clients that only note when they hear, and the floor's server."""

import asyncio
import base64
import hashlib
import json
import multiprocessing
import socket
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any, ClassVar, cast

import uvloop

from bench.sockets import rank

_KEY = b"AAAAAAAAAAAAAAAAAAAAAA=="
_ACCEPT = base64.b64encode(hashlib.sha1(_KEY + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
_PROTOCOL = b"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
_REQUEST = (
    b"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + _KEY + b"\r\n" + _PROTOCOL
)
_RESPONSE = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
    + _ACCEPT
    + b"\r\n"
    + _PROTOCOL
)
AT_ONCE = 500
"""Handshakes under way at a time."""

Heard = Callable[[bytes], None]
Change = Callable[[], Awaitable[None]]


def frame_of(text: bytes) -> bytes:
    """Frame a text as a server sends it."""
    head = bytes([0x81, len(text)]) if len(text) < 126 else b"\x81\x7e" + len(text).to_bytes(2)
    return head + text


def _masked(text: bytes, kind: int = 1) -> bytes:
    """Frame a text as a client sends it, masked with zeros."""
    head = bytes([0x80 | kind, 0x80 | len(text)]) if len(text) < 126 else bytes([0x81, 0xFE]) + len(text).to_bytes(2)
    return head + b"\0\0\0\0" + text


class RawSocket(asyncio.Protocol):
    """A client. `heard` is called with the text of each message that arrives."""

    def __init__(self, heard: Heard = lambda _: None) -> None:
        self.buffer = bytearray()
        self.heard = heard
        self.is_open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(_REQUEST)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.is_open.done():
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self.buffer = rest
            self.is_open.set_result(None)
        while len(self.buffer) >= 2:
            length, start = self.buffer[1], 2
            if length == 126:
                length, start = int.from_bytes(self.buffer[2:4]), 4
            if len(self.buffer) < start + length:
                return
            kind, text = self.buffer[0] & 15, bytes(self.buffer[start : start + length])
            del self.buffer[: start + length]
            if kind == 1:
                self.heard(text)
            elif kind == 9:
                self.transport.write(_masked(text, 10))
            else:
                assert kind == 10, (kind, text)

    def say(self, message: dict[str, Any]) -> None:
        self.transport.write(_masked(json.dumps(message).encode()))

    async def subscribe(self, token: str, query: str, variables: dict[str, Any], heard: Heard) -> None:
        """Sign in, then follow a stream."""
        acknowledged = asyncio.get_running_loop().create_future()
        self.heard = acknowledged.set_result
        self.say({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
        assert b"connection_ack" in await acknowledged
        self.heard = heard
        payload = {"query": query, "variables": variables}
        self.say({"id": "1", "type": "subscribe", "payload": payload})


async def connect(url: str, heard: Heard = lambda _: None) -> RawSocket:
    host, port = url.removeprefix("http://").split(":")
    _, opened = await asyncio.get_running_loop().create_connection(lambda: RawSocket(heard), host, int(port))
    await opened.is_open
    return opened


class Tally:
    """When each of so many sockets heard."""

    def __init__(self, expected: int) -> None:
        self.expected = expected
        self.times: list[float] = []
        self.text = b""
        self._all: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def record(self, text: bytes) -> None:
        self.times.append(time.perf_counter())
        if len(self.times) == self.expected:
            self.text = text
            self._all.set_result(None)

    async def since(self, begun: float) -> list[float]:
        """Return after how many milliseconds each heard, sorted."""
        async with asyncio.timeout(120):
            await self._all
        return sorted((at - begun) * 1000 for at in self.times)


def listen(sockets: Sequence[RawSocket]) -> Tally:
    tally = Tally(len(sockets))
    for one in sockets:
        one.heard = tally.record
    return tally


class Spread:
    """How changes reached many, less what one lone socket takes of them, and what the sender needed of the CPU."""

    def __init__(self) -> None:
        self.alone: list[float] = []
        self.p50: list[float] = []
        self.last: list[float] = []
        self.seconds: list[float] = []

    async def one(self, tally: Tally, change: Change) -> None:
        begun = time.perf_counter()
        await change()
        found = await tally.since(begun)
        if tally.expected == 1:
            self.alone += found
        else:
            self.p50.append(rank(found, 0.5))
            self.last.append(found[-1])
        await asyncio.sleep(0.05)

    def medians(self) -> tuple[float, float, float, float]:
        lone = statistics.median(self.alone)
        cost = 1e6 * statistics.median(self.seconds)
        return lone, statistics.median(self.p50) - lone, statistics.median(self.last) - lone, cost


class _FloorSocket(asyncio.Protocol):
    """The floor's server: `!` writes what follows to all sockets, `?` sets what each new one is sent."""

    everybody: ClassVar[set[asyncio.Transport]] = set()
    greeting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"!"):
            frame = data[1:]
            for one in self.everybody:
                one.write(frame)
        elif data.startswith(b"?"):
            _FloorSocket.greeting = data[1:]
        elif data.startswith(b"GET"):
            self.everybody.add(self.transport)
            self.transport.write(_RESPONSE)
            if self.greeting:
                self.transport.write(self.greeting)

    def connection_lost(self, _: Exception | None) -> None:
        self.everybody.discard(self.transport)


def _serve_floor(listener: socket.socket) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(_FloorSocket, sock=listener, backlog=4_096)
        await server.serve_forever()

    uvloop.run(serve())


class SocketFloor:
    """The floor's server process, as its clients see it."""

    def __init__(self, url: str, process: BaseProcess) -> None:
        self.url = url
        self.process = process
        self._control: asyncio.Transport | None = None

    async def tell(self, order: bytes) -> None:
        if self._control is None:
            host, port = self.url.removeprefix("http://").split(":")
            self._control, _ = await asyncio.get_running_loop().create_connection(asyncio.Protocol, host, int(port))
        self._control.write(order)


@contextmanager
def floor() -> Any:
    with socket.create_server(("127.0.0.1", 0), backlog=4_096) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        process = multiprocessing.get_context("fork").Process(target=_serve_floor, args=(listener,), daemon=True)
        process.start()
    try:
        yield SocketFloor(url, process)
    finally:
        process.kill()
        process.join()
