"""Which documents run in production, over HTTP and sockets."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.root import sdl
from tests.operating.production import APP, JSON, SITE, TRUSTED, make_settings
from tests.support.people import People
from tests.support.socket import socket
from tests.support.sse import sse_stream


async def test_only_trusted_documents_run_in_production(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.post(address, json={"documentId": "site"})
    assert answer.json()["data"]["site"]["name"]
    answer = await http.post(address, content=SITE, headers=JSON)
    assert answer.json()["data"]["site"]["name"]
    answer = await http.post(address, json={"query": "{ site { url } }"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_trusted_documents_are_found_by_name_and_digest(http: httpx.AsyncClient, address: str) -> None:
    digest = f"sha256:{sha256(TRUSTED.encode()).hexdigest()}"
    for name in ("site", digest):
        assert (await http.get(address, params={"documentId": name})).json()["data"]["site"]["name"]
    for unknown in ("other", "../site", f"sha256:{'0' * 64}", ""):
        answer = (await http.post(address, json={"documentId": unknown, "query": None})).json()
        assert answer["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_a_hash_runs_its_trusted_document_and_ignores_the_text(http: httpx.AsyncClient, address: str) -> None:
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": sha256(TRUSTED.encode()).hexdigest()}}
    for beside in ({}, {"query": "{ __schema { description } }"}):
        answer = await http.post(address, json={"extensions": persisted, **beside})
        assert answer.json()["data"]["site"]["name"]
    asked = {"extensions": json.dumps(persisted)}
    assert (await http.get(address, params=asked)).json()["data"]["site"]["name"]
    unknown = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}
    refused = (await http.post(address, json=unknown)).json()["errors"][0]
    assert refused["extensions"]["code"] == "PERSISTED_QUERY_NOT_SUPPORTED", "only trusted documents are found by hash"


@pytest.mark.parametrize("name", ["documentId", "id", "doc_id"])
async def test_a_document_id_may_have_any_common_name(http: httpx.AsyncClient, address: str, name: str) -> None:
    assert (await http.post(address, json={name: "site"})).json()["data"]["site"]["name"]
    assert (await http.get(address, params={name: "site"})).json()["data"]["site"]["name"]
    beside = await http.post(address, json={name: "site", "query": "{ __schema { description } }"})
    assert beside.json()["data"] == {"site": {"name": "Usher"}}
    unknown = await http.post(address, json={name: "other"})
    assert unknown.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_strangers_do_not_read_the_schema_in_production(
    http: httpx.AsyncClient, address: str, people: People
) -> None:
    there = address.replace("/graphql", "/schema.graphql")
    refused = await http.get(there)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    read = await http.get(there, headers={"authorization": f"Bearer {(await people()).token}"})
    assert (read.status_code, read.text) == (200, sdl())


async def test_an_event_source_follows_a_trusted_document_with_its_cookie(address: str, people: People) -> None:
    cookie = {"cookie": f"__Host-usher={(await people()).token}"}
    own = {"sec-fetch-site": "same-origin"}
    for given in (own, {"origin": APP, "sec-fetch-site": "cross-site"}):
        async with sse_stream(address, None, path="/graphql?documentId=badge", headers=cookie | given) as stream:
            assert await stream.next() == {"badge": {"total": 0}}
            assert stream.headers.get("access-control-allow-origin") == given.get("origin")
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    async with sse_stream(address, None, path="/graphql?documentId=badge", headers=cookie | foreign) as stream:
        assert await stream.error() == "UNAUTHENTICATED"
    async with sse_stream(address, {"query": "subscription { badge { id } }"}, headers=cookie | own) as stream:
        assert stream.status == 403


async def over_socket(address: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Return the first message that answers an operation."""
    async with socket(address.removesuffix("/graphql")) as opened:
        await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        answer: dict[str, Any] = json.loads(await opened.recv())
        return answer


async def test_only_trusted_documents_run_on_a_socket(address: str) -> None:
    for payload in ({"documentId": "site"}, {"query": TRUSTED}):
        assert (await over_socket(address, payload))["payload"]["data"]["site"]["name"]
    for query in ("{ site { url } }", "{ sit }", "{ __schema { description } }", "subscription { badge { total } }"):
        refused = await over_socket(address, {"query": query})
        assert refused["type"] == "error"
        assert [error["extensions"]["code"] for error in refused["payload"]] == ["FORBIDDEN"]
        assert "Did you mean" not in json.dumps(refused)


async def test_trusted_documents_that_cannot_be_read_stop_the_start(dsn: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must name a folder"):
        make_settings(tmp_path, dsn, trusted_documents=tmp_path / "nowhere")
