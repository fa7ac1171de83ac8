import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from app.demo.steps import StepFailedError

_TIMEOUT = 10.0


@dataclass
class DemoSubscription:
    """One subscription. Each value is printed with the time since `since`, which a story sets at each commit."""

    socket: ClientConnection
    label: str = ""
    since: float = field(default_factory=time.monotonic)
    print_line: Callable[[str], None] = print

    @classmethod
    @asynccontextmanager
    async def open(
        cls, url: str, token: str | None, document: str, variables: Mapping[str, object]
    ) -> AsyncIterator["DemoSubscription"]:
        address = url.replace("http", "ws", 1) + "/graphql"
        async with connect(address, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}))
            await socket.recv()
            payload = {"query": document, "variables": variables}
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            yield cls(socket)

    async def wait_for(self, wanted: Callable[[Any], bool], what: str) -> Any:
        """Wait for a value; print those before it too."""
        try:
            async with asyncio.timeout(_TIMEOUT):
                while True:
                    message = json.loads(await self.socket.recv())
                    if message["type"] == "ping":
                        continue
                    if message["type"] != "next":
                        raise StepFailedError(f"{self.label} ended: {message}")
                    value = next(iter(message["payload"]["data"].values()))
                    if wanted(value):
                        took = max(0.0, time.monotonic() - self.since)
                        self.print_line(f"⚡ {self.label}: {what}  ({took * 1000:.0f} ms after the answer)")
                        return value
        except (TimeoutError, ConnectionClosed):
            raise StepFailedError(f"{self.label} never showed: {what}") from None
