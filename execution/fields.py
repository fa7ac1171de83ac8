"""Fields as a plan has them: where the values of a column come from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLError, GraphQLField, GraphQLObjectType, default_field_resolver
from graphql.execution.collect_fields import FieldDetails
from graphql.language import ListValueNode, ObjectValueNode, ValueNode, VariableNode
from graphql.pyutils import Path, is_awaitable

from execution.complete import completer
from execution.kinds import Attribute, Function, Relation, kind_of_field
from execution.places import Places

if TYPE_CHECKING:
    from execution.run import Run

Column = list[Any]


class Waiting:
    """A column whose values are awaited, and the rows that they are for."""

    def __init__(self, field: PlannedField, places: Places, size: int) -> None:
        self.field = field
        self.places = places
        self.size = size
        self.rows: Sequence[dict[str, Any]] | None = None

    def start(self) -> list[Awaitable[Any]]:
        """Return what to await. Errors are raised where it is awaited."""
        raise NotImplementedError

    def values(self, found: list[Any]) -> Column:
        """Return the column's values, given what the awaitables returned or raised."""
        raise NotImplementedError

    def fill(self, run: Run, found: list[Any]) -> None:
        values = self.field.completer.complete(run, self.places, self.values(found))
        assert self.rows is not None
        for row, value in zip(self.rows, values, strict=True):
            row[self.field.key] = value


class WaitingRelation(Waiting):
    def __init__(
        self, field: PlannedField, places: Places, size: int, call: Callable[[], Awaitable[Sequence[Any]]]
    ) -> None:
        super().__init__(field, places, size)
        self.call = call

    def start(self) -> list[Awaitable[Any]]:
        return [self.related()]

    async def related(self) -> Sequence[Any]:
        values = await self.call()
        if len(values) != self.size:
            name = f"'{self.field.parent_type}.{self.field.name}'"
            raise TypeError(f"The relation {name} must return a value for each of {self.size} parents: {len(values)}.")
        return values

    def values(self, found: list[Any]) -> Column:
        (values,) = found
        return [values] * self.size if isinstance(values, Exception) else list(values)


class WaitingResolvers(Waiting):
    def __init__(self, field: PlannedField, places: Places, column: Column, indices: list[int]) -> None:
        super().__init__(field, places, len(column))
        self.column = column
        self.indices = indices

    def start(self) -> list[Awaitable[Any]]:
        return [self.column[index] for index in self.indices]

    def values(self, found: list[Any]) -> Column:
        for index, value in zip(self.indices, found, strict=True):
            self.column[index] = value
        return self.column


class PlannedField:
    """A response key of a selection, of the kind "resolver"; other kinds override `read`.

    Args:
        above: See `Completer`.
    """

    def __init__(
        self,
        key: str,
        details: list[FieldDetails],
        definition: GraphQLField,
        parent_type: GraphQLObjectType,
        above: int,
    ) -> None:
        self.key = key
        self.details = details
        self.nodes: list[FieldNode] = [each.node for each in details]
        self.name = self.nodes[0].name.value
        self.definition = definition
        self.parent_type = parent_type
        self.completer = completer(self, definition.type, above)
        self.takes_arguments = bool(definition.args)
        self.takes_variables = any(has_variable(argument.value) for argument in self.nodes[0].arguments or ())

    def column(self, run: Run, parents: Sequence[Any], places: Places) -> Column:
        """Return the results, or a column of Nones that the run fills later."""
        arguments: Mapping[str, Any] = {}
        if self.takes_arguments:
            try:
                arguments = run.arguments(self)
            except GraphQLError as error:
                return self.completer.complete(run, places, [error] * len(parents))
        values = self.read(run, parents, places, arguments)
        if isinstance(values, Waiting):
            run.waiting.append(values)
            return [None] * len(parents)
        return self.completer.complete(run, places, values)

    def read(self, run: Run, parents: Sequence[Any], places: Places, arguments: Mapping[str, Any]) -> Column | Waiting:
        resolve = self.definition.resolve or default_field_resolver
        values: Column = []
        indices: list[int] = []
        for index, parent in enumerate(parents):
            try:
                info = run.info(self, Path(places.path(index), self.key, self.parent_type.name))
                value = resolve(parent, info, **arguments)
            except Exception as error:
                value = error
            if is_awaitable(value):
                indices.append(index)
            values.append(value)
        return WaitingResolvers(self, places, values, indices) if indices else values


class AttributeField(PlannedField):
    get: Callable[[Any], Any]

    def read(self, run: Run, parents: Sequence[Any], places: Places, arguments: Mapping[str, Any]) -> Column:
        try:
            return list(map(self.get, parents))
        except Exception:
            return [caught(self.get, parent) for parent in parents]


class FunctionField(PlannedField):
    call: Callable[..., Any]

    def read(self, run: Run, parents: Sequence[Any], places: Places, arguments: Mapping[str, Any]) -> Column:
        call, context = self.call, run.context
        values: Column = []
        for parent in parents:
            try:
                value = call(parent, context, **arguments)
            except Exception as error:
                value = error
            values.append(value)
        return values


class RelationField(PlannedField):
    call: Callable[..., Awaitable[Any]]

    def read(self, run: Run, parents: Sequence[Any], places: Places, arguments: Mapping[str, Any]) -> Waiting:
        return WaitingRelation(self, places, len(parents), partial(self.call, parents, run.context, **arguments))


class TypenameField(PlannedField):
    def column(self, run: Run, parents: Sequence[Any], places: Places) -> Column:
        return [self.parent_type.name] * len(parents)


def planned_field(
    key: str, details: list[FieldDetails], definition: GraphQLField, parent_type: GraphQLObjectType, above: int
) -> PlannedField:
    kind = kind_of_field(definition)
    where = (key, details, definition, parent_type, above)
    if details[0].node.name.value == "__typename":
        return TypenameField(*where)
    if isinstance(kind, Attribute):
        attribute = AttributeField(*where)
        attribute.get = attrgetter(kind.name)
        return attribute
    if isinstance(kind, Function):
        function = FunctionField(*where)
        function.call = kind.call
        return function
    if isinstance(kind, Relation):
        relation = RelationField(*where)
        relation.call = kind.call
        return relation
    return PlannedField(*where)


def caught(call: Callable[[Any], Any], value: Any) -> Any:
    try:
        return call(value)
    except Exception as error:
        return error


def has_variable(value: ValueNode) -> bool:
    if isinstance(value, ListValueNode):
        return any(has_variable(each) for each in value.values)
    if isinstance(value, ObjectValueNode):
        return any(has_variable(each.value) for each in value.fields)
    return isinstance(value, VariableNode)
