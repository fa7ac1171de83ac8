"""Cookies whose session has ended: taken from the browser with the refusal, or it could never log in again."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.cookies import no_cookie
from rules.config import Config

_MARK = "usher_stale_cookie"


def mark_stale(connection: HTTPConnection) -> None:
    """Have the cookie taken from whoever sent this."""
    connection.scope.setdefault("state", {})[_MARK] = True


def unmark_stale(connection: HTTPConnection) -> None:
    """Leave the cookie alone: this very request has set another one."""
    connection.scope.setdefault("state", {})[_MARK] = False


class StaleCookies:
    """Middleware that adds what takes a cookie away to the responses that were marked so.

    Args:
        app: What answers.
        config: Says what the cookie is called.
    """

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self._app = app
        self._config = config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or lets a socket through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start" and state.get(_MARK):
                MutableHeaders(scope=message).append(*no_cookie(self._config))
            await send(message)

        await self._app(scope, receive, send_marked)
