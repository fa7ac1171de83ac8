"""Requests for a websocket that are refused before there is one."""

import asyncio

import pytest

from tests.edge.frames import HANDSHAKE
from tests.edge.serving import Served

REFUSED = {
    "another version": (HANDSHAKE.replace(b"13", b"12"), b"426", b"sec-websocket-version: 13"),
    "no version": (HANDSHAKE.replace(b"Sec-WebSocket-Version: 13\r\n", b""), b"426", b"sec-websocket-version: 13"),
    "a short key": (HANDSHAKE.replace(b"AAAA==", b"=="), b"400", b""),
    "no key": (HANDSHAKE.replace(b"Sec-WebSocket-Key", b"X-Key"), b"400", b""),
    "another method": (HANDSHAKE.replace(b"GET", b"POST"), b"400", b""),
    "another protocol": (HANDSHAKE.replace(b"HTTP/1.1", b"HTTP/1.0"), b"400", b""),
    "an unknown path": (HANDSHAKE.replace(b"/graphql", b"/other"), b"403", b""),
    "a page": (HANDSHAKE.replace(b"/graphql", b"/schema.graphql"), b"403", b""),
}


@pytest.mark.parametrize("sent, status, header", REFUSED.values(), ids=REFUSED)
async def test_an_invalid_upgrade_is_refused(served: Served, sent: bytes, status: bytes, header: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(sent)
    answer = await asyncio.wait_for(reader.read(), 30)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert header in answer
