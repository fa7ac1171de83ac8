"""A schema with every kind of field under every shape of type, twice over the same values.

In the planned schema fields are declared; in the reference, which graphql-core runs, each has an ordinary resolver.
"""

import asyncio
import random
from collections.abc import Callable
from functools import cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
)

from execution import EXTENSION, Attribute, Function, Instances, Kind, Relation, declare
from tests.execution.random_values import (
    ARGUMENTS,
    SDL,
    Box,
    Colour,
    Dog,
    ForbiddenError,
    LatePerson,
    Person,
    Place,
    RandomValues,
    Thing,
)

KINDS = ["attribute", "function", "relation", "resolver", "awaited", "default"]
TYPES = ["Person", "Dog", "Place", "Box", "Query", "Mutation"]


def kind_name(type_name: str, field_name: str) -> str:
    """Return the kind of a field: in a box all are plain; over the other types and both letters each shape has every kind."""
    if field_name == "extra":
        return "attribute"
    letter, number = field_name[0], int(field_name[1:])
    if type_name == "Box":
        return "attribute" if letter == "p" else "function"
    return KINDS[(number + 2 * TYPES.index(type_name) + (letter == "q")) % len(KINDS)]


def takes_arguments(field_name: str) -> bool:
    return field_name != "extra" and int(field_name[1:]) % 7 in ARGUMENTS


def moment(value: Any) -> Any:
    if value == "":
        raise ValueError("An empty moment.")
    return None if value == "none" else f"at {value}"


def resolve_finding(value: Any, _info: Any, _kind: Any) -> str:
    return {Person: "Person", LatePerson: "Person", Place: "Place", Dog: "Dog", Box: "Nothing"}[type(value)]


def base() -> GraphQLSchema:
    schema = build_schema(SDL)
    colour, scalar, finding = schema.type_map["Colour"], schema.type_map["Moment"], schema.type_map["Finding"]
    assert isinstance(colour, GraphQLEnumType)
    assert isinstance(scalar, GraphQLScalarType)
    assert isinstance(finding, GraphQLUnionType)
    for name, value in colour.values.items():
        value.value = Colour[name]
    scalar.coerce_output_value = moment
    finding.resolve_type = resolve_finding
    for name, python in {"Person": Person, "Dog": Dog, "Place": Place}.items():
        object_type(schema, name).is_type_of = lambda value, _info, python=python: isinstance(value, python)
    root = object_type(schema, "Subscription")
    for definition in root.fields.values():
        definition.resolve = lambda event, _info, **_: event
    return schema


def object_type(schema: GraphQLSchema, name: str) -> GraphQLObjectType:
    found = schema.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


@cache
def reference_schema() -> GraphQLSchema:
    """Every field has an ordinary resolver, except those of the kind "default"."""
    schema = base()
    for name in TYPES:
        for field_name, definition in object_type(schema, name).fields.items():
            kind = kind_name(name, field_name)
            if kind != "default" or takes_arguments(field_name):
                definition.resolve = for_reference(field_name, definition, kind)
    return schema


@cache
def planned_schema() -> GraphQLSchema:
    schema = base()
    declare(schema, declared)
    for name in TYPES:
        for field_name, definition in object_type(schema, name).fields.items():
            kind = kind_name(name, field_name)
            if kind in ("resolver", "awaited") or (kind in ("default", "attribute") and takes_arguments(field_name)):
                definition.resolve = resolver(field_name, definition, kind)
    object_type(schema, "Person").extensions[EXTENSION] = Instances(Person)
    return schema


def declared(owner: GraphQLObjectType, name: str, definition: GraphQLField) -> Kind | None:
    if owner.name == "Subscription":
        return None
    kind = kind_name(owner.name, name)
    if kind == "attribute" and not takes_arguments(name):
        return Attribute(name)

    def call(parent: Thing, context: RandomValues, **arguments: Any) -> Any:
        context.seen["function"] += 1
        return parent.values.value(parent, name, definition.type, arguments)

    async def related(parents: list[Thing], context: RandomValues, **arguments: Any) -> list[Any]:
        await pause(context, name)
        return related_at_once(parents, context, **arguments)

    def related_at_once(parents: list[Thing], context: RandomValues, **arguments: Any) -> list[Any]:
        context.seen["relation"] += 1
        context.seen["relation of several"] += len(parents) > 1
        fail_together(context, name, arguments)
        found: list[Any] = []
        for parent in parents:
            try:
                found.append(parent.values.value(parent, name, definition.type, arguments))
            except Exception as error:
                context.seen["relation failed at one position"] += 1
                found.append(error)
        return found

    if kind == "function":
        return Function(call)
    return Relation(related if name[0] == "p" else related_at_once) if kind == "relation" else None


def fail_together(values: RandomValues, name: str, arguments: dict[str, Any]) -> None:
    chance = random.Random(f"{values.seed} all {name} {arguments}")
    if chance.randrange(500) < values.failing:
        values.seen["relation failed for all"] += 1
        raise ForbiddenError(f"all {name}")


async def pause(values: RandomValues, name: str) -> None:
    for _ in range(random.Random(f"{values.seed} pause {name}").randrange(3)):
        await asyncio.sleep(0)


def resolver(name: str, definition: GraphQLField, kind: str) -> Callable[..., Any]:
    def resolve(parent: Thing, info: Any, **arguments: Any) -> Any:
        info.context.seen[kind] += 1
        return parent.values.value(parent, name, definition.type, arguments)

    async def resolve_later(parent: Thing, info: Any, **arguments: Any) -> Any:
        await pause(info.context, name)
        return resolve(parent, info, **arguments)

    return resolve_later if kind == "awaited" else resolve


def for_reference(name: str, definition: GraphQLField, kind: str) -> Callable[..., Any]:
    """Return a resolver that does what a field of this kind does."""
    resolve = resolver(name, definition, "")

    async def resolve_for_reference(parent: Thing, info: Any, **arguments: Any) -> Any:
        await pause(info.context, name)
        if kind == "relation":
            fail_together(info.context, name, arguments)
        return resolve(parent, info, **arguments)

    return resolve_for_reference if kind in ("awaited", "relation") else resolve
