"""Serve below the path of USHER_PUBLIC_URL and also without it, because some proxies remove it."""

from starlette.types import ASGIApp, Receive, Scope, Send


class PublicPath:
    """Outermost middleware: makes every request look as if it had come below the path (no trailing slash)."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._path and scope["type"] in ("http", "websocket"):
            path = scope["path"]
            if path == self._path:
                path += "/"
            elif not path.startswith(f"{self._path}/"):
                path = self._path + path
            scope = {**scope, "path": path, "root_path": self._path}
        await self._app(scope, receive, send)


def path_within(scope: Scope) -> str:
    """Give a request's path without that of USHER_PUBLIC_URL, as our routes spell it."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("app_root_path", scope.get("root_path", "")))
