"""The network that a request counts for. `Proxies` reads X-Forwarded-For before."""

from functools import lru_cache
from ipaddress import ip_address, ip_network

from starlette.requests import HTTPConnection

_CUSTOMER = 64  # the IPv6 prefix length of one customer


def network_of(connection: HTTPConnection) -> str:
    """Give the caller's IPv4 address or IPv6 /64; "" where none is known, so that all such callers count as one."""
    client = connection.scope.get("client")
    return _network(client[0]) if client else ""


@lru_cache(maxsize=4096)
def _network(host: str) -> str:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return str(address) if address.version == 4 else str(ip_network((address, _CUSTOMER), strict=False))
