"""Requests that are too long or too slow, through bare connections: what they are told, and that they are let go."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from connections.http import HttpProtocol
from connections.websocket import SOCKET, SocketProtocol
from edge.graphql_ws_messages import text_frame
from tests.edge.frames import exactly
from tests.edge.serving import listening, port_of
from tests.support.waiting import until

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
UPGRADE = (
    b"GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
KIB = b"x" * 1024
LARGE = 8 << 20


class Hurried(HttpProtocol):
    """With times that a test can wait for."""

    head_seconds = 0.3
    body_seconds = 0.5
    read_seconds = 0.6


async def read(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def ignore(_: Request) -> PlainTextResponse:
    return PlainTextResponse("unread")


async def slow(_: Request) -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(6):
            yield b"part"
            await asyncio.sleep(0.15)

    return StreamingResponse(parts())


async def large(_: Request) -> PlainTextResponse:
    return PlainTextResponse("x" * LARGE)


class Echo:
    def __init__(self, connection: SocketProtocol) -> None:
        self.connection = connection

    def on_message(self, text: str | None) -> None:
        self.connection.transport.write(text_frame((text or "").encode()))

    def on_write_paused(self) -> None: ...

    def on_write_resumed(self) -> None: ...

    def clean_up(self) -> None: ...


async def socket(websocket: WebSocket) -> None:
    connection = websocket.scope["extensions"][SOCKET]
    connection.accept(Echo(connection), None)


APP = Starlette(
    routes=[
        Route("/", read, methods=["GET", "POST"]),
        Route("/ignore", ignore, methods=["POST"]),
        Route("/slow", slow),
        Route("/large", large),
        WebSocketRoute("/socket", socket),
    ]
)


@pytest.fixture(scope="module")
async def port() -> AsyncIterator[int]:
    async with listening(APP, Hurried) as server:
        yield port_of(server)


@pytest.fixture(scope="module")
async def patient() -> AsyncIterator[int]:
    """The port of a server that waits as long as in production: what is refused there came fast enough."""
    async with listening(APP) as server:
        yield port_of(server)


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def rest(reader: asyncio.StreamReader) -> bytes:
    """All that comes until the other side closes."""
    return await asyncio.wait_for(reader.read(), 30)


TOO_LONG = {
    "one header": HEAD + b"A: " + KIB * 33,
    "many headers": HEAD + b"A: b\r\n" * 8_000,
    "many names": HEAD + b"".join(b"X-%d: y\r\n" % number for number in range(4_000)),
    "an address": b"GET /" + KIB * 33,
    "a name": HEAD + KIB * 33,
    "a whole head": HEAD + b"A: " + KIB * 33 + b"\r\n\r\n",
    "a cookie": b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a=b; " * 8_000 + b"\r\n\r\n",
    "an upgrade": UPGRADE + b"A: " + KIB * 33 + b"\r\n\r\n",
    "an upgrade of many headers": UPGRADE + b"A: b\r\n" * 8_000 + b"\r\n",
    "the head of a second request": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" + HEAD + b"A: " + KIB * 80,
}


@pytest.mark.parametrize("size", [1_000, 1 << 20])
@pytest.mark.parametrize("sent", TOO_LONG.values(), ids=TOO_LONG)
async def test_a_head_of_more_than_32_kib_is_refused(patient: int, sent: bytes, size: int) -> None:
    async with connected(patient) as (reader, writer):
        for start in range(0, len(sent), size):
            writer.write(sent[start : start + size])
            await asyncio.sleep(0)
        answer = await rest(reader)
    assert b"HTTP/1.1 431 " in answer or (sent.startswith(b"GET / HTTP") and answer.endswith(b"0 bytes"))
    assert b"101 Switching" not in answer


@pytest.mark.parametrize("size", [1_000, 1 << 20])
async def test_a_head_of_less_is_read(patient: int, size: int) -> None:
    sent = HEAD + b"Connection: close\r\nContent-Length: 100000\r\nA: " + KIB * 31 + b"\r\n\r\n" + b"b" * 100_000
    async with connected(patient) as (reader, writer):
        for start in range(0, len(sent), size):
            writer.write(sent[start : start + size])
            await asyncio.sleep(0)
        assert (await rest(reader)).endswith(b"100000 bytes")


@pytest.mark.parametrize("padding", [1, 5_000])
async def test_requests_that_come_together_are_not_one_long_head(patient: int, padding: int) -> None:
    count = 100_000 // (40 + padding)
    request = b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"x" * padding + b"\r\n\r\n"
    async with connected(patient) as (reader, writer):
        writer.write(request * count)
        for _ in range(count):
            assert (await asyncio.wait_for(reader.readuntil(b"0 bytes"), 30)).startswith(b"HTTP/1.1 200")


async def test_requests_that_wait_for_an_answer_are_not_read_yet() -> None:
    async with listening(APP) as server, connected(port_of(server)) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 3_000)
        answers = asyncio.create_task(reader.readuntil(b"0 bytes"))
        most = 0
        for _ in range(3_000):
            while not answers.done():
                most = max(most, *(len(each.pipeline) for each in server.server_state.connections))  # type: ignore[union-attr]
                await asyncio.sleep(0)
            assert b" 200 " in await answers
            answers = asyncio.create_task(reader.readuntil(b"0 bytes"))
        answers.cancel()
        assert 0 < most < 300


TOO_SLOW = {
    "nothing": (b"", 408),
    "blank lines": (b"\r\n", 408),
    "half a head": (HEAD, 408),
    "half a head after a request": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" + HEAD, 408),
    "half an upgrade": (UPGRADE, 408),
    "half a body that is not read": (HEAD.replace(b"/", b"/ignore", 1) + b"Content-Length: 9\r\n\r\nx", 200),
    "half a body": (HEAD + b"Content-Length: 9\r\n\r\nx", 0),
    "half a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\nx", 0),
    "half a trailer": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b", 0),
}


@pytest.mark.parametrize(("sent", "status"), TOO_SLOW.values(), ids=TOO_SLOW)
async def test_half_a_request_is_let_go(port: int, sent: bytes, status: int) -> None:
    async with connected(port) as (reader, writer):
        writer.write(sent)
        answer = await rest(reader)
    assert (b"HTTP/1.1 %d " % status in answer) if status else not answer


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        (b"", rb"[0-9a-f]{12}"),
        (HEAD + b"X-Request-ID: mine-1\r\nA", rb"mine-1"),
        (TOO_LONG["a name"], rb"[0-9a-f]{12}"),
    ],
)
async def test_a_refusal_names_its_request(port: int, sent: bytes, named: bytes) -> None:
    async with connected(port) as (reader, writer):
        writer.write(sent)
        assert re.search(rb"\r\nx-request-id: %b\r\n" % named, await rest(reader))


@pytest.mark.parametrize("piece", [b"A: b\r\n", b"\r\n", b"x"])
async def test_a_head_that_comes_drop_by_drop_is_let_go(port: int, piece: bytes) -> None:
    async with connected(port) as (reader, writer):
        writer.write(HEAD if piece != b"\r\n" else piece)
        for _ in range(30):
            writer.write(piece)
            await asyncio.sleep(0.05)
            if reader.at_eof() or b"408" in reader._buffer:  # type: ignore[attr-defined]
                break
        assert b" 408 " in await rest(reader)


async def test_endless_trailers_are_let_go(port: int) -> None:
    async with connected(port) as (reader, writer):
        writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: " + KIB * 80)
        assert b"bytes" not in await rest(reader)


async def test_a_client_that_does_not_read_is_let_go() -> None:
    async with listening(APP, Hurried) as server, connected(port_of(server)) as (reader, writer):
        writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        await until(lambda: bool(server.server_state.connections))
        await until(lambda: not server.server_state.connections)
        writer.transport.resume_reading()  # type: ignore[attr-defined]
        with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(LARGE), 30)


async def test_a_client_that_reads_slowly_is_not(port: int) -> None:
    async with connected(port) as (reader, writer):
        writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        for _ in range(32):
            await asyncio.sleep(0.05)
            await asyncio.wait_for(reader.readexactly(LARGE // 32), 30)


async def test_a_connection_is_used_again_while_requests_come(port: int) -> None:
    async with connected(port) as (reader, writer):
        for _ in range(4):
            writer.write(HEAD + b"Content-Length: 1\r\n\r\nx")
            assert (await asyncio.wait_for(reader.readuntil(b"1 bytes"), 30)).startswith(b"HTTP/1.1 200")
            await asyncio.sleep(0.4)  # longer than a head may take, for none has begun


async def test_a_slow_answer_is_not_a_slow_request(port: int) -> None:
    async with httpx.AsyncClient(timeout=60) as client:
        assert (await client.get(f"http://127.0.0.1:{port}/slow")).text == "part" * 6


async def test_a_socket_is_not_a_slow_request(port: int) -> None:
    async with connected(port) as (reader, writer):
        writer.write(UPGRADE + b"\r\n")
        assert b"101 Switching" in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
        await asyncio.sleep(0.7)
        writer.write(b"\x81\x82\x00\x00\x00\x00hi")
        await exactly(reader, b"\x81\x02hi")
