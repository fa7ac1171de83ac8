"""uvicorn's HTTP protocol, with limits on long and slow requests before our code sees them."""

import asyncio
import random
import re
import resource
import time
from collections.abc import Callable, Iterable
from typing import Any
from weakref import ref

import structlog
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from connections.websocket import SHUTDOWN_SECONDS, SocketProtocol

CONNECTION = "usher.connection"
"""The key, in a request's state, of a weak reference to its `HttpProtocol`."""

ID_HEADER = b"x-request-id"
SANE_ID = re.compile(rb"[A-Za-z0-9._:+/=-]{1,128}")
"""A request ID that is accepted from a proxy or client."""

MAX_HEAD = 32 * 1024
CHUNK_SIZE = 4 * 1024
"""Bytes parsed at once. A waiting pipelined request takes a hundred times its size in memory."""
MAX_CHUNKS = 20_000
"""Chunks of one body; reading a tiny one costs as much as reading a kilobyte."""
BODY_SECONDS = 30.0
GRACE_SECONDS = 2.0
"""Added to the time for a body, so that its reader can answer 408 before the connection is closed."""
READ_SECONDS = 60.0
READ_BYTES = 32 * 1024
"""Bytes of an answer that a client must read within READ_SECONDS, or all that is left of it."""
LINGER_SECONDS = 1.0
"""Time for a client to read an answer while it still sends."""

SPARE_DESCRIPTORS = 32
"""File descriptors kept for the database and files when connections take all the others."""
LOG_INTERVAL = 60.0

_log = structlog.get_logger(__name__)
_last_logged = [-LOG_INTERVAL]


