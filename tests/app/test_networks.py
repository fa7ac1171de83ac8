"""Which network a request is counted for, behind proxies and without."""

from typing import Any

import pytest
from starlette.requests import HTTPConnection

from app.http.networks import network_of
from app.http.proxies import Proxies

PROXIES = ("10.0.0.0/8", "2001:db8:ffff::1")


async def network(peer: str | None, *forwarded: str, trusted: tuple[str, ...] = PROXIES) -> str:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    client = None if peer is None else (peer, 4711)
    found = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        found.append(network_of(HTTPConnection(scope)))

    scope: Any = {"type": "http", "headers": headers, "client": client}
    await Proxies(app, trusted, warns=False)(scope, nothing, nothing)
    return found[0]


async def nothing(*_: Any) -> Any:
    raise AssertionError("nobody reads or sends here")


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", ""),
        (None, ""),
    ],
)
async def test_of_the_peer_itself(peer: str | None, expected: str) -> None:
    assert await network(peer) == expected


async def test_a_stranger_invents_nothing() -> None:
    assert await network("192.0.2.7", "198.51.100.1") == "192.0.2.7"
    assert await network("10.0.0.1", "198.51.100.1", trusted=()) == "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        (["198.51.100.1"], "198.51.100.1"),
        (["203.0.113.9, 198.51.100.1"], "198.51.100.1"),
        (["203.0.113.9, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        (["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
        (["198.51.100.1:51234"], "198.51.100.1"),
        (["[2001:db8:5:6::1]:443"], "2001:db8:5:6::/64"),
        (["2001:db8:5:6::1, 2001:db8:ffff::1"], "2001:db8:5:6::/64"),
        (["198.51.100.1, unknown"], ""),
        (["nonsense, 10.0.0.2"], ""),
        (["10.0.0.3"], "10.0.0.3"),
        ([""], "10.0.0.1"),
        ([], "10.0.0.1"),
    ],
)
async def test_behind_a_trusted_proxy_it_is_the_first_address_that_is_none(forwarded: list[str], expected: str) -> None:
    assert await network("10.0.0.1", *forwarded) == expected
