"""The handshake of graphql-transport-ws, through a real server."""

import asyncio
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from edge import EdgeOptions
from edge.options import SocketLimits
from tests.edge.client import INIT, PROTOCOL, ask, closed, hear, open_socket, say
from tests.edge.serving import Served, serving

pytestmark = pytest.mark.usefixtures("no_traceback")


@pytest.mark.parametrize("offered", [None, ["graphql-ws"], ["something-else"]])
async def test_another_sub_protocol_closes_with_4406(served: Served, offered: Any) -> None:
    async with connect(served.socket, subprotocols=offered) as socket:
        assert socket.subprotocol is None
        assert await closed(socket) == 4406


async def test_our_sub_protocol_is_chosen(served: Served) -> None:
    async with connect(served.socket, subprotocols=[Subprotocol("graphql-ws"), PROTOCOL]) as socket:
        assert socket.subprotocol == PROTOCOL


async def test_late_initialisation_closes_with_4408() -> None:
    async with serving(EdgeOptions(sockets=SocketLimits(init=1.0))) as served, open_socket(served, None) as socket:
        await say(socket, {"type": "ping"})
        assert await hear(socket) == {"type": "pong"}
        assert await closed(socket) == 4408


async def test_a_socket_that_is_initialised_in_time_stays_open() -> None:
    async with serving(EdgeOptions(sockets=SocketLimits(init=1.0))) as served, open_socket(served) as socket:
        await asyncio.sleep(1.2)
        await say(socket, {"type": "ping"})
        assert await hear(socket) == {"type": "pong"}


async def test_initialising_twice_closes_with_4429(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, INIT)
        assert await closed(socket) == 4429


@pytest.mark.parametrize(
    ("token", "code"), [("forged", 4403), ("broken", 4500), ("lost", 1013)], ids=["forged", "broken", "lost"]
)
async def test_a_caller_who_cannot_be_signed_in_is_told_by_the_code(served: Served, token: str, code: int) -> None:
    async with open_socket(served, None) as socket:
        await say(socket, {"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
        with pytest.raises(ConnectionClosed) as caught:
            await asyncio.wait_for(socket.recv(), 30)
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == code
        assert "secret" not in caught.value.rcvd.reason


async def test_asking_before_initialising_closes_with_4401(served: Served) -> None:
    async with open_socket(served, None) as socket:
        await say(socket, ask("1", "{ hello }"))
        assert await closed(socket) == 4401
