"""Operations on a socket: what each is answered, and how it ends."""

from typing import Any

import pytest

from tests.edge.client import ask, closed, hear, open_socket, say, silent_after
from tests.edge.serving import Served
from tests.support.waiting import until

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
        assert served.state.sold == ["Fern"]
        await until(lambda: served.state.closed == served.state.contexts == 2)


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
async def test_a_refused_operation_gets_one_error(served: Served, query: str, code: str) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", query))
        heard = await hear(socket)
        assert (heard["id"], heard["type"]) == ("1", "error")
        assert {error["extensions"]["code"] for error in heard["payload"]} == {code}
        await silent_after(socket)


async def test_an_id_in_use_closes_with_4409(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("€" * 128, "subscription { news }"))
        await hear(socket)
        await say(socket, ask("€" * 128, "{ hello }"))
        assert await closed(socket) == 4409
    await until(lambda: served.state.streaming == 0)


async def test_completing_an_unknown_operation_does_nothing(served: Served) -> None:
    async with open_socket(served) as socket:
        await say(socket, {"id": "9", "type": "complete"}, {"type": "ping"})
        assert await hear(socket) == {"type": "pong"}
