from collections.abc import Collection

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.public_path import path_within

_A_WHILE = 600


class Cors:
    """Middleware that allows the given origins, and no others, to call `/graphql` from browsers."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._cors = CORSMiddleware(
            app,
            allow_origins=tuple(origins),
            allow_credentials=True,
            allow_methods=("GET", "POST"),
            allow_headers=("*",),  # tracing and client libraries add their own
            expose_headers=("Retry-After",),
            max_age=_A_WHILE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_graphql = scope["type"] == "http" and path_within(scope).rstrip("/") == "/graphql"
        asked = self._cors if is_graphql else self._app
        await asked(scope, receive, send)
