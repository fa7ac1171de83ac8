"""The path of USHER_PUBLIC_URL: requests are served below it, and without it, as some proxies take it away."""

from starlette.types import ASGIApp, Receive, Scope, Send


class PublicPath:
    """Middleware around everything else, which has every request look as if it had come below the path.

    Args:
        app: What answers.
        path: Of USHER_PUBLIC_URL, without a slash at its end; "" where there is none.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or serves one socket."""
        if self._path and scope["type"] in ("http", "websocket"):
            path = scope["path"]
            if path == self._path:
                path += "/"
            elif not path.startswith(f"{self._path}/"):
                path = self._path + path
            scope = {**scope, "path": path, "root_path": self._path}
        await self._app(scope, receive, send)


def path_within(scope: Scope) -> str:
    """The path of a request as our routes spell it, without that of USHER_PUBLIC_URL."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("app_root_path", scope.get("root_path", "")))
