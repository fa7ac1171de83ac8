"""The server's end of a websocket: the handshake, then frames, with neither a task nor an ASGI message while it waits."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote

from uvicorn.protocols.http.httptools_impl import STATUS_LINE
from websockets import protocol
from websockets.frames import Opcode
from websockets.utils import accept_key

from connections.heartbeat import heartbeat_of

if TYPE_CHECKING:
    from uvicorn.config import Config
    from uvicorn.server import ServerState

SOCKET = "usher.socket"
"""Key in the scope's extensions for the connection's SocketProtocol."""

PARSE_CHUNK = 4 * 1024
"""Bytes parsed at once; they can hold hundreds of tiny frames."""

PARSE_SECONDS = 0.005
"""Seconds of parsing before other tasks may run."""

SHUTDOWN_SECONDS = 3.0
"""Seconds for a client to read pending data at shutdown, before its connection is aborted."""

PING = b"\x89\x00"
CLIENT_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
HANDSHAKE = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "

log = logging.getLogger("usher.connections")


class Handler(Protocol):
    """Handles an accepted connection. `clean_up` is called at its end, perhaps more than once."""

    def on_message(self, text: str | None) -> None:
        """Handle a message; None is a binary one, or text that is not UTF-8."""

    def on_write_paused(self) -> None: ...

    def on_write_resumed(self) -> None: ...

    def clean_up(self) -> None: ...


class SocketProtocol(asyncio.Protocol):
    """A connection that a handler accepts in its ASGI call, which then ends; uvicorn's `ws=SocketProtocol`.

    Time and memory depend on the bytes that a client sends, not on the number of frames.
    """

    transport: asyncio.Transport

    def __init__(self, config: Config, server_state: ServerState) -> None:
        self.config = config
        self.loop = asyncio.get_running_loop()
        self.server_state = server_state
        self.handler: Handler | None = None
        self.frames: protocol.Protocol | None = None
        self.accept_key = ""
        self.is_text = False
        self.parts: bytes | bytearray = b""
        self.unparsed = bytearray()
        self.messages: list[str | None] = []
        self.is_read_scheduled = self.is_held = self.is_full = self.close_sent = False
        self.close_timeout = 10.0
        self.close_timer: asyncio.TimerHandle | None = None
        self.beat_slot: int | None = None
        self.was_heard = True

    # ── the handshake ──

    def take_over(self, transport: asyncio.Transport, request: dict[str, Any], url: bytes) -> None:
        """Take over an upgrade request after its head was parsed."""
        self.transport = transport
        transport.set_protocol(self)
        self.server_state.connections.add(self)  # type: ignore[arg-type]
        headers = dict(request["headers"])
        key = headers.get(b"sec-websocket-key", b"").decode("latin-1")
        if request.pop("method") != "GET" or request["http_version"] != "1.1" or not CLIENT_KEY.fullmatch(key):
            return self.refuse(400)
        if headers.get(b"sec-websocket-version") != b"13":
            return self.refuse(426, b"sec-websocket-version: 13\r\n")
        self.accept_key = accept_key(key)
        raw_path, _, query = url.partition(b"?")
        root: str = request["root_path"]
        request |= {
            "type": "websocket",
            "scheme": "wss" if request["scheme"] == "https" else "ws",
            "path": root + unquote(raw_path.decode("ascii", "replace")),
            "raw_path": root.encode() + raw_path,
            "query_string": query,
            "extensions": {SOCKET: self},
        }
        task = self.loop.create_task(self.run(request))
        self.server_state.tasks.add(task)
        return task.add_done_callback(self.server_state.tasks.discard)

    async def run(self, scope: dict[str, Any]) -> None:
        """Call the application. It calls `accept`, or sends a refusal."""

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        async def send(_: Any) -> None:
            self.refuse(403)

        try:
            await self.config.loaded_app(scope, receive, send)
        except Exception:
            log.exception("The application failed")
        if self.handler is None:
            self.refuse(500)

    def refuse(self, status: int, more: bytes = b"") -> None:
        if not self.transport.is_closing():
            self.transport.write(STATUS_LINE[status] + more + b"content-length: 0\r\nconnection: close\r\n\r\n")
            self.transport.close()

    def accept(self, handler: Handler, subprotocol: str | None) -> None:
        """Answer the handshake, and pass later messages to the handler."""
        self.handler = handler
        self.frames = protocol.Protocol(protocol.SERVER, max_size=self.config.ws_max_size, logger=log)
        chosen = f"\r\nSec-WebSocket-Protocol: {subprotocol}" if subprotocol is not None else ""
        self.transport.write(HANDSHAKE + f"{self.accept_key}{chosen}\r\n\r\n".encode())
        if self.config.ws_ping_interval:
            self.beat_slot = heartbeat_of(self.loop, self.config.ws_ping_interval).add(self)
        if self.transport.is_closing():
            handler.clean_up()
        elif self.unparsed:
            self.loop.call_soon(self.parse_some)

    # ── for the handler ──

    def hold(self) -> None:
        self.is_held = True

    def release(self) -> None:
        """Pass on the messages that were held."""
        self.is_held = False
        if self.unparsed or self.messages:
            self.loop.call_soon(self.parse_some)

    def close(self, code: int, reason: str) -> None:
        """Send a close frame; abort the connection if the client does not answer it."""
        if self.frames is None or self.close_sent or self.transport.is_closing():
            return
        self.frames.send_close(code, reason)
        self.close_sent = True
        self.send_pending()
        self.stop_beating()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)
        self.release()

    # ── reading ──

    def data_received(self, data: bytes) -> None:
        """Buffer bytes while messages wait for the handler; unparsed they take less memory."""
        self.was_heard = True
        self.unparsed += data
        if not self.is_read_scheduled:
            self.parse_some()

    def parse_some(self) -> None:
        self.is_read_scheduled = False
        self.deliver_messages()
        ends = self.loop.time() + PARSE_SECONDS
        while (
            self.frames is not None
            and self.unparsed
            and not self.messages
            and not self.transport.is_closing()
            and self.loop.time() < ends
        ):
            self.frames.receive_data(bytes(self.unparsed[:PARSE_CHUNK]))
            del self.unparsed[:PARSE_CHUNK]
            if self.frames.parser_exc is not None:
                self.end()
            for frame in self.frames.events_received():
                self.take(frame)
            self.deliver_messages()
        self.schedule_read()

    def deliver_messages(self) -> None:
        while self.messages and not self.is_held and self.handler is not None:
            text = self.messages.pop(0)
            if not self.close_sent:
                self.handler.on_message(text)

    def schedule_read(self) -> None:
        """Parse the rest in the next iteration of the loop if no message waits; pause the transport until then."""
        if self.transport.is_closing():
            return
        if not self.unparsed:
            self.transport.resume_reading()
            return
        self.transport.pause_reading()
        if self.frames is not None and not self.messages and not self.is_read_scheduled:
            self.is_read_scheduled = True
            self.loop.call_soon(self.parse_some)

    def take(self, frame: Any) -> None:
        """Join continuation frames at once: a list of one-byte parts takes forty times the memory."""
        match frame.opcode:
            case Opcode.TEXT | Opcode.BINARY:
                self.is_text = frame.opcode is Opcode.TEXT
                self.parts = frame.data if frame.fin else bytearray(frame.data)
            case Opcode.CONT:
                self.parts += frame.data
            case Opcode.PING if self.is_full:
                self.frames.data_to_send()  # type: ignore[union-attr] # dropped: pongs would fill the memory
            case Opcode.PING:
                self.send_pending()
            case Opcode.CLOSE:
                self.end()
        if frame.opcode < Opcode.CLOSE and frame.fin and not self.close_sent:
            self.messages.append(text_of(self.parts) if self.is_text else None)
            self.parts = b""

    # ── writing ──

    def send_pending(self) -> None:
        assert self.frames is not None
        self.transport.write(b"".join(self.frames.data_to_send()))

    def pause_writing(self) -> None:
        self.is_full = True
        if self.handler is not None:
            self.handler.on_write_paused()

    def resume_writing(self) -> None:
        self.is_full = False
        if self.handler is not None:
            self.handler.on_write_resumed()

    # ── the end ──

    def end(self) -> None:
        """Answer a close frame or a protocol error, and close even if the client keeps its side open."""
        if not self.transport.is_closing():
            self.send_pending()
            self.transport.close()
        self.close_sent = True
        if self.close_timer is None:
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)
        if self.handler is not None:
            self.handler.clean_up()

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_beating()
        self.server_state.connections.discard(self)
        self.unparsed.clear()
        self.messages.clear()
        if self.close_timer is not None:
            self.close_timer.cancel()
        if self.handler is not None:
            self.handler.clean_up()
            self.handler = None  # so that nothing has to look for cycles

    def shutdown(self) -> None:
        """Close with 1012; a client that reads nothing must not delay the shutdown."""
        if self.handler is None:
            self.refuse(503)
        else:
            self.handler.clean_up()
            self.close(1012, "")
        self.transport.close()
        self.loop.call_later(SHUTDOWN_SECONDS, self.transport.abort)

    # ── pings ──

    def stop_beating(self) -> None:
        if self.beat_slot is not None and self.config.ws_ping_interval:
            heartbeat_of(self.loop, self.config.ws_ping_interval).discard(self, self.beat_slot)
            self.beat_slot = None

    def beat(self) -> None:
        """Abort if nothing was heard since the last ping; a close would wait behind unsent data for ever."""
        if not self.was_heard:
            self.transport.abort()
        elif not self.is_full:
            self.was_heard = False
            self.transport.write(PING)


def text_of(data: bytes | bytearray) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
