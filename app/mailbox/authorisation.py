"""Who may read the mailbox: callers on this machine, without a proxy, who have the printed key."""

import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "usher_mailbox"
# Headers of proxies and tunnels. Behind one, every caller has our machine's address.
_PROXIED = ("x-forwarded-", "cf-")
_PROXIED_EXACTLY = frozenset({"via", "x-real-ip", "forwarded", "true-client-ip", "x-client-ip", "x-original-host"})


def is_local(request: Request, public_url: str) -> bool:
    """Tell whether the caller is on this machine, uses no proxy, and used no foreign name that resolves to us."""
    if request.client is None or any(_is_proxy_header(name) for name in request.headers):
        return False
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    known = host in ("localhost", urlsplit(public_url).hostname) or _is_loopback(host)
    return known and _is_loopback(request.client.host)


def has_key(request: Request, key: str) -> bool:
    """Tell whether the key is in the URL, the bearer token or the cookie."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    given = [
        request.query_params.get("key", ""),
        request.cookies.get(COOKIE, ""),
        bearer.strip() if scheme.lower() == "bearer" else "",
    ]
    return any(secrets.compare_digest(each.encode(), key.encode()) for each in given)


def set_key_cookie(response: Response, key: str, below: str) -> None:
    """Keep the key in a cookie, so that URLs need not contain it."""
    response.set_cookie(COOKIE, key, path=f"{below}/mailbox", httponly=True, samesite="strict")


def _is_proxy_header(header: str) -> bool:
    return header.startswith(_PROXIED) or header in _PROXIED_EXACTLY


def _is_loopback(host: str | None) -> bool:
    try:
        address = ip_address(host or "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
