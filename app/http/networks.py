"""Find the network a request came from, as far as proxies can be trusted."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

Address = IPv4Address | IPv6Address

_HOUSE = 64  # the IPv6 prefix length of one customer


class Networks:
    """Finds callers' networks, for rate limits, by X-Forwarded-For from trusted proxies."""

    def __init__(self, trusted_proxies: Collection[str] = ()) -> None:
        self._trusted = tuple(ip_network(proxy) for proxy in trusted_proxies)

    def of(self, connection: HTTPConnection) -> str:
        """Give the caller's IPv4 address or IPv6 /64; "" for a peer without an address.

        Read X-Forwarded-For from the right up to the first address that is no trusted proxy; the rest may be forged.
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
    """Parse an address as proxies write it: some add a port, and brackets with it."""
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
