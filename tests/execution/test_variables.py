"""Coercion of variables, compared with graphql-core's."""

from itertools import product
from typing import Any

import pytest
from graphql import GraphQLError, build_schema, get_variable_values, parse
from graphql.execution.values import VariableValues

from execution import Plan

SCHEMA = build_schema(
    "enum Colour { RED }  type Query { of(s: String, i: ID, n: Int, b: Boolean, l: [String], c: Colour): Int }"
)
TYPES = ["String", "ID", "Int", "Boolean", "[String]", "Colour"]
VALUES = [None, "RED", "", 1, 2**31, -(2**31), 1.0, 1.5, True, ["a"], {"a": 1}]


def comparable(found: VariableValues | list[GraphQLError]) -> object:
    if isinstance(found, list):
        return [error.message for error in found]
    return found.coerced, {name: source.value for name, source in found.sources.items()}


@pytest.mark.parametrize(("kind", "end"), list(product(TYPES, ["", "!", " = null"])))
def test_any_value_becomes_what_the_reference_makes_of_it(kind: str, end: str) -> None:
    document = parse(f"query($first: String, $it: {kind}{end}) {{ __typename }}")
    plan = Plan(SCHEMA, document)
    given: list[dict[str, Any]] = [{"first": "x"}, *({"first": "x", "it": value, "unknown": 1} for value in VALUES)]
    for variables in given:
        bound = plan.bind(variables)
        reference = get_variable_values(SCHEMA, plan.operation.variable_definitions or (), variables, max_errors=50)
        found = bound if isinstance(bound, list) else bound.variables
        assert comparable(found) == comparable(reference), variables
        if not isinstance(found, list) and not isinstance(reference, list):
            assert list(map(type, found.coerced.values())) == list(map(type, reference.coerced.values()))
