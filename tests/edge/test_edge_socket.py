"""graphql-transport-ws to the frame, through a real server and a client that says exactly what the test says."""

import asyncio
import json
import logging
import socket as sockets
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from edge import EdgeOptions
from edge.counts import ProcessCounts
from edge.options import SocketLimits
from tests.edge.edge_serving import Served, serving

PROTOCOL = Subprotocol("graphql-transport-ws")
INIT = {"type": "connection_init"}
SIGNED_IN = {"type": "connection_init", "payload": {"authorization": "Bearer good"}}


@asynccontextmanager
async def open_socket(
    served: Served, init: dict[str, Any] | None = INIT, **options: Any
) -> AsyncIterator[ClientConnection]:
    """A socket, initialised unless told otherwise."""
    async with connect(served.socket, subprotocols=[PROTOCOL], **options) as socket:
        if init is not None:
            await say(socket, init)
            assert await hear(socket) == {"type": "connection_ack"}
        yield socket


async def say(socket: ClientConnection, *messages: dict[str, Any]) -> None:
    for message in messages:
        await socket.send(json.dumps(message))


async def hear(socket: ClientConnection) -> dict[str, Any]:
    message = await asyncio.wait_for(socket.recv(), 5)
    assert isinstance(message, str), "frames are text"
    heard: dict[str, Any] = json.loads(message)
    return heard


async def closed(socket: ClientConnection) -> int:
    """The code that the socket closes with; whatever else is heard first is too much."""
    with pytest.raises(ConnectionClosed) as caught:
        await asyncio.wait_for(socket.recv(), 5)
    assert caught.value.rcvd is not None
    return caught.value.rcvd.code


def ask(about: str, query: str, **parameters: Any) -> dict[str, Any]:
    return {"id": about, "type": "subscribe", "payload": {"query": query, **parameters}}


async def until(condition: Any) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def no_traceback(caplog: pytest.LogCaptureFixture) -> Any:
    """Nothing that a client does ends in a traceback of the server's."""
    with caplog.at_level(logging.INFO):
        yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


# ── the handshake ──────────────────────────────────────────────────


@pytest.mark.parametrize("offered", [None, ["graphql-ws"], ["something-else"]])
async def test_another_sub_protocol_closes_with_4406(served: Served, offered: Any) -> None:
    async with connect(served.socket, subprotocols=offered) as socket:
        assert socket.subprotocol is None
        assert await closed(socket) == 4406


async def test_ours_is_chosen_from_among_several(served: Served) -> None:
    async with connect(served.socket, subprotocols=[Subprotocol("graphql-ws"), PROTOCOL]) as socket:
        assert socket.subprotocol == PROTOCOL


async def test_late_initialisation_closes_with_4408() -> None:
    async with serving(EdgeOptions(sockets=SocketLimits(init=0.5))) as served, open_socket(served, None) as socket:
        await say(socket, {"type": "ping"})
        assert await hear(socket) == {"type": "pong"}
        assert await closed(socket) == 4408


async def test_a_socket_that_is_initialised_in_time_stays_open() -> None:
    async with serving(EdgeOptions(sockets=SocketLimits(init=0.5))) as served, open_socket(served) as socket:
        await asyncio.sleep(0.7)
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
            await asyncio.wait_for(socket.recv(), 5)
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == code
        assert "secret" not in caught.value.rcvd.reason


async def test_asking_before_initialising_closes_with_4401(served: Served) -> None:
    async with open_socket(served, None) as socket:
        await say(socket, ask("1", "{ hello }"))
        assert await closed(socket) == 4401


async def test_frames_sent_in_one_go_are_taken_in_order(served: Served) -> None:
    async with open_socket(served, None) as socket:
        await say(socket, INIT, ask("1", "{ hello }"))
        assert await hear(socket) == {"type": "connection_ack"}
        assert await hear(socket) == {"id": "1", "type": "next", "payload": {"data": {"hello": "Hello, you"}}}


# ── frames that should not be ──────────────────────────────────────

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
        await until(lambda: not served.edge.sockets.open)
        assert served.till.streaming == 0


async def test_a_fragmented_frame_is_put_together(served: Served) -> None:
    async with open_socket(served) as socket:
        await socket.send(['{"type":', '"ping"', "}"])
        assert await hear(socket) == {"type": "pong"}


# ── operations ─────────────────────────────────────────────────────


@pytest.mark.parametrize("payload", [{"payload": {"a": [1]}}, {}])
async def test_a_ping_is_answered_with_its_payload(served: Served, payload: dict[str, Any]) -> None:
    async with open_socket(served, None) as socket:
        await say(socket, {"type": "pong", **payload}, {"type": "ping", **payload})
        assert await hear(socket) == {"type": "pong", **payload}


