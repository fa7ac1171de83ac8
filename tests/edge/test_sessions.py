"""Sockets whose session ends, and sockets whose server stops."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.edge.client import SIGNED_IN, ask, closed, hear, open_socket, say
from tests.edge.serving import Served, serving
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("no_traceback")


async def test_a_socket_closes_with_4403_when_its_session_ends(served: Served) -> None:
    async with open_socket(served, SIGNED_IN) as socket:
        await say(socket, ask("1", "subscription { news }"))
        await hear(socket)
        await until(lambda: 1 in served.state.watched)
        served.state.watched[1].set()
        assert await closed(socket) == 4403
    await until(lambda: served.state.streaming == 0)


async def test_a_session_that_has_ended_is_noticed_by_the_next_operation(served: Served) -> None:
    async with open_socket(served, SIGNED_IN) as socket:
        del served.state.tokens["good"]
        await say(socket, ask("1", "{ hello }"))
        assert await closed(socket) == 4403


async def test_a_socket_closes_when_its_session_cannot_be_watched() -> None:
    def watch(_: Any, over: Callable[[bool], None]) -> Callable[[], None]:
        over(False)
        return lambda: None

    async with serving(watch_session=watch) as served, open_socket(served, None) as socket:
        await say(socket, SIGNED_IN)
        assert await hear(socket) == {"type": "connection_ack"}
        assert await closed(socket) == 1013


async def test_draining_closes_all_sockets_with_1012_and_refuses_new_ones() -> None:
    async with serving() as served, open_socket(served) as one, open_socket(served, None) as other:
        await say(one, ask("1", "subscription { news }"))
        await hear(one)
        await served.edge.sockets.drain()
        assert (await closed(one), await closed(other)) == (1012, 1012)
        assert served.edge.sockets.open == {}
        assert served.state.streaming == 0
        async with open_socket(served, None) as late:
            assert await closed(late) == 1012


async def test_the_server_going_down_closes_with_1012() -> None:
    async with serving() as served, open_socket(served) as socket:
        await say(socket, ask("1", "subscription { news }"))
        await hear(socket)
        served.server.should_exit = True
        assert await closed(socket) == 1012
        await until(lambda: served.state.streaming == 0)
