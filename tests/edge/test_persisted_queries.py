"""Clients that send the hash of a document: they are told to send the text."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.edge.serving import GRAPHQL, Served
from tests.support.node import run_node

HASH = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
NOT_SUPPORTED = {
    "message": "PersistedQueryNotSupported",
    "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"},
}


@pytest.mark.parametrize("accept", ["application/json", GRAPHQL, "*/*"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_hash_without_its_text_is_not_supported(client: httpx.AsyncClient, method: str, accept: str) -> None:
    asked: dict[str, Any] = (
        {"json": {"extensions": HASH}} if method == "POST" else {"params": {"extensions": json.dumps(HASH)}}
    )
    answer = await client.request(method, "/graphql", headers={"accept": accept}, **asked)
    assert (answer.status_code, answer.json()) == (200, {"errors": [NOT_SUPPORTED]})


async def test_an_empty_text_beside_a_hash_is_none(client: httpx.AsyncClient) -> None:
    asked = {"query": "", "extensions": HASH}
    assert (await client.post("/graphql", json=asked)).json() == {"errors": [NOT_SUPPORTED]}
    assert (await client.get("/graphql", params={"query": "", "extensions": json.dumps(HASH)})).json() == {
        "errors": [NOT_SUPPORTED]
    }
    assert (await client.post("/graphql", json={"query": ""})).json()["errors"][0]["message"].startswith("Syntax Error")


async def test_a_hash_beside_its_text_is_ignored(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "{ hello }", "extensions": HASH})
    assert answer.json() == {"data": {"hello": "Hello, you"}}


async def test_malformed_hashes_are_missing_queries(client: httpx.AsyncClient) -> None:
    others: list[dict[str, Any]] = [{}, {"persistedQuery": None}, {"persistedQuery": "0" * 64}, {"other": {}}]
    for extensions in others:
        answer = await client.post("/graphql", json={"extensions": extensions}, headers={"accept": GRAPHQL})
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


async def test_apollo_and_urql_fall_back_to_the_text(served: Served, js_scripts: Path) -> None:
    heard = await run_node(js_scripts, "persisted.mjs", served.url, served.socket)
    for name, found in heard.items():
        assert found["query"] == [{"hello": "Hello, Ida"}, {"hello": "Hello, Max"}], name
        assert found["mutation"] == {"sell": "Fern"}, name
        assert found["stream"] == [{"count": "0"}, {"count": "1"}], name
        assert found["requests"] == 3, f"{name} asks once whether hashes are known, and then no more"
    assert len(served.state.sold) == 4