async def test_queries_and_mutations_answer_once_and_complete(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("q", "query($n: String!) { hello(name: $n) }", variables={"n": "Ida"}))
        assert await hear(socket) == {"id": "q", "type": "next", "payload": {"data": {"hello": "Hello, Ida"}}}
        assert await hear(socket) == {"id": "q", "type": "complete"}
        await say(socket, ask("m", 'mutation { sell(name: "Fern") }'))
        assert await hear(socket) == {"id": "m", "type": "next", "payload": {"data": {"sell": "Fern"}}}
        assert await hear(socket) == {"id": "m", "type": "complete"}
        assert served.till.sold == ["Fern"]
        await until(lambda: served.till.closed == served.till.contexts == 2)


async def test_errors_of_fields_come_with_the_data(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("q", "{ hello mine }"))
        payload = (await hear(socket))["payload"]
        assert payload["data"] == {"hello": "Hello, you", "mine": None}
        assert [error["extensions"]["code"] for error in payload["errors"]] == ["UNAUTHENTICATED"]
        assert (await hear(socket))["type"] == "complete"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "BAD_REQUEST"),
        ("", "BAD_REQUEST"),
        ("{ nothing }", "BAD_REQUEST"),
        ("query A { hello } query B { hello }", "BAD_REQUEST"),
        ("query($n: Int!) { pageOf(size: $n) }", "BAD_REQUEST"),
        ("subscription { count hello: count(to: 2) }", "BAD_REQUEST"),
        ("{ plants(first: 100000) { nodes { id } } }", "TOO_COMPLEX"),
        ("subscription { refused }", "FORBIDDEN"),
    ],
)
async def test_an_operation_that_comes_to_nothing_gets_one_error(served: Served, query: str, code: str) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", query))
        heard = await hear(socket)
        assert (heard["id"], heard["type"]) == ("1", "error")
        assert {error["extensions"]["code"] for error in heard["payload"]} == {code}
        await silent_after(socket)


@pytest.mark.parametrize(("field", "code"), [("ending", "FORBIDDEN"), ("failing", "INTERNAL"), ("unready", "INTERNAL")])
async def test_a_stream_that_fails_gets_one_error_and_nothing_after(served: Served, field: str, code: str) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", f"subscription {{ {field} }}"))
        if field != "unready":
            assert await hear(socket) == {"id": "1", "type": "next", "payload": {"data": {field: "one"}}}
        heard = await hear(socket)
        assert (heard["id"], heard["type"]) == ("1", "error")
        assert [error["extensions"]["code"] for error in heard["payload"]] == [code]
        assert "secret" not in json.dumps(heard)
        await silent_after(socket)


async def silent_after(socket: ClientConnection) -> None:
    """The socket says nothing more of its own, and still serves."""
    await asyncio.sleep(0.05)
    await say(socket, {"type": "ping"})
    assert await hear(socket) == {"type": "pong"}


async def test_a_condition_that_is_null_is_an_error_of_its_selection_and_refuses_a_stream(served: Served) -> None:
    async with open_socket(served) as socket:
        for kind, field, heard_as in (("query", "shelf", "next"), ("subscription", "plant", "error")):
            document = f"{kind} ($more: Boolean = true) {{ {field} {{ id name @include(if: $more) }} }}"
            await say(socket, ask("1", document, variables={"more": None}))
            heard = await hear(socket)
            assert heard["type"] == heard_as, heard
            errors = heard["payload"]["errors"] if kind == "query" else heard["payload"]
            assert {error["extensions"]["code"] for error in errors} == {"BAD_REQUEST"}
            if kind == "query":
                assert (await hear(socket))["type"] == "complete"


