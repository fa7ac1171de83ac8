"""Clients as they come: their ways of asking, and what they make of our answers."""

import json
from collections import Counter
from pathlib import Path

import httpx
import pytest

from edge import EdgeOptions
from edge.options import SocketLimits
from tests.edge.client import ask, closed, hear, open_socket, say
from tests.edge.serving import Served, serving
from tests.support.node import run_node

OF_ONE_OPERATION: dict[str, str] = {
    "a hash without its text": '{"id":"2","type":"subscribe","payload":{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}}',
    "half an emoji": '{"id":"2","type":"subscribe","payload":{"query":"{ hello }","variables":{"a":"\\ud83d"}}}',
    "half an emoji in a key": '{"id":"2","type":"subscribe","payload":{"query":"{ hello }","variables":{"\\ude00":1}}}',
    "half an emoji in the document": '{"id":"2","type":"subscribe","payload":{"query":"{ hello(name: \\"\\udc00\\") }"}}',
    "not a number": '{"id":"2","type":"subscribe","payload":{"query":"{ hello }","variables":{"a":NaN}}}',
    "NUL": json.dumps(ask("2", "{ hello }", variables={"a": "\0"})),
    "NUL in the document": json.dumps(ask("2", '{ hello(name: "\0") }')),
}


@pytest.mark.parametrize("frame", OF_ONE_OPERATION.values(), ids=OF_ONE_OPERATION.keys())
async def test_an_invalid_operation_does_not_end_others(served: Served, frame: str) -> None:
    async with open_socket(served) as socket:
        await say(socket, ask("1", "subscription { news }"))
        assert (await hear(socket))["payload"]["data"] == {"news": "open"}
        await socket.send(frame)
        heard = await hear(socket)
        assert (heard["id"], heard["type"]) == ("2", "error")
        expected = "PERSISTED_QUERY_NOT_SUPPORTED" if "persistedQuery" in frame else "BAD_REQUEST"
        assert heard["payload"][0]["extensions"]["code"] == expected
        await say(socket, ask("2", "{ hello }"))
        assert (await hear(socket))["payload"] == {"data": {"hello": "Hello, you"}}
        assert (await hear(socket))["type"] == "complete"
        served.state.go_on.set()
        assert (await hear(socket))["payload"]["data"] == {"news": "more"}


async def test_a_lone_surrogate_before_signing_in_closes_with_4401(served: Served) -> None:
    async with open_socket(served, None) as socket:
        await socket.send(OF_ONE_OPERATION["half an emoji"])
        assert await closed(socket) == 4401


async def test_the_address_with_a_slash_is_the_same(served: Served, client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql/", json={"query": "{ hello }"}, headers={"host": "evil.example"})
    assert (answer.status_code, answer.json()) == (200, {"data": {"hello": "Hello, you"}})
    page = await client.get("/graphql/", headers={"accept": "text/html"})
    assert 'src="/graphql/ide/graphiql-' in page.text


async def test_a_tab_above_the_limit_connects_once_another_closes(js_scripts: Path) -> None:
    limits = EdgeOptions(sockets=SocketLimits(per_account=2))
    async with serving(limits, counts=Counter()) as served:
        heard = await run_node(js_scripts, "tabs.mjs", served.socket, "good", "2")
    assert heard == {"closed": [1013], "data": {"hello": "Hello, you"}}
