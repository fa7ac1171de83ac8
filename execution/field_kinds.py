"""The kinds of fields by how they get their values, declared in `extensions["execution"]` of a field or an object type."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable, iscoroutinefunction
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
)

EXTENSION = "execution"


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value is an attribute of the object, or of one that it holds: `name` or `row.name`.

    Args:
        convert: Makes the value from the attribute. Like the call of a `Function`, it changes nothing.
    """

    name: str
    convert: Callable[[Any], Any] | None = None

    @property
    def get(self) -> Callable[[Any], Any]:
        """Return a function that reads the value of an object."""
        get, convert = attrgetter(self.name), self.convert
        return get if convert is None else lambda parent: convert(get(parent))


@dataclass(frozen=True, slots=True)
class Function:
    """The value is `call(parent, context, **arguments)`, which awaits nothing and changes nothing.

    An exception that it returns counts as raised. It may be called twice for a parent when another value fails.
    """

    call: Callable[..., Any]

    def __post_init__(self) -> None:
        if iscoroutinefunction(self.call):
            raise TypeError("A Function awaits nothing. Declare a Relation.")


@dataclass(frozen=True, slots=True)
class Relation:
    """The values are `call(parents, context, **arguments)`, perhaps awaited: one for each parent, in their order.

    A value may be an object, a list, None, or an exception for a position that fails.

    Args:
        sees_selection: Whether `call` takes `selected`, too: the `SelectedNames` of its results.
    """

    call: Callable[..., Sequence[Any] | Awaitable[Sequence[Any]]]
    sees_selection: bool = False


Kind: TypeAlias = Attribute | Function | Relation


@dataclass(frozen=True, slots=True)
class Instances:
    """The Python classes whose instances are of an object type; `is_type_of` and `resolve_type` are not asked for them."""

    classes: tuple[type, ...]

    def __init__(self, *classes: type) -> None:
        object.__setattr__(self, "classes", classes)


def declare(schema: GraphQLSchema, kind_of: Callable[[GraphQLObjectType, str, GraphQLField], Kind | None]) -> None:
    """Declare the fields of all object types, except those for which `kind_of` returns None."""
    for named in schema.type_map.values():
        if isinstance(named, GraphQLObjectType) and not named.name.startswith("__"):
            for name, field in named.fields.items():
                kind = kind_of(named, name, field)
                if kind is not None:
                    field.extensions[EXTENSION] = kind


def resolver_of(kind: Kind) -> Callable[..., Any]:
    """Return an ordinary resolver that does the same for one object, so that graphql-core can run the field, too."""
    match kind:
        case Attribute(get=get):
            return lambda parent, info, **_: get(parent)
        case Function(call):
            return lambda parent, info, **arguments: call(parent, info.context, **arguments)
        case Relation(call_for_all, sees_selection):

            async def related(parent: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
                if sees_selection:
                    arguments["selected"] = selected_names(info.field_nodes, info.fragments)
                values = call_for_all([parent], info.context, **arguments)
                (value,) = await values if isawaitable(values) else values
                return value

            return related


def kind_of_field(field: GraphQLField) -> Kind | None:
    kind: Kind | None = field.extensions.get(EXTENSION)
    return kind


def classes_of(object_type: GraphQLObjectType) -> tuple[type, ...]:
    declared: Instances | None = object_type.extensions.get(EXTENSION)
    return declared.classes if declared is not None else ()


class SelectedNames(NamedTuple):
    """The names of the fields that are selected of a field's results: `direct` of themselves, `all` at any depth."""

    direct: frozenset[str]
    all: frozenset[str]


def selected_names(
    nodes: Sequence[FieldNode | OperationDefinitionNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> SelectedNames:
    """Return the names of the fields selected below these, through fragments, whatever the conditions."""
    direct: set[str] = set()
    names: set[str] = set()
    entered: set[tuple[str, bool]] = set()
    left = [(node.selection_set, True) for node in nodes]
    while left:
        selected, is_direct = left.pop()
        for node in selected.selections if selected is not None else ():
            if isinstance(node, FieldNode):
                (direct if is_direct else names).add(node.name.value)
                left.append((node.selection_set, False))
            elif isinstance(node, InlineFragmentNode):
                left.append((node.selection_set, is_direct))
            elif isinstance(node, FragmentSpreadNode) and (node.name.value, is_direct) not in entered:
                entered.add((node.name.value, is_direct))
                left.append((fragments[node.name.value].selection_set, is_direct))
    return SelectedNames(frozenset(direct), frozenset(direct | names))
