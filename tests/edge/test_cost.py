"""What an operation costs, and how the limit on costs is set."""

from dataclasses import replace
from typing import Any

import pytest

from edge import DocumentLimits, EdgeOptions
from edge.document import Documents
from edge.errors import RejectedError
from tests.edge.documents import run
from tests.edge.hostile import body
from tests.edge.shop import schema


def is_afforded(query: str, most: int, options: EdgeOptions | None = None, **variables: object) -> bool:
    """Return whether a query's cost is within the limit."""
    options = replace(options or EdgeOptions(), limits=DocumentLimits(cost=most))
    try:
        run(Documents(schema._schema, options), body(query, variables=variables))
    except RejectedError:
        return False
    return True


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
        ("mutation { sell(name: \"x\") }", {}, 1),
        ("subscription { plant { id pot { litres } } }", {}, 4),
        ("{ __schema { types { name } } hello }", {}, 1),
    ],
)  # fmt: skip
def test_a_query_costs_its_fields_times_the_pages_above_them(
    query: str, variables: dict[str, Any], expected: int
) -> None:
    assert is_afforded(query, expected, **variables)
    assert not is_afforded(query, expected - 1, **variables)


def test_bounds_of_lists_can_be_set() -> None:
    options = EdgeOptions(bounds={("Query", "shelf"): 3}, list_bound=2)
    assert is_afforded("{ shelf { cuttings { id } } }", 1 + 3 * (1 + 2), options)
    assert not is_afforded("{ shelf { cuttings { id } } }", 3 * (1 + 2), options)
