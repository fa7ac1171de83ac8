"""Methods over HTTP: what may come by GET, and what must be sent by POST."""

import httpx
import pytest

from tests.edge.http import codes
from tests.edge.serving import MODERN, Served, ask


async def test_queries_may_come_by_get(client: httpx.AsyncClient) -> None:
    query = "query Greet($name: String!) { hello(name: $name) }"
    parameters = {"query": query, "variables": '{"name": "Ida"}', "operationName": "Greet", "extensions": ""}
    response = await client.get("/graphql", params=parameters)
    assert response.json() == {"data": {"hello": "Hello, Ida"}}


async def test_a_mutation_by_get_has_no_effect(served: Served, client: httpx.AsyncClient) -> None:
    response = await client.get("/graphql", params={"query": 'mutation { sell(name: "Fern") }'}, headers=MODERN)
    assert (response.status_code, codes(response)) == (405, ["BAD_REQUEST"])
    assert response.headers["allow"] == "GET, POST"
    assert served.state.sold == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_other_methods_are_refused(client: httpx.AsyncClient, method: str) -> None:
    response = await client.request(method, "/graphql", json={"query": "{ hello }"})
    assert (response.status_code, codes(response)) == (405, ["BAD_REQUEST"])


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
    assert served.state.sold == ["Fern", "Moss"]
    assert response.headers.get_list("set-cookie") == ["last=Fern; HttpOnly", "seen=1", "last=Moss; HttpOnly", "seen=1"]


async def test_a_subscription_without_event_stream_is_refused(client: httpx.AsyncClient) -> None:
    response = await ask(client, "subscription { count }")
    assert (response.status_code, codes(response)) == (400, ["BAD_REQUEST"])


async def test_retry_after_is_in_the_error_and_in_a_header(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ busy hello }")
    assert response.headers["retry-after"] == "17"
    assert response.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 17}
    lost = await ask(client, "{ hello }", headers={"Authorization": "Bearer lost"})
    assert lost.headers["retry-after"] == "1"


async def test_the_cost_of_an_operation_is_in_a_header(client: httpx.AsyncClient) -> None:
    for query, cost in (("{ hello }", 1), ("{ plants(first: 10) { nodes { id name } } }", 31), ("{ __typename }", 0)):
        response = await ask(client, query)
        assert (response.status_code, response.headers["usher-cost"]) == (200, str(cost)), query
    refused = await ask(client, "{ plants(first: 100000) { nodes { id } } }")
    assert refused.json()["errors"][0]["extensions"] == {"code": "TOO_COMPLEX", "cost": 200_001, "limit": 20_000}