async def test_a_partial_answer_does_not_end_the_stream(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", "subscription { plant { name secret } }"))
        payload = (await hear(socket))["payload"]
        assert payload["data"] == {"plant": {"name": "Plant 1", "secret": None}}
        assert payload["errors"][0]["path"] == ["plant", "secret"]
        assert await hear(socket) == {"id": "1", "type": "complete"}


async def test_an_id_in_use_closes_with_4409(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("€" * 300, "subscription { news }"))
        await hear(socket)
        await say(socket, ask("€" * 300, "{ hello }"))
        assert await closed(socket) == 4409
    await until(lambda: served.till.streaming == 0)


async def test_an_id_can_be_used_again_once_it_is_free(served: Served) -> None:
    async with open_socket(served) as socket:
        for _ in range(20):
            await say(socket, ask("1", "subscription { news }"))
            assert (await hear(socket))["type"] == "next"
            await say(socket, {"id": "1", "type": "complete"}, ask("1", "{ hello }"))
            assert (await hear(socket))["payload"]["data"] == {"hello": "Hello, you"}
            assert await hear(socket) == {"id": "1", "type": "complete"}
        await until(lambda: served.till.streaming == 0)


async def test_completing_what_is_not_there_does_nothing(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, {"id": "9", "type": "complete"}, {"type": "ping"})
        assert await hear(socket) == {"type": "pong"}


async def test_each_event_has_a_context_of_its_own(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", "subscription { count(to: 3) }"))
        for _ in range(4):
            await hear(socket)
        await until(lambda: served.till.contexts == served.till.closed == 4)


async def test_streams_past_the_limit_are_refused_and_the_others_go_on() -> None:
    async with serving(EdgeOptions(sockets=SocketLimits(streams=3))) as served, open_socket(served) as socket:
        for about in "123":
            await say(socket, ask(about, "subscription { news }"))
            await hear(socket)
        assert served.edge.sockets.streams == 3
        await say(socket, ask("4", "subscription { news }"))
        heard = await hear(socket)
        assert (heard["id"], heard["type"]) == ("4", "error")
        assert heard["payload"][0]["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 1}
        served.till.more.set()
        assert {(await hear(socket))["id"] for _ in "123"} == {"1", "2", "3"}


# ── sessions, numbers, slow readers, and the end ───────────────────


async def test_a_socket_closes_with_4403_when_its_session_ends(served: Served) -> None:
    async with open_socket(served, SIGNED_IN) as socket:
        await say(socket, ask("1", "subscription { news }"))
        await hear(socket)
        await until(lambda: 1 in served.till.watched)
        served.till.watched[1].set()
        assert await closed(socket) == 4403
    await until(lambda: served.till.streaming == 0)


async def test_a_session_that_has_ended_is_noticed_by_the_next_operation(served: Served) -> None:
    async with open_socket(served, SIGNED_IN) as socket:
        del served.till.tokens["good"]
        await say(socket, ask("1", "{ hello }"))
        assert await closed(socket) == 4403


async def test_a_watch_that_fails_does_not_leave_the_socket_unwatched() -> None:
    def watch(_: Any, over: Callable[[bool], None]) -> Callable[[], None]:
        over(False)
        return lambda: None

    async with serving(watch_session=watch) as served, open_socket(served, None) as socket:
        await say(socket, SIGNED_IN)
        assert await hear(socket) == {"type": "connection_ack"}
        assert await closed(socket) == 1013


async def test_sockets_are_counted_by_account_and_by_network() -> None:
    counts = ProcessCounts()
    limits = SocketLimits(per_account=2, per_network=4)
    async with serving(EdgeOptions(sockets=limits), counts=counts) as served:
        async with open_socket(served, SIGNED_IN), open_socket(served, SIGNED_IN):
            async with open_socket(served, None) as third:
                await say(third, SIGNED_IN)
                assert await closed(third) == 1013
            other = {"type": "connection_init", "payload": {"authorization": "Bearer other"}}
            async with open_socket(served, other), open_socket(served), open_socket(served, None) as fifth:
                assert await closed(fifth) == 1013
        await until(lambda: not counts.open)
        async with open_socket(served, SIGNED_IN):
            assert len(counts.open) == 2


async def bare(served: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A socket without a client library, which answers nothing of its own accord."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port, limit=2**10)
    writer.get_extra_info("socket").setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    writer.write(
        b"GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        b"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


def say_bare(writer: asyncio.StreamWriter, *messages: dict[str, Any]) -> None:
    for message in messages:
        body = json.dumps(message).encode()
        writer.write(struct.pack("!BBH4x", 0x81, 0xFE, len(body)) + body)


async def test_a_client_that_does_not_take_leave_is_cut_off() -> None:
    async with serving(EdgeOptions(sockets=SocketLimits(linger=0.1))) as served:
        reader, writer = await bare(served)
        say_bare(writer, {"type": "start"})
        heard = await asyncio.wait_for(reader.read(), 5)
        assert heard[2:4] == (4400).to_bytes(2)
        await until(lambda: not served.server.server_state.connections)
        writer.close()


async def test_a_stream_is_asked_for_no_more_than_its_reader_takes_and_a_stalled_reader_is_dropped() -> None:
    limits = SocketLimits(send=0.5)
    async with serving(EdgeOptions(sockets=limits), counts=ProcessCounts()) as served:
        _, writer = await bare(served)
        cast("asyncio.ReadTransport", writer.transport).pause_reading()
        say_bare(writer, INIT, ask("1", "subscription { count(to: 100000, size: 100000) }"))
        await until(lambda: served.till.streaming == 1)
        await until(lambda: served.till.streaming == 0 and not served.edge.sockets.open)
        assert served.till.given < 1000
        await until(lambda: not served.server.server_state.connections)
        writer.close()


async def test_draining_closes_every_socket_with_1012_and_takes_no_more() -> None:
    async with serving() as served, open_socket(served) as one, open_socket(served, None) as other:
        await say(one, ask("1", "subscription { news }"))
        await hear(one)
        await served.edge.drain()
        assert (await closed(one), await closed(other)) == (1012, 1012)
        assert served.edge.sockets.open == {}
        assert served.till.streaming == 0
        async with open_socket(served, None) as late:
            assert await closed(late) == 1012


async def test_the_server_going_down_closes_with_1012() -> None:
    async with serving() as served, open_socket(served) as socket:
        await say(socket, ask("1", "subscription { news }"))
        await hear(socket)
        served.server.should_exit = True
        assert await closed(socket) == 1012
        await until(lambda: served.till.streaming == 0)
