"""uvicorn's websocket protocol, extended by what an ASGI handler cannot do."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

ABORT = "usher.abort"
"""Key in the scope's extensions for a function that aborts the connection."""

PART = 4 * 1024
"""Bytes parsed at once; they can hold hundreds of tiny frames."""

TURN = 0.005
"""Seconds of parsing before other tasks may run."""

LEAVE = 3.0
"""Seconds for a client to read pending data at shutdown, before its connection is aborted."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """Lets a handler cut off a client that reads nothing; a normal close would wait for the client.

    Time and memory depend on the bytes that a client sends, not on the number of frames.
    Pass it to uvicorn as `ws=SocketProtocol`, with `ws_per_message_deflate=False`.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.unread = bytearray()
        self.reads_soon = False

    def data_received(self, data: bytes) -> None:
        """Buffer bytes while messages wait for the handler; unparsed they take less memory."""
        self.unread += data
        if not self.reads_soon:
            self.read_on()

    def read_on(self) -> None:
        self.reads_soon = False
        ends = self.loop.time() + TURN
        while self.unread and not self.read_paused and not self.transport.is_closing() and self.loop.time() < ends:
            part = bytes(self.unread[:PART])
            del self.unread[:PART]
            super().data_received(part)
        self.read_soon()

    def read_soon(self) -> None:
        """Parse the rest in the next iteration of the loop if no message waits; pause the transport until then."""
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
        message = await super().receive()
        self.read_soon()
        return message

    async def send(self, message: Any) -> None:
        await super().send(message)
        self.read_soon()

    def handle_ping(self) -> None:
        """Answer a ping only if the client reads, otherwise pongs would fill the memory."""
        pong = b"".join(self.conn.data_to_send())
        if self.writable.is_set():
            self.transport.write(pong)

    def handle_cont(self, event: Any) -> None:
        """Join continuation frames at once: a list of one-byte parts takes forty times the memory."""
        if not isinstance(self.frames[0], bytearray):
            self.frames = [bytearray(self.frames[0])]  # type: ignore[list-item]
        self.frames[0] += event.data
        if event.fin:
            self.send_receive_event_to_app()

    def connection_lost(self, exc: Exception | None) -> None:
        self.unread.clear()
        super().connection_lost(exc)

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        scope: Any = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"][ABORT] = self.transport.abort

    def shutdown(self) -> None:
        """Close with 1012; a client that reads nothing must not delay the shutdown."""
        super().shutdown()
        self.loop.call_later(LEAVE, self.transport.abort)

    def keepalive_timeout(self) -> None:
        """Abort at once, because unsent data would keep the connection open for ever."""
        super().keepalive_timeout()
        self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        """Pass on text that is not UTF-8 as bytes, so that the handler can refuse it."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.curr_msg_data_type = "bytes"
        super().send_receive_event_to_app()
