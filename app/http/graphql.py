"""Answer /graphql in one pass, ahead of the middlewares that pages go through."""

from collections.abc import Collection

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.public_path import path_within
from app.http.requests import Observed, add_request_id, bind_request
from app.http.safe_headers import add_safe_headers
from app.http.stale_cookies import remove_stale_cookie
from app.tracing import Trace
from rules.config import Config

_PATHS = frozenset({"/graphql", "/graphql/"})
_EXPOSED = ("Usher-Cost", "Idempotent-Replayed", "X-Request-ID", "Retry-After")
_ALLOWED_FOR = 600
"""Seconds for which a browser may keep what CORS allows."""


class GraphQLEndpoint:
    """Middleware that answers GraphQL requests with `graphql` and leaves all others to the application.

    Args:
        graphql: Answers a request, and turns its own failures into answers.
        sockets: Opens a socket.
        origins: Those of pages elsewhere that may call from browsers, with cookies.
    """

    def __init__(
        self,
        app: ASGIApp,
        graphql: ASGIApp,
        sockets: ASGIApp,
        config: Config,
        origins: Collection[str],
        trace: Trace,
        *,
        production: bool,
    ) -> None:
        self._app = app
        self._graphql = graphql
        self._sockets = sockets
        self._with_cors = CORSMiddleware(
            graphql,
            allow_origins=tuple(origins),
            allow_credentials=True,
            allow_methods=("GET", "POST"),
            allow_headers=("*",),  # tracing and client libraries add their own
            expose_headers=_EXPOSED,
            max_age=_ALLOWED_FOR,
        )
        self._config = config
        self._trace = trace
        self._production = production

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or (path := path_within(scope)) not in _PATHS:
            await self._app(scope, receive, send)
            return
        request_id = bind_request(scope)
        if scope["type"] == "websocket":
            await self._sockets(scope, receive, send)
            return
        with Observed(scope, self._trace, in_log=self._production, route=path) as observed:

            async def send_more(message: Message) -> None:
                if message["type"] == "http.response.start":
                    observed.answered(message)
                    add_request_id(message, request_id)
                    remove_stale_cookie(message, scope, self._config)
                    add_safe_headers(message, scope, tls_only=self._production)
                await send(message)

            is_from_a_page = any(name == b"origin" for name, _ in scope["headers"])
            await (self._with_cors if is_from_a_page else self._graphql)(scope, receive, send_more)
