"""The document step: what is refused, with which code, and what is kept."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query

from edge import DocumentLimits, EdgeOptions
from edge.document import Documents
from edge.errors import RejectedError
from edge.params import GraphQLParams, decoded, parse_params
from tests.edge.edge_hostile import BAD_REQUEST, TOO_COMPLEX, body
from tests.edge.edge_serving import Served
from tests.edge.edge_shop import schema

HOSTILE = [(raw, "TOO_COMPLEX") for raw in TOO_COMPLEX.values()] + [
    (raw, "BAD_REQUEST") for raw in BAD_REQUEST.values()
]
GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def documents() -> Documents:
    return Documents(schema._schema, EdgeOptions())


def run(documents: Documents, raw: bytes) -> GraphQLParams:
    """Puts a body through the whole of the step."""
    parameters = parse_params(decoded(raw), documents.options.limits)
    assert parameters.query is not None
    documents.afford(documents.get(parameters.query).choose(parameters.operation_name), parameters.variables)
    return parameters


def is_afforded(query: str, most: int, options: EdgeOptions | None = None, **variables: object) -> bool:
    """Whether a limit lets a query through."""
    options = replace(options or EdgeOptions(), limits=DocumentLimits(cost=most))
    try:
        run(Documents(schema._schema, options), body(query, variables=variables))
    except RejectedError:
        return False
    return True


@pytest.mark.parametrize(("raw", "code"), HOSTILE, ids=[*TOO_COMPLEX, *BAD_REQUEST])
async def test_hostile_bodies_are_refused_with_a_code(client: httpx.AsyncClient, raw: bytes, code: str) -> None:
    headers = {"Content-Type": "application/json", "Accept": GRAPHQL}
    response = await client.post("/graphql", content=raw, headers=headers)
    assert response.status_code == 400
    assert "data" not in response.json()
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {code}
    assert len(response.content) < 10_000


@pytest.mark.parametrize("name", ["aliases × 1,000", "nested pages of 100", "depth"])
async def test_what_is_too_complex_is_400_in_either_type(client: httpx.AsyncClient, name: str) -> None:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    assert (await client.post("/graphql", content=TOO_COMPLEX[name], headers=headers)).status_code == 400


def nested(levels: int) -> str:
    """A document that many levels deep; a leaf is a level of its own."""
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
def test_each_limit_is_where_it_is_said_to_be(within: str, past: str) -> None:
    limits = DocumentLimits(tokens=100, aliases=5, source_length=1000, cost=10**18)
    documents = Documents(schema._schema, EdgeOptions(limits=limits))
    run(documents, body(within))
    with pytest.raises(RejectedError) as caught:
        run(documents, body(past))
    assert caught.value.code == "TOO_COMPLEX"


@pytest.mark.parametrize(
    ("query", "variables", "expected"),
    [
        ("{ hello }", {}, 1),
        ("{ hello __typename }", {}, 1),
        ("{ hello pageOf }", {}, 2),
        ("{ shelf { id name } }", {}, 1 + 10 * 2),
        ("{ shelf { cuttings { id } } }", {}, 1 + 10 * (1 + 10)),
        ("{ plants { totalCount } }", {}, 1 + 20),
        ("{ plants(first: 5) { nodes { id name } } }", {}, 1 + 5 * (1 + 2)),
        ("{ plants(first: 5) { edges { node { id } } } }", {}, 1 + 5 * 3),
        ("{ plants(first: 0) { nodes { id } } }", {}, 1),
        ("query($n: Int!) { plants(first: $n) { nodes { id } } }", {"n": 7}, 1 + 7 * 2),
        ("query($n: Int!) { plants(first: $n) { nodes { id } } }", {"n": 7.0}, 1 + 7 * 2),
        ("query($n: Int!) { plants(first: $n) { nodes { id } } }", {"n": -7}, 1),
        ("query($n: Int!) { plants(first: $n) { nodes { id } } }", {"n": True}, 1 + 20 * 2),
        ("query($n: Int! = 7) { plants(first: $n) { nodes { id } } }", {}, 1 + 7 * 2),
        ("query($n: Int! = 7) { plants(first: $n) { nodes { id } } }", {"n": 3}, 1 + 3 * 2),
        ("query($n: Int!) { plants(first: $n) { nodes { related(first: $n) { totalCount } } } }",
         {"n": 4}, 1 + 4 * (2 + 4)),
        ('{ bed(ids: ["1", "2", "3"]) { id name } }', {}, 1 + 3 * 2),
        ('{ bed(ids: "1") { id name } }', {}, 1 + 2),
        ("query($ids: [ID!]!) { bed(ids: $ids) { id } }", {"ids": ["1", "2"]}, 1 + 2),
        ('query($ids: [ID!]! = ["1", "2", "3"]) { bed(ids: $ids) { id } }', {}, 1 + 3),
        ("{ shelf { ...F } } fragment F on Plant { id ... { name } ... on Thing { id } }", {}, 1 + 10 * 3),
        ("query($n: Int!) { plants(first: $n) { nodes { ...F } } } "
         "fragment F on Plant { related(first: $n) { totalCount } }",
         {"n": 4}, 1 + 4 * (2 + 4)),
        ("query A { hello } query B { hello pageOf }", {}, None),
        ("mutation { sell(name: \"x\") }", {}, 1),
        ("subscription { plant { id pot { litres } } }", {}, 4),
        ("{ __schema { types { name } } hello }", {}, 1),
    ],
)  # fmt: skip
def test_a_query_costs_its_fields_times_the_pages_above_them(
    query: str, variables: dict[str, Any], expected: int | None
) -> None:
    if expected is None:
        with pytest.raises(Exception, match="several operations"):
            run(Documents(schema._schema, EdgeOptions()), body(query))
    else:
        assert is_afforded(query, expected, **variables)
        assert not is_afforded(query, expected - 1, **variables)


def test_bounds_of_lists_can_be_set() -> None:
    options = EdgeOptions(bounds={("Query", "shelf"): 3}, list_bound=2)
    assert is_afforded("{ shelf { cuttings { id } } }", 1 + 3 * (1 + 2), options)
    assert not is_afforded("{ shelf { cuttings { id } } }", 3 * (1 + 2), options)


def test_what_tools_ask_of_the_schema_is_let_through(documents: Documents) -> None:
    for query in (
        get_introspection_query(),
        get_introspection_query(input_value_deprecation=True, specified_by_url=True),
    ):
        run(documents, body(query))


def test_documents_are_kept_by_their_text_and_the_longest_unused_go_first() -> None:
    documents = Documents(schema._schema, EdgeOptions(cached_documents=2, cached_characters=60))
    first = documents.get("{ hello }")
    documents.get("{ pageOf }")
    assert documents.get("{ hello }") is first
    documents.get("{ hello pageOf }")
    assert list(documents.kept) == ["{ hello }", "{ hello pageOf }"]
    documents.get("{ hello" + " " * 40 + "}")
    assert [text.replace(" ", "") for text in documents.kept] == ["{hello}"]
    assert documents.characters == sum(map(len, documents.kept)) <= 60
    with pytest.raises(RejectedError):
        documents.get("{ nothing }")
    assert len(documents.kept) == 1


def test_suggestions_are_made_or_not_by_who_asks(documents: Documents) -> None:
    for suggestions in (True, False, True):
        with pytest.raises(RejectedError) as caught:
            documents.get("{ helo }", suggestions=suggestions)
        assert ("Did you mean" in str(caught.value)) is suggestions


async def test_a_long_text_is_not_given_back_whole(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "{ hello(name: " + "9" * 90_000 + ") }"})
    assert len(response.content) < 2_000


async def test_the_first_errors_stand_for_all(served: Served, client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    response = await client.post("/graphql", content=BAD_REQUEST["unknown fields × 900"], headers=headers)
    assert len(response.json()["errors"]) == 11
    assert served.till.contexts == 0
