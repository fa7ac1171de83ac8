"""How a field gets its values: what the schema declares, in `extensions["execution"]` of a field or an object type."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from inspect import iscoroutinefunction
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

EXTENSION = "execution"


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value is an attribute of the object, or of one that it holds: `name` or `row.name`."""

    name: str


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
    """The values are `await call(parents, context, **arguments)`: one for each parent, in their order.

    A value may be an object, a list, None, or an exception for a position that fails.
    """

    call: Callable[..., Coroutine[Any, Any, Any]]


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
        case Attribute(name):
            get = attrgetter(name)
            return lambda parent, info, **_: get(parent)
        case Function(call):
            return lambda parent, info, **arguments: call(parent, info.context, **arguments)
        case Relation(call_for_all):

            async def related(parent: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
                (value,) = await call_for_all([parent], info.context, **arguments)
                return value

            return related


def kind_of_field(field: GraphQLField) -> Kind | None:
    kind: Kind | None = field.extensions.get(EXTENSION)
    return kind


def classes_of(object_type: GraphQLObjectType) -> tuple[type, ...]:
    declared: Instances | None = object_type.extensions.get(EXTENSION)
    return declared.classes if declared is not None else ()
