"""Count, trace and log each request, by its route and never its path."""

import time
from types import TracebackType
from typing import Self

import structlog
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars

from app.http.networks import network_of
from app.metrics import count_request
from app.tracing import Trace
from connections.http import ID_HEADER, request_id_in
from edge.sse import MEDIA

OPERATION_KEY = "usher_operation"
"""Key of the operation's name in a request's state."""

_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})

_log = structlog.get_logger("usher.requests")


class Requests:
    """Middleware for observation. Everything a request logs has the request's ID."""

    def __init__(self, app: ASGIApp, trace: Trace, *, in_log: bool) -> None:
        self._app = app
        self._trace = trace
        self._in_log = in_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request_id = bind_request(scope)
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        with Observed(scope, self._trace, in_log=self._in_log) as observed:

            async def send_and_note_status(message: Message) -> None:
                if message["type"] == "http.response.start":
                    observed.answered(message)
                    add_request_id(message, request_id)
                await send(message)

            await self._app(scope, receive, send_and_note_status)


def bind_request(scope: Scope) -> str:
    """Begin what is logged with each line; return the request's ID."""
    request_id = request_id_in(scope["headers"])
    clear_contextvars()
    bind_contextvars(request=request_id, network=network_of(HTTPConnection(scope)))
    return request_id


def add_request_id(message: Message, request_id: str) -> None:
    """Add to the beginning of an answer the ID under which the log has its request."""
    message["headers"] = [*message["headers"], (ID_HEADER, request_id.encode())]


class Observed:
    """A request under way; whoever sends its answer has `answered` called with its beginning.

    Args:
        route: The pattern that the path matches, since the path itself may contain a token; None if the router finds it.
    """

    def __init__(self, scope: Scope, trace: Trace, *, in_log: bool, route: str | None = None) -> None:
        self._status = 500
        self._seconds: float | None = None
        self._route = route
        self._scope = scope
        self._span = trace("request", method=scope["method"])
        self._in_log = in_log
        self._started = time.perf_counter()

    def __enter__(self) -> Self:
        self._tell = self._span.__enter__()
        return self

    def answered(self, message: Message) -> None:
        """Note the beginning of an answer; events may go on for hours, which says nothing of how fast we are."""
        self._status = message["status"]
        if (b"content-type", MEDIA) in message["headers"]:
            self._seconds = time.perf_counter() - self._started

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        scope, seconds = self._scope, self._seconds
        if seconds is None:
            seconds = time.perf_counter() - self._started
        route = self._route or str(getattr(scope.get("route"), "path", "none"))
        operation = scope.get("state", {}).get(OPERATION_KEY)
        count_request(scope["method"], route, self._status, seconds)
        self._tell(route=route, status=self._status, operation=operation or "")
        self._span.__exit__(kind, error, trace)
        if self._in_log and route not in _QUIET and error is None:
            what = {"operation": operation} if operation else {}
            _log.info(
                "request.answered",
                method=scope["method"],
                route=route,
                status=self._status,
                ms=round(1000 * seconds, 1),
                **what,
            )
