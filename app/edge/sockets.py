"""All sockets of this process: the handshake, how many there may be, and closing them down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from app.edge.channel import Channel
from app.edge.counts import SocketCounts
from app.edge.frames import PROTOCOL
from app.edge.operation import SignIn, WatchSession
from app.edge.run import Runner
from app.edge.socket import Code, Socket
from rules.caller import Caller

NetworkOf = Callable[[HTTPConnection], str]
"""Names the network that a connection comes from."""


def network_of(connection: HTTPConnection) -> str:
    """The address at the other end, which is a network of one."""
    return connection.client.host if connection.client else ""


class Sockets:
    """Accepts sockets and keeps account of them.

    Args:
        runner: Runs the operations.
        sign_in: Tells who calls.
        watch_session: Returns when a caller's session has ended.
        counts: Counts sockets by account and network; None for no limit.
        network: Names the network that a connection comes from.
    """

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
        """Serves a socket to its end. It is accepted even if refused, for only then does the client see why."""
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
        """Serves a socket that there is room for, and closes any other."""
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
        """Runs a socket, listed among the open ones while it lasts."""

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
        """Counts a socket under a key, and notes that it holds a place there."""
        if self.counts is None:
            return True
        if not self.counts.enter(key, most):
            return False
        held.append(key)
        return True

    def leave(self, held: list[str]) -> None:
        """Gives back the places that a socket held."""
        for key in held:
            if self.counts is not None:
                self.counts.leave(key)

    @property
    def streams(self) -> int:
        """Operations that run on the open sockets."""
        return sum(len(socket.operations) for socket in self.open)

    async def drain(self) -> None:
        """Closes every socket with 1012, so that clients connect elsewhere, and takes no more."""
        self.draining = True
        over = [asyncio.create_task(event.wait()) for event in self.open.values()]
        closing = [socket.channel.end(Code.RESTART, "Restarting") for socket in list(self.open)]
        await asyncio.gather(*closing)
        if over:
            _, late = await asyncio.wait(over, timeout=self.limits.drain)
            for task in late:
                task.cancel()
