"""The two ends of a socket: frames in, frames out one at a time, and one close."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from app.edge.frames import reason
from app.edge.protocol import ABORT

CLOSE_TIME = 5.0
"""Seconds that a close frame may take to be written."""


class SocketGoneError(Exception):
    """The socket has ended: there is nobody to hear from or to send to."""


class Channel:
    """A connection that has been accepted.

    Args:
        websocket: The connection.
        patience: Seconds that a reader may take over a frame, before it is cut off.
    """

    def __init__(self, websocket: WebSocket, patience: float) -> None:
        self.websocket = websocket
        self.patience = patience
        self.ended = False
        self.on_cut: Callable[[], object] = lambda: None
        self.writing = asyncio.Lock()

    async def receive(self) -> str | None:
        """The text of the next frame, None for a binary one; Gone when there will be no more."""
        message = await self.websocket.receive()
        if message["type"] == "websocket.disconnect" or self.ended:
            self.ended = True
            raise SocketGoneError
        text = message.get("text")
        return text if isinstance(text, str) else None

    async def send(self, frame: bytes) -> None:
        """Sends a frame once the reader has taken those before it.

        Errors:
            Gone when the socket has ended, or the reader stands still.
        """
        async with self.writing:
            if self.ended:
                raise SocketGoneError
            # A timer of our own: a thousand sends at once each pay for what asyncio.timeout does besides.
            late = asyncio.get_running_loop().call_later(self.patience, self.cut)
            try:
                await self.websocket.send({"type": "websocket.send", "text": frame.decode()})
            except (WebSocketDisconnect, RuntimeError):
                self.ended = True
                raise SocketGoneError from None
            finally:
                late.cancel()

    async def end(self, code: int, why: str) -> None:
        """Closes the socket, unless it has ended already.

        Args:
            code: The close code.
            why: A few words for the client's developer.
        """
        if self.ended:
            return
        self.ended = True
        try:
            async with asyncio.timeout(CLOSE_TIME):
                await self.websocket.close(code, reason(why))
        except TimeoutError:
            self.cut()
        except (WebSocketDisconnect, RuntimeError):
            return

    def cut(self) -> None:
        """Ends the socket without a close frame, which nobody would read."""
        self.ended = True
        self.abort()
        self.on_cut()

    def abort(self) -> None:
        """Cuts off the connection, where the server gives the means; of one that is gone it does nothing."""
        abort = self.websocket.scope.get("extensions", {}).get(ABORT)
        if abort is not None:
            abort()
