"""Sockets as clients open them, and what they say and hear."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

ME = "{ viewer { mustSetPassword account { email } } }"
TIMEOUT = 30.0


async def closed_with(opened: ClientConnection, patience: float = TIMEOUT) -> tuple[int, str]:
    """Wait for the close frame; return its code and reason."""
    async with asyncio.timeout(patience):
        try:
            while True:
                await opened.recv()
        except ConnectionClosed as closed:
            assert closed.rcvd is not None
            return closed.rcvd.code, closed.rcvd.reason


async def ask(opened: ClientConnection, document: str) -> Any:
    """Run one operation on a socket."""
    await opened.send(json.dumps({"id": "q", "type": "subscribe", "payload": {"query": document}}))
    async with asyncio.timeout(TIMEOUT):
        message = json.loads(await opened.recv())
        while message["type"] in ("ping", "pong"):
            message = json.loads(await opened.recv())
        assert json.loads(await opened.recv())["type"] == "complete"
    return message["payload"]


@asynccontextmanager
async def bare(url: str, **headers: str) -> AsyncIterator[ClientConnection]:
    """Open a socket without connection_init."""
    address = url.replace("http", "ws", 1) + "/graphql"
    protocol = [Subprotocol("graphql-transport-ws")]
    async with connect(address, subprotocols=protocol, additional_headers=headers) as opened:
        yield opened
