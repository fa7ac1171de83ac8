"""Coercion of variables. Most are what it would make of them, which takes a fifth of the time to see."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
    GraphQLError,
    GraphQLID,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    Undefined,
    get_nullable_type,
    get_variable_values,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource

IS_PLAIN: dict[Any, Callable[[Any], bool]] = {
    GraphQLString: lambda value: type(value) is str,
    GraphQLID: lambda value: type(value) is str,
    GraphQLBoolean: lambda value: type(value) is bool,
    GraphQLInt: lambda value: type(value) is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT,
}
"""What tells whether coercion leaves a value of the type as it is."""


class Variable(NamedTuple):
    signature: GraphQLVariableSignature
    is_plain: Callable[[Any], bool]
    may_be_null: bool
    may_be_absent: bool


class Variables:
    """The variables of an operation."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self.schema = schema
        self.nodes = operation.variable_definitions or ()
        self.plain: list[Variable] | None = []
        """The variables; None if there are others than of the types in `IS_PLAIN`."""
        for node in self.nodes:
            signature = get_variable_signature(schema, node)
            is_plain = None if isinstance(signature, GraphQLError) else IS_PLAIN.get(get_nullable_type(signature.type))
            if isinstance(signature, GraphQLError) or is_plain is None:
                self.plain = None
                break
            may_be_null = not isinstance(signature.type, GraphQLNonNull)
            self.plain.append(Variable(signature, is_plain, may_be_null, may_be_null and node.default_value is None))

    def declared(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return those of the given values that the operation declares."""
        names = (node.variable.name.value for node in self.nodes)
        return {name: given[name] for name in names if name in given}

    def coerce(
        self, given: Mapping[str, Any], max_errors: int | None, *, hide_suggestions: bool
    ) -> VariableValues | list[GraphQLError]:
        return self.unchanged(given) or get_variable_values(
            self.schema, self.nodes, dict(given), max_errors=max_errors, hide_suggestions=hide_suggestions
        )

    def unchanged(self, given: Mapping[str, Any]) -> VariableValues | None:
        """Return the values if coercion leaves all as they are."""
        if self.plain is None:
            return None
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        for variable in self.plain:
            name = variable.signature.name
            value = given.get(name, Undefined)
            if variable.is_plain(value) or (value is None and variable.may_be_null):
                coerced[name] = value
            elif value is not Undefined or not variable.may_be_absent:
                return None
            sources[name] = VariableValueSource(variable.signature, value)
        return VariableValues(sources, coerced)
