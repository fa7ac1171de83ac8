"""uvicorn's websocket protocol, extended so that sockets need neither a task nor an ASGI message while they wait."""

from __future__ import annotations

from typing import Any, Protocol

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState

from edge.heartbeat import heartbeat_of

CONNECTION_KEY = "usher.protocol"
"""Key in the scope's extensions for the connection's SocketProtocol."""

PARSE_CHUNK = 4 * 1024
"""Bytes parsed at once; they can hold hundreds of tiny frames."""

PARSE_SECONDS = 0.005
"""Seconds of parsing before other tasks may run."""

SHUTDOWN_SECONDS = 3.0
"""Seconds for a client to read pending data at shutdown, before its connection is aborted."""

PING = b"\x89\x00"


class Handler(Protocol):
    """What an adopted connection calls, in order."""

    def received(self, text: str | None) -> None:
        """Handle a message; None is a binary one, or text that is not UTF-8."""

    def on_write_paused(self) -> None:
        """Write no more for now: the client does not read."""

    def writable(self) -> None:
        """Go on to write: what was pending has gone."""

    def clean_up(self) -> None:
        """Called when nothing more comes or goes, perhaps more than once."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """A connection that a handler may adopt after the handshake; its ASGI call then ends.

    Time and memory depend on the bytes that a client sends, not on the number of frames.
    Pass it to uvicorn as `ws=SocketProtocol`, with `ws_per_message_deflate=False`.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.handler: Handler | None = None
        self.unread = bytearray()
        self.reads_soon = False
        self.messages: list[str | None] | None = None
        self.is_held = False
        self.is_full = False
        self.beat_slot: int | None = None
        self.was_heard = True

    # ── for the handler ──

    def adopt(self, handler: Handler) -> None:
        """Hand all that comes from now on to the handler."""
        waiting = [self.queue.get_nowait() for _ in range(self.queue.qsize())]
        self.handler, self.read_paused = handler, False
        self.queue, self.writable = _EndOnlyQueue(handler), _NO_OP_EVENT  # type: ignore[assignment]
        self.messages = [message.get("text") for message in waiting if message["type"] == "websocket.receive"]
        if len(self.messages) < len(waiting) or self.transport.is_closing():
            handler.clean_up()
        self.loop.call_soon(self.read_on)

    def hold(self) -> None:
        """Pass on no message until `release`."""
        self.is_held = True

    def release(self) -> None:
        self.is_held = False
        self.loop.call_soon(self.read_on)

    def close(self, code: int, reason: str) -> None:
        """Send a close frame; abort the connection if the client does not answer it."""
        if self.close_sent or self.transport.is_closing():
            return
        try:
            self.conn.send_close(code, reason)
        except InvalidState:
            return
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.stop_keepalive()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)
        self.release()

    # ── reading ──

    @property
    def has_unhandled_messages(self) -> bool:
        """Whether messages wait for the handler, so that nothing more is to be parsed."""
        return self.read_paused if self.handler is None else bool(self.messages)

    def data_received(self, data: bytes) -> None:
        """Buffer bytes while messages wait for the handler; unparsed they take less memory."""
        self.was_heard = True
        self.unread += data
        if not self.reads_soon:
            self.read_on()

    def read_on(self) -> None:
        self.reads_soon = False
        self.pass_on()
        ends = self.loop.time() + PARSE_SECONDS
        while (
            self.unread
            and not self.has_unhandled_messages
            and not self.transport.is_closing()
            and self.loop.time() < ends
        ):
            part = bytes(self.unread[:PARSE_CHUNK])
            del self.unread[:PARSE_CHUNK]
            super().data_received(part)
            self.pass_on()
        self.read_soon()

    def pass_on(self) -> None:
        while self.messages and not self.is_held and self.handler is not None:
            text = self.messages.pop(0)
            if not self.close_sent:
                self.handler.received(text)

    def read_soon(self) -> None:
        """Parse the rest in the next iteration of the loop if no message waits; pause the transport until then."""
        if self.transport.is_closing():
            return
        if self.unread:
            self.transport.pause_reading()
        elif not self.read_paused:
            self.transport.resume_reading()
        if self.unread and not self.has_unhandled_messages and not self.reads_soon:
            self.reads_soon = True
            self.loop.call_soon(self.read_on)

    def send_receive_event_to_app(self) -> None:
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        text: str | None = None
        if self.curr_msg_data_type == "text":
            try:
                text = data.decode()
            except UnicodeDecodeError:
                text = None  # the handler refuses it like a binary message
        if self.close_sent:
            return
        if self.messages is not None:
            self.messages.append(text)
            return
        self.queue.put_nowait({"type": "websocket.receive", "text": text})  # type: ignore[typeddict-item]
        self.read_paused = True

    def handle_cont(self, event: Any) -> None:
        """Join continuation frames at once: a list of one-byte parts takes forty times the memory."""
        if not isinstance(self.frames[0], bytearray):
            self.frames = [bytearray(self.frames[0])]  # type: ignore[list-item]
        self.frames[0] += event.data
        if event.fin:
            self.send_receive_event_to_app()

    async def receive(self) -> Any:
        message = await super().receive()
        self.read_soon()
        return message

    async def send(self, message: Any) -> None:
        await super().send(message)
        self.read_soon()

    # ── writing ──

    def pause_writing(self) -> None:
        self.is_full = True
        super().pause_writing()
        if self.handler is not None:
            self.handler.on_write_paused()

    def resume_writing(self) -> None:
        self.is_full = False
        super().resume_writing()
        if self.handler is not None:
            self.handler.writable()

    def handle_ping(self) -> None:
        """Answer a ping only if the client reads, otherwise pongs would fill the memory."""
        pong = b"".join(self.conn.data_to_send())
        if not self.is_full:
            self.transport.write(pong)

    # ── the connection ──

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        scope: Any = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"][CONNECTION_KEY] = self

    async def run_asgi(self) -> None:
        """Close the connection at the end of the call, unless it was adopted."""
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except BaseException:
            self.logger.exception("Exception in ASGI application\n")
        if not self.handshake_complete:
            self.send_500_response()
        if self.handler is None and self.close_timer is None:
            self.transport.close()

    def handle_close(self, event: Any) -> None:
        super().handle_close(event)
        self.loop.call_later(self.close_timeout, self.transport.abort)

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self.loop.call_later(self.close_timeout, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self.unread.clear()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Close with 1012; a client that reads nothing must not delay the shutdown."""
        super().shutdown()
        self.loop.call_later(SHUTDOWN_SECONDS, self.transport.abort)

    # ── pings ──

    def start_keepalive(self) -> None:
        if self.ping_interval:
            self.beat_slot = heartbeat_of(self.loop, self.ping_interval).add(self)

    def stop_keepalive(self) -> None:
        if self.beat_slot is not None and self.ping_interval:
            heartbeat_of(self.loop, self.ping_interval).discard(self, self.beat_slot)
            self.beat_slot = None

    def beat(self) -> None:
        """Abort if nothing was heard since the last ping; a close would wait behind unsent data for ever."""
        if not self.was_heard:
            self.transport.abort()
        elif not self.is_full:
            self.was_heard = False
            self.transport.write(PING)

    def handle_pong(self, event: Any) -> None:
        """Nothing to do: `data_received` already noted a sign of life."""


class _EndOnlyQueue:
    """Stands for uvicorn's queue, on which it puts nothing but the end of an adopted connection."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def put_nowait(self, _: Any) -> None:
        self.handler.clean_up()


class _NoOpEvent:
    """Stands for uvicorn's event, for which nobody waits on an adopted connection."""

    def set(self) -> None: ...

    def clear(self) -> None: ...


_NO_OP_EVENT = _NoOpEvent()
