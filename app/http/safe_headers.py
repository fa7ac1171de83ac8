"""Headers for every answer: no foreign content, frames, referrers or indexing."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.public_path import path_within

_HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self';"
        b" base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"x-robots-tag", b"noindex"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
_TLS_ONLY = (b"strict-transport-security", b"max-age=31536000")
_STATIC = "/static/"
_CACHE_ONE_DAY = (b"cache-control", b"public, max-age=86400")


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
                add_safe_headers(message, scope, tls_only=self._tls_only)
                if path_within(scope).startswith(_STATIC) and message["status"] in (200, 304):
                    _add(message, [_CACHE_ONE_DAY])
            await send(message)

        await self._app(scope, receive, send_safe)


def add_safe_headers(message: Message, scope: Scope, *, tls_only: bool) -> None:
    """Add the missing safe headers to the start of a response."""
    _add(message, [*_HEADERS, _TLS_ONLY] if tls_only and scope["scheme"] == "https" else _HEADERS)


def _add(message: Message, headers: list[tuple[bytes, bytes]]) -> None:
    given = message["headers"]
    names = {name for name, _ in given}
    message["headers"] = [*given, *(header for header in headers if header[0] not in names)]
