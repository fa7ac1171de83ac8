"""Streams on a socket: their events, their errors and their end."""

import json

import pytest

from edge import EdgeOptions
from edge.options import SocketLimits
from tests.edge.client import ask, hear, open_socket, say, silent_after
from tests.edge.serving import Served, serving
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("no_traceback")


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


async def test_a_condition_that_is_null_refuses_the_operation(served: Served) -> None:
    async with open_socket(served) as socket:
        for kind, field in (("query", "shelf"), ("subscription", "plant")):
            document = f"{kind} ($more: Boolean = true) {{ {field} {{ id name @include(if: $more) }} }}"
            await say(socket, ask("1", document, variables={"more": None}))
            heard = await hear(socket)
            assert heard["type"] == "error", heard
            assert [error["extensions"]["code"] for error in heard["payload"]] == ["BAD_REQUEST"]


async def test_a_partial_answer_does_not_end_the_stream(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", "subscription { plant { name secret } }"))
        payload = (await hear(socket))["payload"]
        assert payload["data"] == {"plant": {"name": "Plant 1", "secret": None}}
        assert payload["errors"][0]["path"] == ["plant", "secret"]
        assert await hear(socket) == {"id": "1", "type": "complete"}


async def test_an_id_can_be_used_again_once_it_is_free(served: Served) -> None:
    async with open_socket(served) as socket:
        for _ in range(20):
            await say(socket, ask("1", "subscription { news }"))
            assert (await hear(socket))["type"] == "next"
            await say(socket, {"id": "1", "type": "complete"}, ask("1", "{ hello }"))
            assert (await hear(socket))["payload"]["data"] == {"hello": "Hello, you"}
            assert await hear(socket) == {"id": "1", "type": "complete"}
        await until(lambda: served.state.streaming == 0)


async def test_each_event_has_a_context_of_its_own(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", "subscription { count(to: 3) }"))
        for _ in range(4):
            await hear(socket)
        await until(lambda: served.state.contexts == served.state.closed == 4)


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
        served.state.go_on.set()
        assert {(await hear(socket))["id"] for _ in "123"} == {"1", "2", "3"}
