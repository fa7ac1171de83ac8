"""Headers for every answer: no foreign content, frames, referrers or indexing."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.public_path import path_within

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_STATIC = "/static/"
_TLS_ONLY = "max-age=31536000"


class SafeHeaders:
    """Middleware that adds the headers an answer does not have yet; with `tls_only`, also HSTS over TLS."""

    def __init__(self, app: ASGIApp, *, tls_only: bool = False) -> None:
        self._app = app
        self._tls_only = tls_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._tls_only and scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", _TLS_ONLY)
                if path_within(scope).startswith(_STATIC) and message["status"] in (200, 304):
                    headers.setdefault("Cache-Control", "public, max-age=86400")
            await send(message)

        await self._app(scope, receive, send_safe)
