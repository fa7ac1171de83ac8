"""Which documents the edge runs where a site lists trusted ones."""

import pytest

from edge import EdgeOptions
from tests.edge.serving import ask, serving


async def test_in_production_only_trusted_documents_run() -> None:
    trusted = {"greet": "query($name: String!) { hello(name: $name) }"}
    for production, elsewhere in ((True, 403), (False, 200)):
        options = EdgeOptions(production=production, trusted=trusted)
        async with serving(options) as served, served.client() as client:
            by_id = {"documentId": "greet", "variables": {"name": "Ida"}}
            assert (await client.post("/graphql", json=by_id)).json() == {"data": {"hello": "Hello, Ida"}}
            assert (await ask(client, trusted["greet"], variables={"name": "Bo"})).json() == {
                "data": {"hello": "Hello, Bo"}
            }
            assert (await client.post("/graphql", json={"documentId": "nothing"})).status_code == 400
            assert (await ask(client, "{ hello }")).status_code == elsewhere


@pytest.mark.parametrize("trusted", [None, {"greet": "query($name: String!) { hello(name: $name) }"}])
async def test_our_own_documents_always_run(trusted: dict[str, str] | None) -> None:
    options = EdgeOptions(production=True, trusted=trusted, own={"own": "{ hello }"})
    async with serving(options) as served, served.client() as client:
        assert (await client.post("/graphql", json={"documentId": "own"})).status_code == 200
        assert (await ask(client, "{ hello }")).status_code == 200
        assert (await ask(client, "{ hello hello }")).status_code == (403 if trusted else 200)
