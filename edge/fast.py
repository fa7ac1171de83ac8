"""An executor with a fast path for plain fields, where most of the time goes.

A field is plain if it has no resolver and no arguments, its value is an attribute of its object, and everything
below it is a leaf or an object of plain fields. The fast path builds such objects and lists without a path, an info
object and a resolver call for each value. Anything unusual, above all an error, falls back to graphql-core, which
starts again with the same values. That is safe because attributes have no side effects.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import isawaitable
from operator import attrgetter
from typing import Any, cast

from graphql import (
    ExecutionResult,
    GraphQLBoolean,
    GraphQLError,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    Undefined,
    is_leaf_type,
)
from graphql.execution.collect_fields import collect_fields
from graphql.pyutils import AwaitableOrValue
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

Make = Callable[[Any], Any]
"""Converts a value for the answer."""

AS_THEY_ARE: dict[GraphQLNamedType, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
"""Leaf types whose values need no conversion if they are of exactly this Python type."""

LARGEST_INT = 2**31 - 1


class SlowPathError(Exception):
    pass


class Row:
    def __init__(self, fields: dict[str, tuple[str, GraphQLOutputType, Make]]) -> None:
        self.names = tuple(fields)
        self.types = tuple(kind for _, kind, _ in fields.values())
        self.makes = tuple(make for _, _, make in fields.values())
        attributes = [attribute for attribute, _, _ in fields.values()]
        self.read: Callable[[Any], tuple[Any, ...]] = (
            attrgetter(*attributes) if len(attributes) > 1 else lambda source: (getattr(source, attributes[0]),)
        )
        self.work: dict[tuple[type, ...], list[tuple[str, Make]]] = {}

    def make(self, source: Any) -> dict[str, Any]:
        """Build the fields of one object. Any exception means: fall back to graphql-core."""
        values = self.read(source)
        found = tuple(map(type, values))
        work = self.work.get(found)
        if work is None:
            work = self.work[found] = self.work_on(found)
        row = dict(zip(self.names, values, strict=True))
        for name, make in work:
            row[name] = make(row[name])
        return row

    def work_on(self, found: tuple[type, ...]) -> list[tuple[str, Make]]:
        """Return the fields whose values need conversion, given the Python types of the values."""
        together = zip(self.names, self.types, self.makes, found, strict=True)
        return [(name, make) for name, kind, make, python in together if not goes_as_it_is(kind, python)]


class FastExecutor(StrawberryGraphQLCoreExecutionContext):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event_fields: Any = None
        self.rows: dict[tuple[GraphQLObjectType, int], tuple[Row | None, dict[str, Any]]] = {}

    def execute_event(self, event: Any, context: Any) -> AwaitableOrValue[ExecutionResult]:
        """Answer one event of a subscription.

        The root fields are collected at the first event and kept. graphql-core would collect them again for each
        event, recompute everything below, and keep every result in memory until the stream ends.
        """
        root = self.schema.subscription_type
        assert root is not None
        if self.event_fields is None:
            fragments, variables = self.fragments, self.variable_values
            self.event_fields = collect_fields(
                self.schema, fragments, variables, root, self.operation
            ).grouped_field_set
        executor = cast("FastExecutor", self.build_per_event_executor(event))
        executor.context_value = context
        try:
            data = executor.execute_fields(root, event, None, self.event_fields, None)
        except GraphQLError as error:
            return executor.nothing(error)
        return executor.answered_later(data) if isawaitable(data) else executor.answered(data)

    async def answered_later(self, data: Any) -> ExecutionResult:
        try:
            return self.answered(await data)
        except GraphQLError as error:
            return self.nothing(error)

    def nothing(self, error: GraphQLError) -> ExecutionResult:
        self.collected_errors.add(error, None)
        return self.answered(None)

    def answered(self, data: dict[str, Any] | None) -> ExecutionResult:
        return ExecutionResult(data, self.collected_errors.errors or None)

    def complete_list_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        if type(result) is list:
            make = self.maker(return_type, field_details_list)
            if make is not None:
                try:
                    return make(result)
                except Exception:  # noqa: S110 - graphql-core repeats this and reports the error
                    pass
        return super().complete_list_value(return_type, field_details_list, info, path, result, position_context)

    def collect_and_execute_subfields(
        self, return_type: GraphQLObjectType, field_details_list: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        row, others = self.row(return_type, field_details_list)
        if row is None:
            return super().collect_and_execute_subfields(
                return_type, field_details_list, path, result, position_context
            )
        try:
            plain = row.make(result)
        except Exception:
            return super().collect_and_execute_subfields(
                return_type, field_details_list, path, result, position_context
            )
        if not others:
            return plain
        order = self.collect_subfields(return_type, field_details_list).grouped_field_set
        rest = self.execute_fields(return_type, result, path, others, position_context)
        if isawaitable(rest):
            return self.joined_later(order, plain, rest)
        return joined(order, plain, rest)

    async def joined_later(self, order: Any, plain: dict[str, Any], rest: Any) -> dict[str, Any]:
        return joined(order, plain, await rest)

    def row(self, kind: GraphQLObjectType, field_details_list: Any) -> tuple[Row | None, dict[str, Any]]:
        """Split the selected fields of a type into plain ones (None if there are none) and others."""
        key = (kind, id(field_details_list))
        if key not in self.rows:
            fields: dict[str, tuple[str, GraphQLOutputType, Make]] = {}
            others: dict[str, Any] = {}
            for name, details in self.collect_subfields(kind, field_details_list).grouped_field_set.items():
                field = self.schema.get_field(kind, details[0].node.name.value)
                attribute = attribute_of(field)
                make = self.maker(field.type, details) if field is not None and attribute is not None else None
                if field is None or attribute is None or make is None:
                    others[name] = details
                else:
                    fields[name] = (attribute, field.type, make)
            self.rows[key] = (Row(fields) if fields else None, others)
        return self.rows[key]

    def maker(self, kind: GraphQLOutputType, details: Any, *, required: bool = False) -> Make | None:
        """Return a function that converts values of a type, or None if the type has more than plain fields."""
        if isinstance(kind, GraphQLNonNull):
            return self.maker(kind.of_type, details, required=True)
        if isinstance(kind, GraphQLList):
            item = self.maker(kind.of_type, details)
            return item and each(item, required)
        if is_leaf_type(kind):
            return leaf(kind, required)
        if isinstance(kind, GraphQLObjectType):
            row, others = self.row(kind, details)
            return None if row is None or others else whole(kind, row, required)
        return None


def attribute_of(field: GraphQLField | None) -> str | None:
    """Return the attribute that a field reads, or None if the field does anything else."""
    if field is None or field.args or not getattr(field.resolve, "_is_default", False):
        return None
    definition = field.extensions.get("strawberry-definition")
    return definition.python_name if definition is not None and definition.default_resolver is getattr else None


def goes_as_it_is(kind: GraphQLOutputType, python: type) -> bool:
    if isinstance(kind, GraphQLNonNull):
        return AS_THEY_ARE.get(cast("GraphQLNamedType", kind.of_type)) is python
    return python is type(None) or AS_THEY_ARE.get(cast("GraphQLNamedType", kind)) is python


@cache
def leaf(kind: GraphQLLeafType, required: bool) -> Make:
    plainly = AS_THEY_ARE.get(kind)
    whole_numbers = kind is GraphQLInt
    coerce = kind.coerce_output_value

    def make(value: Any) -> Any:
        if type(value) is plainly:
            return value
        if whole_numbers and type(value) is int and -LARGEST_INT <= value <= LARGEST_INT:
            return value
        if value is None:
            return null(required)
        made = coerce(ordinary(value))
        if made is None or made is Undefined:
            raise SlowPathError
        return made

    return make


def whole(kind: GraphQLObjectType, row: Row, required: bool) -> Make:
    is_type_of = kind.is_type_of
    known: set[type] = set()

    def make(value: Any) -> Any:
        if value is None:
            return null(required)
        if type(value) not in known:
            known.add(type(ordinary(value)))
        if is_type_of is not None and is_type_of(value, cast("Any", None)) is not True:
            raise SlowPathError
        return row.make(value)

    return make


def each(item: Make, required: bool) -> Make:
    def make(values: Any) -> Any:
        if values is None:
            return null(required)
        if type(values) is not list:
            raise SlowPathError
        return [item(value) for value in values]

    return make


def null(required: bool) -> None:
    if required:
        raise SlowPathError


def ordinary(value: Any) -> Any:
    """Return the value, unless it is an error or an awaitable."""
    if isinstance(value, Exception) or hasattr(value, "__await__"):
        raise SlowPathError
    return value


def joined(order: Any, plain: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    return {name: plain[name] if name in plain else rest[name] for name in order if name in plain or name in rest}