class JoinedWrites:
    """Writes the head of an answer and its body at once; each write is a system call, dearer than making the answer."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.transport = transport
        self.loop = loop
        self.kept = b""
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        """Write at the second call, or in the next iteration of the loop."""
        if self.kept:
            kept, self.kept = self.kept, b""
            self.transport.write(kept + data)
        else:
            self.kept = data
            self.loop.call_soon(self.flush)

    def flush(self) -> None:
        if self.kept:
            self.write(b"")

    def close(self) -> None:
        self.flush()
        self.transport.close()


class HttpProtocol(HttpToolsProtocol):
    """Closes connections with a request that is too long (431) or too slow (408), or whose client does not read.

    Websockets begin as a request, so the limits on heads apply to them too. Use it as uvicorn's `http=HttpProtocol`.
    """

    head_seconds = 10.0
    body_seconds = BODY_SECONDS + GRACE_SECONDS
    read_seconds = READ_SECONDS

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.message_number = 0
        self.in_message = False
        self.in_body = False
        self.chunks = 0
        self.head_size = 0  # bytes of the head that are parsed
        self.head_read = 0  # bytes received of an incomplete head
        self.parsed_silently = 0  # bytes the parser took without a callback
        self.is_refused = False
        self.unparsed = bytearray()  # bytes to parse when no pipelined request waits
        self.waits_for: tuple[str, int] | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.unsent_timer: asyncio.TimerHandle | None = None
        self.on_end: Callable[[], None] | None = None
        self.has_ended = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.joined = JoinedWrites(transport, self.loop)
        if lacks_descriptors(transport):
            self.refuse(503)
        else:
            self.wait_for("head")

    def connection_lost(self, exc: Exception | None) -> None:
        self.wait_for(None)
        self.resume_writing()
        self.end()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """End an SSE stream; a client that reads nothing must not delay the shutdown."""
        super().shutdown()
        if self.on_end is not None:
            self.loop.call_later(SHUTDOWN_SECONDS, self.transport.abort)
        self.end()

    def end(self) -> None:
        self.has_ended = True
        if self.on_end is not None:
            self.on_end()

    def watch_end(self, on_end: Callable[[], None] | None) -> None:
        """Call `on_end` when the connection is lost or the server stops, at once if that has happened."""
        self.on_end = on_end
        if self.has_ended:
            self.end()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.wait_for_client()

    def wait_for_client(self, limit: int | None = None) -> None:
        """Abort if more than `limit` bytes are unsent; otherwise check again later."""
        unsent = self.transport.get_write_buffer_size()
        if limit is not None and unsent > limit:
            self.transport.abort()
        else:
            self.unsent_timer = self.loop.call_later(self.read_seconds, self.wait_for_client, unsent - READ_BYTES)

    def resume_writing(self) -> None:
        if self.unsent_timer is not None:
            self.unsent_timer.cancel()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection; abort it if the end of an answer is still unsent."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            super().timeout_keep_alive_handler()

    def data_received(self, data: bytes) -> None:
        self.unparsed += data
        self.parse_unparsed()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.unparsed:
            self.loop.call_soon(self.parse_unparsed)

    def parse_unparsed(self) -> None:
        """Parse in bounded parts, because the parser buffers incomplete input."""
        while self.unparsed and not self.is_over:
            if self.pipeline:
                self.flow.pause_reading()
                self.wait_for(None)
                return
            room = min(CHUNK_SIZE, MAX_HEAD - max(self.parsed_silently, self.head_read))
            part = bytes(self.unparsed[:room])
            del self.unparsed[:room]
            self.parsed_silently += len(part)
            # A head that begins inside a part is counted from the next part on.
            self.head_read = 0 if self.in_body else self.head_read + len(part)
            super().data_received(part)
            if self.is_over:
                return
            if self.in_body or not self.in_message:
                self.head_read = 0
            if max(self.parsed_silently, self.head_read, self.head_size) >= MAX_HEAD:
                self.refuse(431)
            elif self.chunks > MAX_CHUNKS:
                self.refuse(413)
            elif self.in_body:
                self.wait_for("body")
            else:
                self.wait_for("head" if self.in_message or self.parsed_silently else None)

    @property
    def is_over(self) -> bool:
        """Whether to stop reading: refused, closed, or now a websocket."""
        return self.is_refused or self.transport.is_closing() or self.transport.get_protocol() is not self

    def refuse(self, status: int) -> None:
        """Close the connection; answer first, unless an answer is already under way."""
        self.is_refused = True
        if self.cycle is not None and not self.cycle.response_complete and not self.in_body:
            self.cycle.keep_alive = False  # an earlier request's answer is still to be sent
        elif self.in_body:
            self.transport.close()
        else:
            request_id = request_id_in(self.headers or ())
            _log.debug("request.refused", request=request_id, status=status)
            head = b"content-length: 0\r\nx-request-id: %b\r\nconnection: close\r\n\r\n" % request_id.encode()
            self.transport.write(STATUS_LINE[status] + head)
            self.transport.write_eof()
            self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def wait_for(self, part: str | None) -> None:
        """Start the timer for the rest of a head or body, unless it runs already; None stops it."""
        awaited = None if part is None else (part, self.message_number)
        if awaited == self.waits_for:
            return
        if self.timer is not None:
            self.timer.cancel()
        self.waits_for = awaited
        seconds = self.head_seconds if part == "head" else self.body_seconds
        self.timer = None if part is None else self.loop.call_later(seconds, self.time_out)

    def time_out(self) -> None:
        if not self.is_over:
            self.refuse(408)

    def handle_websocket_upgrade(self) -> None:
        if self.head_size < MAX_HEAD:
            self.wait_for(None)
            self.resume_writing()
            self.connections.discard(self)
            SocketProtocol(self.config, self.server_state).take_over(self.transport, dict(self.scope), self.url)

    def on_message_begin(self) -> None:
        self.message_number += 1
        self.in_message, self.in_body, self.head_size, self.chunks = True, False, 0, 0
        super().on_message_begin()
        self.scope["state"][CONNECTION] = ref(self)

    def on_url(self, url: bytes) -> None:
        self.note_head(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header; trailers arrive here too."""
        self.note_head(len(name) + len(value) + 4)
        super().on_header(name, value)

    def note_head(self, size: int) -> None:
        self.parsed_silently = 0
        self.head_size += size

    def on_headers_complete(self) -> None:
        self.parsed_silently = 0
        if self.head_size < MAX_HEAD:
            self.in_body = True
            super().on_headers_complete()
            if self.cycle is not None:
                self.cycle.transport = self.joined  # type: ignore[assignment] # all of it that a cycle uses

    def on_chunk_header(self) -> None:
        self.parsed_silently = 0
        self.chunks += 1

    def on_body(self, body: bytes) -> None:
        self.parsed_silently = 0
        if self.in_body:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self.parsed_silently = 0
        if self.in_body:
            self.in_message = self.in_body = False
            self.head_read = 0
            super().on_message_complete()


def request_id_in(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return a request's own `X-Request-ID` if it is acceptable, otherwise a new one."""
    given = next((value for name, value in headers if name == ID_HEADER), b"")
    return given.decode() if SANE_ID.fullmatch(given) else f"{random.getrandbits(48):012x}"


def lacks_descriptors(transport: asyncio.Transport) -> bool:
    """Tell whether connections have taken nearly all file descriptors.

    The system gives out the lowest free descriptor, so a new one's number tells how many are open.
    """
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    number = transport.get_extra_info("socket").fileno()
    if limit == resource.RLIM_INFINITY or number < limit - SPARE_DESCRIPTORS:
        return False
    if time.monotonic() - _last_logged[0] >= LOG_INTERVAL:
        _last_logged[0] = time.monotonic()
        _log.error("connections.refused", reason="no file descriptors are left", limit=limit)
    return True
