"""Where a request came from, as far as that can be known."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

Address = IPv4Address | IPv6Address

_HOUSE = 64  # the part of an IPv6 address that one customer has to themselves


class Networks:
    """Tells callers' networks apart, for limits.

    Args:
        trusted_proxies: Addresses and networks whose X-Forwarded-For counts.
    """

    def __init__(self, trusted_proxies: Collection[str] = ()) -> None:
        self._trusted = tuple(ip_network(proxy) for proxy in trusted_proxies)

    def of(self, connection: HTTPConnection) -> str:
        """The IPv4 address, or the IPv6 /64, of whoever is behind the proxies that we trust.

        What stands further from us than the first address that is no trusted proxy's may be anybody's
        invention. A peer without an address has the empty name.
        """
        peer = _address(connection.client.host) if connection.client else None
        if peer is None:
            return ""
        if self._trusts(peer):
            forwarded = ",".join(connection.headers.getlist("x-forwarded-for"))
            for hop in reversed(forwarded.split(",")):
                address = _address(hop)
                if address is None:
                    break
                peer = address
                if not self._trusts(peer):
                    break
        return str(peer) if peer.version == 4 else str(ip_network((peer, _HOUSE), strict=False))

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def _address(text: str) -> Address | None:
    """An address as proxies write it: some add the port, and brackets with it."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
