"""Frames of graphql-transport-ws: malformed, too long, cut or fragmented."""

import asyncio

import pytest
from websockets.exceptions import ConnectionClosed

from tests.edge.client import INIT, SIGNED_IN, ask, closed, hear, open_socket, say
from tests.edge.serving import Served
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("no_traceback")


async def test_frames_sent_in_one_go_are_taken_in_order(served: Served) -> None:
    async with open_socket(served, None) as socket:
        await say(socket, INIT, ask("1", "{ hello }"))
        assert await hear(socket) == {"type": "connection_ack"}
        assert await hear(socket) == {"id": "1", "type": "next", "payload": {"data": {"hello": "Hello, you"}}}


MALFORMED: dict[str, str | bytes] = {
    "binary": b'{"type":"ping"}',
    "empty": "",
    "truncated": '{"type":"pi',
    "no JSON": "ping",
    "scalar": "1",
    "null": "null",
    "array": '[{"type":"ping"}]',
    "deep": "[" * 100_000,
    "lone surrogate": '{"type":"ping","payload":{"a":"\\ud800"}}',
    "no type": "{}",
    "type is no string": '{"type":1}',
    "unknown type": '{"type":"start"}',
    "a server's type": '{"type":"next","id":"1","payload":{}}',
    "payload is no object": '{"type":"ping","payload":[]}',
    "no id": '{"type":"subscribe","payload":{"query":"{ hello }"}}',
    "empty id": '{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}',
    "id of 129 characters": '{"type":"subscribe","id":"%s","payload":{"query":"{ hello }"}}' % ("1" * 129),
    "id is no string": '{"type":"complete","id":1}',
    "no payload": '{"type":"subscribe","id":"1"}',
    "no query": '{"type":"subscribe","id":"1","payload":{}}',
    "query is no string": '{"type":"subscribe","id":"1","payload":{"query":1}}',
    "variables are no object": '{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":[]}}',
    "operationName is no string": '{"type":"subscribe","id":"1","payload":{"query":"{ hello }","operationName":{}}}',
}


@pytest.mark.parametrize("frame", MALFORMED.values(), ids=MALFORMED.keys())
async def test_a_malformed_frame_closes_with_4400(served: Served, frame: str | bytes) -> None:
    async with open_socket(served) as socket:
        await socket.send(frame)
        assert await closed(socket) == 4400


async def test_text_that_is_not_utf_8_closes_with_4400(served: Served) -> None:
    async with open_socket(served) as socket:
        await socket.send(b'{"type":"ping\xff"}', text=True)
        assert await closed(socket) == 4400


async def test_a_malformed_frame_in_place_of_the_first_closes_with_4400(served: Served) -> None:
    async with open_socket(served, None) as socket:
        await say(socket, {"type": "connection_init", "payload": "Bearer good"})
        assert await closed(socket) == 4400


@pytest.mark.parametrize("fragmented", [False, True])
async def test_a_frame_past_the_limit_closes_with_1009(served: Served, fragmented: bool) -> None:
    async with open_socket(served) as socket:
        with pytest.raises(ConnectionClosed) as caught:
            await socket.send(["x" * 100_000] * 20 if fragmented else "x" * 2_000_000)
            await socket.recv()
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1009


async def test_a_connection_cut_amid_a_frame_leaves_nothing_behind(served: Served) -> None:
    async with open_socket(served, SIGNED_IN) as socket:
        await say(socket, ask("1", "subscription { news }"))
        await hear(socket)
        socket.transport.write(b"\x81\xfe\x10\x00abcd")
        await asyncio.sleep(0.05)
        socket.transport.abort()
        await until(lambda: not served.edge.sockets.open and not served.state.streaming)


async def test_a_fragmented_frame_is_put_together(served: Served) -> None:
    async with open_socket(served) as socket:
        await socket.send(['{"type":', '"ping"', "}"])
        assert await hear(socket) == {"type": "pong"}
