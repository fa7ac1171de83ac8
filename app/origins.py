"""Which pages' requests a cookie counts on: our own, and those of the origins that the operator allows."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from rules.config import Config

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Origins:
    """Tells our own pages' requests from those that another site's page had a browser send.

    Args:
        config: Says where we are.
        allowed: The origins of SPAs elsewhere, as browsers send them.
    """

    def __init__(self, config: Config, allowed: Collection[str] = ()) -> None:
        self._known = frozenset((_origin(config.public_url), *allowed))
        self._by_host = not config.production

    def count(self, connection: HTTPConnection) -> bool:
        """Whether a request comes from a page that may act for its reader.

        Browsers alone say where a request comes from, by Origin or by Sec-Fetch-Site, and let no page say it
        for them; what says neither is not counted. Our own pages give no referrer, and so their forms the origin
        "null", as do sandboxed frames and files: where that is all, Sec-Fetch-Site tells them apart.
        """
        origin = connection.headers.get("origin")
        if origin is not None and origin != "null":
            return origin in self._known or (self._by_host and origin == _own(connection))
        return connection.headers.get("sec-fetch-site") == "same-origin"


def _origin(url: str) -> str:
    parts = urlsplit(url.lower())
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def _own(connection: HTTPConnection) -> str:
    """In development we are reached as localhost as well as 127.0.0.1, so by whichever name was asked for."""
    scheme = "https" if connection.url.scheme in {"https", "wss"} else "http"
    return f"{scheme}://{connection.headers.get('host', '').lower()}"
