"""Decide from which pages a request's cookie counts: our own, and those of allowed origins."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from rules.config import Config

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Origins:
    """Tells requests of our own pages from those of other sites.

    Args:
        allowed: Origins of single-page apps elsewhere, as browsers send them.
    """

    def __init__(self, config: Config, allowed: Collection[str] = ()) -> None:
        self._known = frozenset((_origin(config.public_url), *allowed))
        self._by_host = not config.production

    def allow(self, connection: HTTPConnection) -> bool:
        """Tell whether a request comes from a page that may act for its visitor.

        Browsers say this in Origin or Sec-Fetch-Site, which no page can forge; a request with neither does not count.
        Our pages send no referrer, so their forms have the origin "null", as do sandboxed frames and files. Then
        Sec-Fetch-Site decides.
        """
        origin = connection.headers.get("origin")
        if origin is not None and origin != "null":
            return origin in self._known or (self._by_host and origin == _own_origin(connection))
        return connection.headers.get("sec-fetch-site") == "same-origin"


def _origin(url: str) -> str:
    parts = urlsplit(url.lower())
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def _own_origin(connection: HTTPConnection) -> str:
    """Give our own origin. In development, both localhost and 127.0.0.1 reach us, so use the requested name."""
    scheme = "https" if connection.url.scheme in {"https", "wss"} else "http"
    return f"{scheme}://{connection.headers.get('host', '').lower()}"
