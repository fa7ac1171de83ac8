"""GraphQL over HTTP, through a real server."""

import httpx
import pytest

from tests.edge.http import BOTH, codes
from tests.edge.serving import GRAPHQL, ask


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
async def test_the_preferred_type_is_chosen(client: httpx.AsyncClient, accept: str, expected: str) -> None:
    response = await ask(client, "{ hello }", headers={"Accept": accept})
    assert response.headers["content-type"] == f"{expected}; charset=utf-8"


async def test_a_client_that_accepts_no_type_of_ours_is_refused(client: httpx.AsyncClient) -> None:
    response = await ask(client, "{ hello }", headers={"Accept": "text/csv"})
    assert (response.status_code, codes(response)) == (406, ["BAD_REQUEST"])


@pytest.mark.parametrize("query", ["{", "{ nothing }", "query($n: String!) { hello(name: $n) }", ""])
@BOTH
async def test_request_errors_have_no_data(client: httpx.AsyncClient, query: str, accept: str) -> None:
    response = await ask(client, query, headers={"Accept": accept})
    assert response.status_code == (400 if accept == GRAPHQL else 200)
    assert "data" not in response.json()
    assert set(codes(response)) == {"BAD_REQUEST"}


async def test_field_errors_come_with_the_data(client: httpx.AsyncClient) -> None:
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
