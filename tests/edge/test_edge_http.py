"""GraphQL over HTTP, through a real server."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from edge import DocumentLimits, EdgeOptions
from tests.edge.edge_serving import GRAPHQL, MODERN, Served, ask, serving
from tests.support.http import Transport

BOTH = pytest.mark.parametrize("accept", ["application/json", GRAPHQL])


def codes(response: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json()["errors"]]


@BOTH
async def test_a_query_is_answered_in_the_type_that_the_client_accepts(client: httpx.AsyncClient, accept: str) -> None:
    response = await ask(client, "{ hello }", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.json() == {"data": {"hello": "Hello, you"}}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        (f"{GRAPHQL}, application/json;q=0.9", GRAPHQL),
        (f"application/json;q=0.5, {GRAPHQL};q=0.4", "application/json"),
        (f"{GRAPHQL};q=0, */*", "application/json"),
        (f"*/*;q=0.1, {GRAPHQL.upper()}", GRAPHQL),
        (f"application/json, {GRAPHQL}", "application/json"),
        ("application/json;q=nonsense, application/graphql-response+json;q=0.1", GRAPHQL),
    ],
)
async def test_the_best_liked_type_is_chosen(client: httpx.AsyncClient, accept: str, expected: str) -> None:
    response = await ask(client, "{ hello }", headers={"Accept": accept})
    assert response.headers["content-type"] == f"{expected}; charset=utf-8"


async def test_a_client_that_takes_none_of_our_types_is_told_so(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ hello }", headers={"Accept": "text/csv"})
    assert (response.status_code, codes(response)) == (406, ["BAD_REQUEST"])


@pytest.mark.parametrize("query", ["{", "{ nothing }", "query($n: String!) { hello(name: $n) }", ""])
@BOTH
async def test_request_errors_have_no_data(client: httpx.AsyncClient, query: str, accept: str) -> None:
    response = await ask(client, query, headers={"Accept": accept})
    assert response.status_code == (400 if accept == GRAPHQL else 200)
    assert "data" not in response.json()
    assert set(codes(response)) == {"BAD_REQUEST"}


async def test_errors_of_fields_stand_beside_the_data(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ hello mine }")
    assert response.status_code == 200
    assert response.json() == {
        "data": {"hello": "Hello, you", "mine": None},
        "errors": [
            {
                "message": "Sign in first.",
                "extensions": {"code": "UNAUTHENTICATED"},
                "path": ["mine"],
                "locations": [{"line": 1, "column": 9}],
            }
        ],
    }


async def test_queries_may_come_by_get(client: httpx.AsyncClient) -> None:
    query = "query Greet($name: String!) { hello(name: $name) }"
    parameters = {"query": query, "variables": '{"name": "Ida"}', "operationName": "Greet", "extensions": ""}
    response = await client.get("/graphql", params=parameters)
    assert response.json() == {"data": {"hello": "Hello, Ida"}}


async def test_a_mutation_by_get_has_no_effect(served: Served, client: httpx.AsyncClient) -> None:
    response = await client.get("/graphql", params={"query": 'mutation { sell(name: "Fern") }'}, headers=MODERN)
    assert (response.status_code, codes(response)) == (405, ["BAD_REQUEST"])
    assert response.headers["allow"] == "GET, POST"
    assert served.till.sold == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_other_methods_are_refused(client: httpx.AsyncClient, method: str) -> None:
    response = await client.request(method, "/graphql", json={"query": "{ hello }"})
    assert (response.status_code, codes(response)) == (405, ["BAD_REQUEST"])


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/jsonp",
    ],
)
async def test_what_needs_no_preflight_has_no_effect(
    served: Served, client: httpx.AsyncClient, kind: str | None
) -> None:
    body = json.dumps({"query": 'mutation { sell(name: "Fern") }'}).encode()
    response = await client.post("/graphql", content=body, headers={} if kind is None else {"Content-Type": kind})
    assert (response.status_code, codes(response)) == (415, ["BAD_REQUEST"])
    assert served.till.sold == []


async def test_compressed_bodies_are_not_taken(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert (await client.post("/graphql", content=b"x", headers=headers)).status_code == 415


@pytest.mark.parametrize("kind", ["application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"; x=y'])
async def test_json_in_utf_8_is_taken_however_it_is_spelt(client: httpx.AsyncClient, kind: str) -> None:
    response = await client.post("/graphql", content=b'{"query":"{ hello }"}', headers={"Content-Type": kind})
    assert response.json() == {"data": {"hello": "Hello, you"}}


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_past_the_limit_is_refused(client: httpx.AsyncClient, chunked: bool) -> None:
    async def parts() -> Any:
        for _ in range(20):
            yield b" " * 100_000

    content = parts() if chunked else b" " * 2_000_000
    response = await client.post("/graphql", content=content, headers={"Content-Type": "application/json", **MODERN})
    assert (response.status_code, codes(response)) == (413, ["BAD_REQUEST"])


async def test_a_body_at_the_limit_is_read(client: httpx.AsyncClient) -> None:
    body = b'{"query":"{ hello }"}'
    body += b" " * (1024 * 1024 - len(body))
    response = await client.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert response.json() == {"data": {"hello": "Hello, you"}}


async def test_several_operations_need_a_name(client: httpx.AsyncClient) -> None:
    query = "query A { hello } query B { pageOf }"
    assert codes(await ask(client, query)) == ["BAD_REQUEST"]
    assert (await ask(client, query)).status_code == 400
    assert (await ask(client, query, operationName="C")).status_code == 400
    assert (await ask(client, query, operationName="B")).json() == {"data": {"pageOf": 3}}


async def test_mutations_run_one_after_another_and_set_headers(served: Served, client: httpx.AsyncClient) -> None:
    response = await ask(client, 'mutation { a: sell(name: "Fern") b: sell(name: "Moss") refuse }')
    assert response.json()["data"] == {"a": "Fern", "b": "Moss", "refuse": None}
    assert codes(response) == ["FORBIDDEN"]
    assert served.till.sold == ["Fern", "Moss"]
    assert response.headers.get_list("set-cookie") == ["last=Fern; HttpOnly", "seen=1", "last=Moss; HttpOnly", "seen=1"]


async def test_subscriptions_are_sent_to_the_socket(client: httpx.AsyncClient) -> None:
    response = await ask(client, "subscription { count }")
    assert (response.status_code, codes(response)) == (400, ["BAD_REQUEST"])


@pytest.mark.parametrize(
    ("token", "status", "code"),
    [("bad", 401, "UNAUTHENTICATED"), ("broken", 500, "INTERNAL"), ("lost", 503, "RETRYABLE")],
)
@BOTH
async def test_a_caller_who_cannot_be_signed_in_is_refused(
    client: httpx.AsyncClient, token: str, status: int, code: str, accept: str
) -> None:
    response = await ask(client, "{ hello }", headers={"Accept": accept, "Authorization": f"Bearer {token}"})
    assert (response.status_code, codes(response)) == (status, [code])
    assert response.headers.get("www-authenticate") == ("Bearer" if status == 401 else None)
    assert "secret" not in response.text
    assert "10.1.2.3" not in response.text


async def test_how_long_to_wait_is_said_in_the_answer_and_in_a_header(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ busy hello }")
    assert response.headers["retry-after"] == "17"
    assert response.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 17}
    lost = await ask(client, "{ hello }", headers={"Authorization": "Bearer lost"})
    assert lost.headers["retry-after"] == "1"


async def test_what_an_operation_costs_is_told(client: httpx.AsyncClient) -> None:
    for query, cost in (("{ hello }", 1), ("{ plants(first: 10) { nodes { id name } } }", 31), ("{ __typename }", 0)):
        response = await ask(client, query)
        assert (response.status_code, response.headers["usher-cost"]) == (200, str(cost)), query
    refused = await ask(client, "{ plants(first: 100000) { nodes { id } } }")
    assert refused.json()["errors"][0]["extensions"] == {"code": "TOO_COMPLEX", "cost": 200_001, "limit": 20_000}


async def test_each_operation_has_a_context_that_is_closed(served: Served, client: httpx.AsyncClient) -> None:
    for query in ("{ hello }", "{ broken }", "query($n: Int!) { pageOf(size: $n) }", "{ nothing }"):
        await ask(client, query)
    assert (served.till.contexts, served.till.closed) == (3, 3)


async def test_what_happened_is_reported(served: Served, client: httpx.AsyncClient) -> None:
    await ask(client, "query Greet { hello }")
    await ask(client, "query Alas { busy broken }")
    await ask(client, "{ nothing }")
    assert served.till.observed == [
        ("Greet", ()),
        ("Alas", ("RATE_LIMITED", "INTERNAL")),
        (None, ("BAD_REQUEST",)),
    ]


async def test_a_mutation_can_be_answered_in_its_place() -> None:
    kept: dict[Any, Any] = {}

    async def once(context: Any, operation: Any, execute: Any) -> Any:
        key = (operation.document, json.dumps(operation.variables))
        if key not in kept:
            kept[key] = await execute()
        return kept[key]

    async with (
        serving(around_mutation=once) as served,
        httpx.AsyncClient(base_url=served.origin, transport=Transport()) as client,
    ):
        query = "mutation($name: String!) { sell(name: $name) refuse }"
        answers = [(await ask(client, query, variables={"name": "Fern"})).content for _ in range(3)]
        assert len(set(answers)) == 1
        assert served.till.sold == ["Fern"]
        assert [answer.codes for answer in kept.values()] == [("FORBIDDEN",)]


async def test_in_production_strangers_learn_nothing_of_the_schema() -> None:
    async with (
        serving(EdgeOptions(production=True)) as served,
        httpx.AsyncClient(base_url=served.origin, transport=Transport()) as client,
    ):
        schema = "{ __schema { queryType { name } } }"
        refused = await ask(client, schema)
        assert (refused.status_code, codes(refused)) == (403, ["FORBIDDEN"])
        assert "Did you mean" not in (await ask(client, "{ helo }")).text
        signed_in = MODERN | {"Authorization": "Bearer good"}
        assert (await ask(client, schema, headers=signed_in)).json()["data"]["__schema"]["queryType"]["name"] == "Query"
        assert "Did you mean" in (await ask(client, "{ helo }", headers=signed_in)).text
        assert (await ask(client, "{ __typename }")).json() == {"data": {"__typename": "Query"}}
        assert (await client.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})).status_code == 400
        assert (await client.get("/graphql/ide/ide.js")).status_code == 404


async def test_a_body_that_does_not_arrive_is_not_waited_for() -> None:
    async with serving(EdgeOptions(limits=DocumentLimits(body_time=0.2))) as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(
            b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
        )
        assert b" 408 " in await asyncio.wait_for(reader.readline(), 5)
        writer.close()


async def test_a_client_that_hangs_up_amid_its_body_leaves_no_traceback(
    served: Served, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.1)
    assert (await ask(client, "{ hello }")).status_code == 200
    assert not [record for record in caplog.records if record.exc_info]
