"""All sockets of this process: handshake, limits and shutdown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from edge.channel import Channel
from edge.counts import SocketCounts
from edge.frames import PROTOCOL
from edge.operation import SignIn, WatchSession
from edge.run import Runner
from edge.socket import Code, Socket
from rules.caller import Caller

NetworkOf = Callable[[HTTPConnection], str]
"""Names the network of a connection."""


def network_of(connection: HTTPConnection) -> str:
    """Return the remote address as a network of its own."""
    return connection.client.host if connection.client else ""


class Sockets:
    """Accepts and counts sockets; `counts` is None for no limit."""

    def __init__(
        self,
        runner: Runner,
        sign_in: SignIn,
        watch_session: WatchSession | None = None,
        counts: SocketCounts | None = None,
        network: NetworkOf = network_of,
    ) -> None:
        self.runner = runner
        self.limits = runner.options.sockets
        self.sign_in = sign_in
        self.watch_session = watch_session
        self.counts = counts
        self.network = network
        self.open: dict[Socket, asyncio.Event] = {}
        self.draining = False

    async def __call__(self, websocket: WebSocket) -> None:
        """Serve a socket to its end. Even a refused one is accepted first, so that the client sees the reason."""
        subprotocol = PROTOCOL if PROTOCOL in websocket.scope.get("subprotocols", ()) else None
        channel = Channel(websocket, self.limits.send)
        try:
            await websocket.accept(subprotocol)
        except (OSError, RuntimeError):
            return
        try:
            await self.admit(channel, subprotocol)
        finally:
            asyncio.get_running_loop().call_later(self.limits.linger, channel.abort)

    async def admit(self, channel: Channel, subprotocol: str | None) -> None:
        held: list[str] = []
        if self.draining:
            await channel.end(Code.RESTART, "Restarting")
        elif subprotocol is None:
            await channel.end(Code.WRONG_PROTOCOL, f"Only {PROTOCOL} is spoken here")
        elif not self.enter(held, f"network:{self.network(channel.websocket)}", self.limits.per_network):
            await channel.end(Code.TRY_LATER, "Too many sockets of this network")
        else:
            try:
                await self.serve(channel, held)
            finally:
                self.leave(held)

    async def serve(self, channel: Channel, held: list[str]) -> None:
        def admit(caller: Caller) -> bool:
            if caller.account_id is None:
                return True
            return self.enter(held, f"account:{caller.account_id}", self.limits.per_account)

        socket = Socket(
            channel,
            runner=self.runner,
            limits=self.limits,
            sign_in=self.sign_in,
            watch_session=self.watch_session,
            admit=admit,
        )
        self.open[socket] = over = asyncio.Event()
        try:
            await socket.run()
        finally:
            del self.open[socket]
            over.set()

    def enter(self, held: list[str], key: str, most: int) -> bool:
        if self.counts is None:
            return True
        if not self.counts.enter(key, most):
            return False
        held.append(key)
        return True

    def leave(self, held: list[str]) -> None:
        for key in held:
            if self.counts is not None:
                self.counts.leave(key)

    @property
    def streams(self) -> int:
        return sum(len(socket.operations) for socket in self.open)

    async def drain(self) -> None:
        """Close every socket with 1012, so that clients connect elsewhere, and accept no more."""
        self.draining = True
        over = [asyncio.create_task(event.wait()) for event in self.open.values()]
        closing = [socket.channel.end(Code.RESTART, "Restarting") for socket in list(self.open)]
        await asyncio.gather(*closing)
        if over:
            _, late = await asyncio.wait(over, timeout=self.limits.drain)
            for task in late:
                task.cancel()
