"""Remove the cookie of an ended session from the browser; with it, the browser could never log in again."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.cookies import delete_session_cookie
from rules.config import Config

_STATE_KEY = "usher_stale_cookie"


def mark_stale(connection: HTTPConnection) -> None:
    """Remove the cookie with the answer to this request."""
    connection.scope.setdefault("state", {})[_STATE_KEY] = True


def unmark_stale(connection: HTTPConnection) -> None:
    """Keep the cookie: this request has set a new one."""
    connection.scope.setdefault("state", {})[_STATE_KEY] = False


class StaleCookies:
    def __init__(self, app: ASGIApp, config: Config) -> None:
        self._app = app
        self._config = config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                remove_stale_cookie(message, scope, self._config)
            await send(message)

        await self._app(scope, receive, send_marked)


def remove_stale_cookie(message: Message, scope: Scope, config: Config) -> None:
    """Add to the beginning of an answer what removes the cookie, where its request was marked."""
    if scope.get("state", {}).get(_STATE_KEY):
        name, value = delete_session_cookie(config)
        message["headers"] = [*message["headers"], (name.lower().encode(), value.encode())]
