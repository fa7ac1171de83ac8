"""uvicorn's websocket protocol, with what a handler cannot do from its side of ASGI."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

ABORT = "usher.abort"
"""The key, among the scope's extensions, of a function that cuts the connection off."""

PART = 4 * 1024
"""Bytes that are read at once: a flood of tiny frames is hundreds of them."""

TURN = 0.005
"""Seconds of reading, after which everybody else has their turn."""

LEAVE = 3.0
"""Seconds that a client has, when the server goes down, to read what was written before its connection is cut off."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """Lets a handler cut off a client that reads nothing, for closing waits until all that was written has been read.

    What a client sends takes no more time and memory than it has bytes, however many frames they make.
    Give it to uvicorn as `ws=SocketProtocol`, with `ws_per_message_deflate=False`.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.unread = bytearray()
        self.reads_soon = False

    def data_received(self, data: bytes) -> None:
        """Reads on, unless messages wait for the handler: as bytes they take less than as messages."""
        self.unread += data
        if not self.reads_soon:
            self.read_on()

    def read_on(self) -> None:
        """Reads a part at a time, for as long as a turn lasts."""
        self.reads_soon = False
        ends = self.loop.time() + TURN
        while self.unread and not self.read_paused and not self.transport.is_closing() and self.loop.time() < ends:
            part = bytes(self.unread[:PART])
            del self.unread[:PART]
            super().data_received(part)
        self.read_soon()

    def read_soon(self) -> None:
        """Has the rest read in the next turn, once no message waits; no more is taken from the client before that."""
        if self.transport.is_closing():
            return
        if self.unread:
            self.transport.pause_reading()
        elif not self.read_paused:
            self.transport.resume_reading()
        if self.unread and not self.read_paused and not self.reads_soon:
            self.reads_soon = True
            self.loop.call_soon(self.read_on)

    async def receive(self) -> Any:
        """The next message."""
        message = await super().receive()
        self.read_soon()
        return message

    async def send(self, message: Any) -> None:
        """Sends a message; after a close, the answer to it is read."""
        await super().send(message)
        self.read_soon()

    def handle_ping(self) -> None:
        """Answers a ping, unless the client leaves what was written unread: its pings would fill the memory."""
        pong = b"".join(self.conn.data_to_send())
        if self.writable.is_set():
            self.transport.write(pong)

    def handle_cont(self, event: Any) -> None:
        """Joins a part of a message to those before it: kept apart, parts of one byte would take forty times as much."""
        if not isinstance(self.frames[0], bytearray):
            self.frames = [bytearray(self.frames[0])]  # type: ignore[list-item]
        self.frames[0] += event.data
        if event.fin:
            self.send_receive_event_to_app()

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends a connection."""
        self.unread.clear()
        super().connection_lost(exc)

    def handle_connect(self, event: Any) -> None:
        """Begins a socket: its handler finds `ABORT` in the scope."""
        super().handle_connect(event)
        scope: Any = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"][ABORT] = self.transport.abort

    def shutdown(self) -> None:
        """Closes with 1012; a client that reads nothing does not hold up the end of the server."""
        super().shutdown()
        self.loop.call_later(LEAVE, self.transport.abort)

    def keepalive_timeout(self) -> None:
        """Gives up a client that answers no ping, at once: what is still to be written would hold it open for ever."""
        super().keepalive_timeout()
        self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        """Passes a message on; text that is no UTF-8 goes as the bytes it is, for the handler to refuse."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.curr_msg_data_type = "bytes"
        super().send_receive_event_to_app()
