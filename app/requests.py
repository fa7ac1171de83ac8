"""Every request as an operator sees it: counted, traced, and a line in the log, by its route and never its address."""

import secrets
import time

import structlog
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars

from app.edge.sockets import NetworkOf
from app.metrics import count_request
from app.tracing import Trace

OPERATION = "usher_operation"
"""Where in a request's state the name of its operation is."""

_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})

_log = structlog.get_logger("usher.requests")


class Requests:
    """Middleware around everything else. Whatever a request logs bears the request's ID.

    Args:
        app: What answers.
        trace: Makes spans.
        network_of: Names the network that a request comes from.
        in_log: Whether each request is a line in the log.
    """

    def __init__(self, app: ASGIApp, trace: Trace, network_of: NetworkOf, *, in_log: bool) -> None:
        self._app = app
        self._trace = trace
        self._network_of = network_of
        self._in_log = in_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or serves one socket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        clear_contextvars()
        bind_contextvars(request=secrets.token_hex(6), network=self._network_of(HTTPConnection(scope)))
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
    """The address as its route spells it: what stands in it may be a token, or anything else."""
    return str(getattr(scope.get("route"), "path", "none"))
