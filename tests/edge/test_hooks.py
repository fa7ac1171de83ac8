"""What the edge asks its application and tells it: callers, contexts, results, and answers kept for a mutation."""

import json
from typing import Any

import httpx
import pytest

from edge import EdgeOptions
from tests.edge.http import BOTH, codes
from tests.edge.serving import MODERN, Served, ask, serving


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


async def test_each_operation_has_a_context_that_is_closed(served: Served, client: httpx.AsyncClient) -> None:
    for query in ("{ hello }", "{ broken }", "query($n: Int!) { pageOf(size: $n) }", "{ nothing }"):
        await ask(client, query)
    assert (served.state.contexts, served.state.closed) == (2, 2)  # none for what is refused


async def test_operations_are_reported_with_their_errors(served: Served, client: httpx.AsyncClient) -> None:
    await ask(client, "query Greet { hello }")
    await ask(client, "query Alas { busy broken }")
    await ask(client, "{ nothing }")
    assert served.state.observed == [
        ("Greet", ()),
        ("Alas", ("RATE_LIMITED", "INTERNAL")),
        (None, ("BAD_REQUEST",)),
    ]


async def test_a_mutations_answer_can_be_replayed() -> None:
    kept: dict[Any, Any] = {}

    async def once(context: Any, operation: Any, execute: Any) -> Any:
        key = (operation.document, json.dumps(operation.variables))
        if key not in kept:
            kept[key] = await execute()
        return kept[key]

    async with serving(around_mutation=once) as served, served.client() as client:
        query = "mutation($name: String!) { sell(name: $name) refuse }"
        answers = [(await ask(client, query, variables={"name": "Fern"})).content for _ in range(3)]
        assert len(set(answers)) == 1
        assert served.state.sold == ["Fern"]
        assert [answer.codes for answer in kept.values()] == [("FORBIDDEN",)]


async def test_in_production_strangers_learn_nothing_of_the_schema() -> None:
    async with serving(EdgeOptions(production=True)) as served, served.client() as client:
        schema = "{ __schema { queryType { name } } }"
        refused = await ask(client, schema)
        assert (refused.status_code, codes(refused)) == (403, ["FORBIDDEN"])
        assert "Did you mean" not in (await ask(client, "{ helo }")).text
        signed_in = MODERN | {"Authorization": "Bearer good"}
        assert (await ask(client, schema, headers=signed_in)).json()["data"]["__schema"]["queryType"]["name"] == "Query"
        assert "Did you mean" in (await ask(client, "{ helo }", headers=signed_in)).text
        assert (await ask(client, "{ __typename }")).json() == {"data": {"__typename": "Query"}}
        assert (await client.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})).status_code == 400
        assert (await client.get("/graphql/ide/graphiql-licences.txt")).status_code == 404
