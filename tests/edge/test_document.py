"""Documents that are refused, and with which code."""

import httpx
import pytest
from graphql import get_introspection_query

from edge import DocumentLimits, EdgeOptions
from edge.document import Documents
from edge.errors import RejectedError
from tests.edge.documents import run
from tests.edge.hostile import BAD_REQUEST, TOO_COMPLEX, body
from tests.edge.serving import GRAPHQL
from tests.edge.shop import schema

HOSTILE = [(raw, "TOO_COMPLEX") for raw in TOO_COMPLEX.values()] + [
    (raw, "BAD_REQUEST") for raw in BAD_REQUEST.values()
]


@pytest.mark.parametrize(("raw", "code"), HOSTILE, ids=[*TOO_COMPLEX, *BAD_REQUEST])
async def test_hostile_bodies_are_refused_with_a_code(client: httpx.AsyncClient, raw: bytes, code: str) -> None:
    headers = {"Content-Type": "application/json", "Accept": GRAPHQL}
    response = await client.post("/graphql", content=raw, headers=headers)
    assert response.status_code == 400
    assert "data" not in response.json()
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {code}
    assert len(response.content) < 10_000


@pytest.mark.parametrize("name", ["aliases × 1,000", "nested pages of 100", "depth"])
async def test_a_too_complex_document_is_400_in_either_type(client: httpx.AsyncClient, name: str) -> None:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    assert (await client.post("/graphql", content=TOO_COMPLEX[name], headers=headers)).status_code == 400


def nested(levels: int) -> str:
    """Return a document of this depth; a leaf counts as a level."""
    return "{ shelf " + "{ cuttings " * (levels - 2) + "{ id }" + " }" * (levels - 2) + " }"


@pytest.mark.parametrize(
    ("within", "past"),
    [
        ("{ " + "hello " * 98 + "}", "{ " + "hello " * 99 + "}"),
        (nested(15), nested(16)),
        (
            "{ " + " ".join(f"a{i}: hello" for i in range(5)) + " }",
            "{ " + " ".join(f"a{i}: hello" for i in range(6)) + " }",
        ),
        ("{ hello } " + "#\n" * 100, "{ hello } " + "#\n" * 101),
        ("{ hello }" + " " * 991, "{ hello }" + " " * 992),
    ],
    ids=["tokens", "depth", "aliases", "comments", "length"],
)
def test_each_limit_is_exact(within: str, past: str) -> None:
    limits = DocumentLimits(tokens=100, aliases=5, source_length=1000, cost=10**18)
    documents = Documents(schema._schema, EdgeOptions(limits=limits))
    run(documents, body(within))
    with pytest.raises(RejectedError) as caught:
        run(documents, body(past))
    assert caught.value.code == "TOO_COMPLEX"


def test_introspection_by_tools_is_allowed(documents: Documents) -> None:
    for query in (
        get_introspection_query(),
        get_introspection_query(input_value_deprecation=True, specified_by_url=True),
    ):
        run(documents, body(query))
