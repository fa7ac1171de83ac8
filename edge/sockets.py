"""All sockets of this process: handshake, limits and shutdown."""

from __future__ import annotations

import asyncio

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from connections.websocket import SOCKET, SocketProtocol
from edge.graphql_ws import CloseCode, Socket
from edge.graphql_ws_messages import SUBPROTOCOL
from edge.runner import Runner


class Sockets:
    """Accepts sockets, and keeps them."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner
        self.limits = runner.options.sockets
        self.open: dict[Socket, None] = {}
        self.ending: set[asyncio.Task[None]] = set()
        self.draining = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open a socket. Even a refused one is accepted first, so that the client sees the reason."""
        websocket = WebSocket(scope, receive, send)
        offered = ",".join(websocket.headers.getlist("sec-websocket-protocol")).split(",")
        subprotocol = SUBPROTOCOL if SUBPROTOCOL in map(str.strip, offered) else None
        protocol: SocketProtocol = websocket.scope["extensions"][SOCKET]
        protocol.close_timeout = self.limits.linger
        socket = Socket(self, websocket, protocol)
        self.open[socket] = None
        socket.open(subprotocol)
        if self.draining:
            socket.close(CloseCode.RESTART, "Restarting")
        elif subprotocol is None:
            socket.close(CloseCode.WRONG_PROTOCOL, f"Only {SUBPROTOCOL} is supported")
        elif not socket.admission.admit(f"network:{self.runner.hooks.network(websocket)}", self.limits.per_network):
            socket.close(CloseCode.TRY_LATER, "Too many sockets for this network")

    def await_end(self, task: asyncio.Task[None]) -> None:
        self.ending.add(task)
        task.add_done_callback(self.ending.discard)

    @property
    def streams(self) -> int:
        return sum(len(socket.operations) for socket in self.open)

    async def drain(self) -> None:
        """Close every socket with 1012, so that clients connect elsewhere, and accept no more."""
        self.draining = True
        for socket in list(self.open):
            socket.close(CloseCode.RESTART, "Restarting")
        if self.ending:
            await asyncio.wait(self.ending, timeout=self.limits.drain)
