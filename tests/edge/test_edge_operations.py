"""Operations on a socket: what each is answered, and how it ends."""

import json
from typing import Any

import pytest

from edge import EdgeOptions
from edge.options import SocketLimits
from tests.edge.edge_client import ask, closed, hear, open_socket, say, silent_after, until
from tests.edge.edge_serving import Served, serving

pytestmark = pytest.mark.usefixtures("no_traceback")


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
