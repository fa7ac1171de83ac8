"""A graphql-transport-ws client over a real websocket."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.support.tasks import tasks_of
from tests.support.waiting import until

PATIENCE = 30.0
"""Seconds to wait for what must come; a busy machine takes long."""


class Stream:
    """One subscription on a socket of its own."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._early: list[dict[str, Any]] = []

    async def begun(self) -> None:
        """Wait until the stream is followed, by a server in the tests' own loop: what is changed now is an event of it.

        The server takes messages in turn, so with the pong it has taken the subscription. It has a task for that while
        the stream begins, and no longer.
        """
        await self.socket.send('{"type": "ping"}')
        async with asyncio.timeout(PATIENCE):
            while (message := json.loads(await self.socket.recv()))["type"] != "pong":
                self._early.append(message)
        await until(lambda: not tasks_of("edge"), PATIENCE)

    async def message(self, patience: float = PATIENCE) -> dict[str, Any]:
        """Return the next message other than a ping."""
        if self._early:
            return self._early.pop(0)
        async with asyncio.timeout(patience):
            while True:
                message: dict[str, Any] = json.loads(await self.socket.recv())
                if message["type"] not in ("ping", "pong"):
                    return message

    async def next(self, patience: float = PATIENCE) -> Any:
        """Return the data of the next value."""
        message = await self.message(patience)
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        return message["payload"]["data"]

    async def error(self, patience: float = PATIENCE) -> str:
        """Return the code of the error that ends the stream."""
        message = await self.message(patience)
        assert message["type"] == "error", message
        return str(message["payload"][0]["extensions"]["code"])

    async def quiet(self, seconds: float = 0.5) -> None:
        """Check that no message arrives for a while."""
        try:
            message = await self.message(seconds)
        except TimeoutError:
            return
        raise AssertionError(message)


async def all_begun(streams: Iterable[Stream]) -> None:
    for one in streams:
        await one.begun()


@asynccontextmanager
async def socket(
    url: str, token: str | None = None, headers: Mapping[str, str] | None = None
) -> AsyncIterator[ClientConnection]:
    """Open a socket and complete connection_init."""
    address, protocols = url.replace("http", "ws", 1) + "/graphql", [Subprotocol("graphql-transport-ws")]
    # With an unlimited queue, a burst of messages cannot keep the client from reading the close frame.
    async with connect(address, subprotocols=protocols, max_queue=None, additional_headers=headers) as opened:
        payload = {"authorization": f"Bearer {token}"} if token else None
        await opened.send(json.dumps({"type": "connection_init", "payload": payload}))
        acknowledged = json.loads(await opened.recv())
        assert acknowledged["type"] == "connection_ack", acknowledged
        yield opened


@asynccontextmanager
async def stream(url: str, token: str | None, document: str, /, **variables: Any) -> AsyncIterator[Stream]:
    async with socket(url, token) as opened:
        payload = {"query": document, "variables": variables}
        await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        yield Stream(opened)
