"""Send and receive the frames of a socket, and close it once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from edge.frames import reason
from edge.protocol import ABORT

CLOSE_TIME = 5.0
"""Seconds to write a close frame."""


class SocketGoneError(Exception):
    pass


class Channel:
    """An accepted connection; a reader that needs more than `patience` seconds for a frame is cut off."""

    def __init__(self, websocket: WebSocket, patience: float) -> None:
        self.websocket = websocket
        self.patience = patience
        self.ended = False
        self.on_cut: Callable[[], object] = lambda: None
        self.writing = asyncio.Lock()

    async def receive(self) -> str | None:
        """Return the text of the next frame (None if binary), or raise SocketGoneError."""
        message = await self.websocket.receive()
        if message["type"] == "websocket.disconnect" or self.ended:
            self.ended = True
            raise SocketGoneError
        text = message.get("text")
        return text if isinstance(text, str) else None

    async def send(self, frame: bytes) -> None:
        """Send a frame after those before it; raise SocketGoneError if the socket has ended or the reader is stuck."""
        async with self.writing:
            if self.ended:
                raise SocketGoneError
            # A plain timer, because asyncio.timeout is too slow for a thousand concurrent sends.
            late = asyncio.get_running_loop().call_later(self.patience, self.cut)
            try:
                await self.websocket.send({"type": "websocket.send", "text": frame.decode()})
            except (WebSocketDisconnect, RuntimeError):
                self.ended = True
                raise SocketGoneError from None
            finally:
                late.cancel()

    async def end(self, code: int, why: str) -> None:
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
        """Drop the connection without a close frame, which nobody would read."""
        self.ended = True
        self.abort()
        self.on_cut()

    def abort(self) -> None:
        abort = self.websocket.scope.get("extensions", {}).get(ABORT)
        if abort is not None:
            abort()
