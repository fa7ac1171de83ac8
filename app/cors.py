"""Letting the operator's own single-page apps, and nobody else's, call us from their origins."""

from collections.abc import Collection

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.public_path import path_within

_A_WHILE = 600


class Cors:
    """Middleware that answers browsers who ask on behalf of another origin, at the address of GraphQL alone.

    Args:
        app: What answers.
        origins: Those that may call, as browsers send them.
    """

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._cors = CORSMiddleware(
            app,
            allow_origins=tuple(origins),
            allow_credentials=True,
            allow_methods=("GET", "POST"),
            allow_headers=("*",),  # those of tracing and of client libraries too: they are echoed
            expose_headers=("Retry-After",),
            max_age=_A_WHILE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or lets a socket through, where the origin is looked at on signing in."""
        is_graphql = scope["type"] == "http" and path_within(scope).rstrip("/") == "/graphql"
        asked = self._cors if is_graphql else self._app
        await asked(scope, receive, send)
