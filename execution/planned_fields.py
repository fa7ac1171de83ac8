"""Fields of a plan: where the values of a column come from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    TypeNameMetaFieldDef,
    default_field_resolver,
)
from graphql.execution.collect_fields import FieldDetails
from graphql.language import ListValueNode, ObjectValueNode, ValueNode, VariableNode
from graphql.pyutils import is_awaitable

from execution.completion import Column, Places, completer
from execution.field_kinds import Attribute, Function, Relation, SelectedNames, kind_of_field, selected_names

if TYPE_CHECKING:
    from execution.run import Run


class Waiting:
    """A column whose values are awaited, and the rows that they are for.

    Args:
        start: Returns what to await; its errors are raised where it is awaited.
        values: Makes the column from the results and errors.
    """

    def __init__(
        self,
        field: PlannedField,
        places: Places,
        start: Callable[[], list[Awaitable[Any]]],
        values: Callable[[list[Any]], Column],
    ) -> None:
        self.field = field
        self.places = places
        self.start = start
        self.values = values
        self.rows: Sequence[dict[str, Any]] | None = None

    def fill(self, run: Run, found: list[Any]) -> None:
        assert self.rows is not None
        results = self.field.completed(run, self.places, self.values(found))
        key = self.field.key
        for row, result in zip(self.rows, results, strict=True):
            row[key] = result


class PlannedField:
    """A response key of a selection. This class calls the field's resolver; others override `read`."""

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
        self.kind: Any = kind_of_field(definition)
        self.completer = completer(self, definition.type, above)
        self.uses = 0
        self.make: Callable[..., Column] | None = None
        self.selected: SelectedNames | None = None
        self.has_variables = any(has_variable(argument.value) for argument in self.nodes[0].arguments or ())

    def column(self, run: Run, parents: Column, places: Places) -> Column:
        """Return the results, or a column of Nones that the run fills later."""
        arguments: Mapping[str, Any] = {}
        if self.definition.args:
            try:
                arguments = run.bound.arguments(self)
            except GraphQLError as error:
                return self.completer.complete(run, places, [error] * len(parents))
        values = self.read(run, parents, places, arguments)
        if isinstance(values, Waiting):
            run.waiting.append(values)
            return [None] * len(parents)
        return self.completed(run, places, values)

    def completed(self, run: Run, places: Places, values: Column) -> Column:
        """Complete values. From the second call on, use generated code; fall back if it raises."""
        self.uses += 1
        if self.uses == 2:
            self.make = run.shape.generate_column(self.completer)
        if self.make is not None:
            try:
                return self.make(values, run.context)
            except Exception:  # noqa: S110 - the slow path below reports the error
                pass
        return self.completer.complete(run, places, values)

    def read(self, run: Run, parents: Column, places: Places, arguments: Mapping[str, Any]) -> Column | Waiting:
        resolve = self.definition.resolve or default_field_resolver
        values: list[Any] = []
        awaited: list[int] = []
        for index, parent in enumerate(parents):
            try:
                value = resolve(parent, run.info(self, self.completer.path(places, index)), **arguments)
            except Exception as error:
                value = error
            if is_awaitable(value):
                awaited.append(index)
            values.append(value)
        if not awaited:
            return values

        def resolved(found: list[Any]) -> Column:
            for index, value in zip(awaited, found, strict=True):
                values[index] = value
            return values

        return Waiting(self, places, lambda: [values[index] for index in awaited], resolved)


class AttributeField(PlannedField):
    def read(self, run: Run, parents: Column, places: Places, arguments: Mapping[str, Any]) -> Column:
        get = self.kind.get
        return [caught(get, parent) for parent in parents]


class FunctionField(PlannedField):
    def read(self, run: Run, parents: Column, places: Places, arguments: Mapping[str, Any]) -> Column:
        return [caught(self.kind.call, parent, run.context, **arguments) for parent in parents]


class RelationField(PlannedField):
    def read(self, run: Run, parents: Column, places: Places, arguments: Mapping[str, Any]) -> Column | Waiting:
        if self.kind.sees_selection:
            if self.selected is None:
                self.selected = selected_names(self.nodes, run.shape.fragments)
            arguments = {**arguments, "selected": self.selected}
        found = caught(self.kind.call, parents, run.context, **arguments)

        def values(found: Any) -> Column:
            if not isinstance(found, Exception) and len(found) != len(parents):
                name = f"{self.parent_type}.{self.name}"
                found = TypeError(f"{name} must return a value for each of {len(parents)} parents, not {len(found)}.")
            return [found] * len(parents) if isinstance(found, Exception) else found

        return (
            Waiting(self, places, lambda: [found], lambda each: values(each[0]))
            if is_awaitable(found)
            else values(found)
        )


class TypenameField(PlannedField):
    def column(self, run: Run, parents: Column, places: Places) -> Column:
        return [self.parent_type.name] * len(parents)


class EventField(PlannedField):
    """The root field of a subscription."""

    def read(self, run: Run, parents: Column, places: Places, arguments: Mapping[str, Any]) -> Column:
        return parents


FIELDS: dict[type, type[PlannedField]] = {Attribute: AttributeField, Function: FunctionField, Relation: RelationField}


def field_class(definition: GraphQLField) -> type[PlannedField]:
    if definition is TypeNameMetaFieldDef:
        return TypenameField
    return FIELDS.get(type(kind_of_field(definition)), PlannedField)


def caught(call: Callable[..., Any], *given: Any, **arguments: Any) -> Any:
    try:
        return call(*given, **arguments)
    except Exception as error:
        return error


def has_variable(value: ValueNode) -> bool:
    if isinstance(value, ListValueNode):
        return any(has_variable(each) for each in value.values)
    if isinstance(value, ObjectValueNode):
        return any(has_variable(each.value) for each in value.fields)
    return isinstance(value, VariableNode)
