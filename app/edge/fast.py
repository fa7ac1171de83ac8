"""An executor with a short way for plain fields, where most of the time goes.

A field is plain if its value is an attribute of its object: no resolver, no arguments, and below it only leaves and
objects of plain fields. Objects and lists of such fields are made without a path, an info object and a resolver call
for each value. Whatever is out of the ordinary, an error above all, is left to graphql-core, which begins anew with
the same values: attributes have no side effects. So the answers are the same, which the tests compare.
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
"""Turns a value into what goes into the answer."""

AS_THEY_ARE: dict[GraphQLNamedType, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
"""Leaves whose values, where they are of exactly this type, go into the answer as they are."""

LARGEST_INT = 2**31 - 1


class SlowPathError(Exception):
    """A value that is not for the short way."""


class Row:
    """The plain fields of an object, as they are selected in one place.

    Args:
        fields: By name in the answer: the attribute, the type, and how its value is made.
    """

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
        """The fields of one object. Raises anything at all where graphql-core had better do it."""
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
        """Which fields need any work, given the Python types of the values."""
        together = zip(self.names, self.types, self.makes, found, strict=True)
        return [(name, make) for name, kind, make, python in together if not goes_as_it_is(kind, python)]


class FastExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor, with the short way for plain fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event_fields: Any = None
        self.rows: dict[tuple[GraphQLObjectType, int], tuple[Row | None, dict[str, Any]]] = {}

    def execute_event(self, event: Any, context: Any) -> AwaitableOrValue[ExecutionResult]:
        """Answers one event of a subscription.

        The fields of the root are collected at the first event and kept: collected for each, as graphql-core has it,
        all below them would be worked out anew each time, and remembered for as long as the stream lasts.

        Args:
            event: What the source gave.
            context: The context for the resolvers.
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
        """The result of an event, once its data are there."""
        try:
            return self.answered(await data)
        except GraphQLError as error:
            return self.nothing(error)

    def nothing(self, error: GraphQLError) -> ExecutionResult:
        """The result of an event of which an error left nothing."""
        self.collected_errors.add(error, None)
        return self.answered(None)

    def answered(self, data: dict[str, Any] | None) -> ExecutionResult:
        """The result of an event."""
        return ExecutionResult(data, self.collected_errors.errors or None)

    def complete_list_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        """A list: of plain objects in one go, of anything else as ever."""
        if type(result) is list:
            make = self.maker(return_type, field_details_list)
            if make is not None:
                try:
                    return make(result)
                except Exception:  # noqa: S110 - graphql-core finds out what is wrong, and says so
                    pass
        return super().complete_list_value(return_type, field_details_list, info, path, result, position_context)

    def collect_and_execute_subfields(
        self, return_type: GraphQLObjectType, field_details_list: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        """An object: its plain fields first, and the others as ever."""
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
        """Both halves of an object, once the other is there."""
        return joined(order, plain, await rest)

    def row(self, kind: GraphQLObjectType, field_details_list: Any) -> tuple[Row | None, dict[str, Any]]:
        """The plain fields selected on a type, None where there are none, and the others."""
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
        """How values of a type are made in one go; None where there is more to them than plain fields."""
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
    """The attribute that a field is read from, if that is all there is to it."""
    if field is None or field.args or not getattr(field.resolve, "_is_default", False):
        return None
    definition = field.extensions.get("strawberry-definition")
    return definition.python_name if definition is not None and definition.default_resolver is getattr else None


def goes_as_it_is(kind: GraphQLOutputType, python: type) -> bool:
    """Whether a value of this Python type needs no work at all in a field of this type."""
    if isinstance(kind, GraphQLNonNull):
        return AS_THEY_ARE.get(cast("GraphQLNamedType", kind.of_type)) is python
    return python is type(None) or AS_THEY_ARE.get(cast("GraphQLNamedType", kind)) is python


@cache
def leaf(kind: GraphQLLeafType, required: bool) -> Make:
    """Makes scalars and enums, once for each type."""
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
    """Makes objects, after asking whether they are of the type."""
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
    """Makes lists."""

    def make(values: Any) -> Any:
        if values is None:
            return null(required)
        if type(values) is not list:
            raise SlowPathError
        return [item(value) for value in values]

    return make


def null(required: bool) -> None:
    """Null, unless there must be something."""
    if required:
        raise SlowPathError


def ordinary(value: Any) -> Any:
    """The value itself, unless it stands for an error, or for something that is not there yet."""
    if isinstance(value, Exception) or hasattr(value, "__await__"):
        raise SlowPathError
    return value


def joined(order: Any, plain: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    """Both halves of an object, in the order in which they were asked for."""
    return {name: plain[name] if name in plain else rest[name] for name in order if name in plain or name in rest}
