"""Believe X-Forwarded-For and X-Forwarded-Proto of the proxies in USHER_TRUSTED_PROXIES, and of no others."""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_log = structlog.get_logger(__name__)


class Proxies:
    """uvicorn's middleware, with a warning (once) of a proxy nearby that is not trusted."""

    def __init__(self, app: ASGIApp, trusted: Sequence[str], *, warns: bool) -> None:
        self._app: ASGIApp = ProxyHeadersMiddleware(app, list(trusted)) if trusted else app  # type: ignore[arg-type, assignment]
        self._trusted = [ip_network(proxy) for proxy in trusted]
        self._warns = warns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._warns and scope["type"] != "lifespan" and self._is_foreign(scope):
            self._warns = False
            _log.warning("proxy.untrusted", peer=scope["client"][0], setting="USHER_TRUSTED_PROXIES")
        await self._app(scope, receive, send)

    def _is_foreign(self, scope: Scope) -> bool:
        """Return whether a proxy in a private network sends X-Forwarded-For, and is none of the trusted ones."""
        if not any(name == b"x-forwarded-for" for name, _ in scope["headers"]):
            return False
        try:
            peer = ip_address(scope["client"][0])
        except (ValueError, TypeError):
            return False
        return peer.is_private and not any(peer in network for network in self._trusted)
