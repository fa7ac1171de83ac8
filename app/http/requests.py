"""Count, trace and log each request, by its route and never its path."""

import secrets
import time

import structlog
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars

from app.http.networks import network_of
from app.metrics import count_request
from app.tracing import Trace

OPERATION = "usher_operation"
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
        clear_contextvars()
        bind_contextvars(request=secrets.token_hex(6), network=network_of(HTTPConnection(scope)))
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, status = time.perf_counter(), 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._trace("request", method=scope["method"]) as tell:
            try:
                await self._app(scope, receive, note)
            finally:
                seconds, route = time.perf_counter() - started, _route(scope)
                count_request(scope["method"], route, status, seconds)
                operation = scope.get("state", {}).get(OPERATION)
                tell(route=route, status=status, operation=operation or "")
        if self._in_log and route not in _QUIET:
            what = {"operation": operation} if operation else {}
            _log.info(
                "request.answered",
                method=scope["method"],
                route=route,
                status=status,
                ms=round(1000 * seconds, 1),
                **what,
            )


def _route(scope: Scope) -> str:
    """Give the route's pattern: the path itself may contain a token."""
    return str(getattr(scope.get("route"), "path", "none"))
