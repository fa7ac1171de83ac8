"""A schema with every kind of field under every shape of type, and values that a seed decides.

The same values are read by a planned schema, where fields are declared, and by a reference for graphql-core, where
each field has an ordinary resolver.
"""

import asyncio
import enum
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

from execution import EXTENSION, Attribute, Function, Instances, Kind, Relation, declare

SHAPES = [
    "String", "String!", "ID!", "Int", "Int!", "Float", "Boolean!", "Colour", "Colour!", "Moment", "Moment!",
    "[String]", "[Int!]!", "[[Colour!]]", "[[Int]!]!", "[Moment]",
    "Person", "Dog!", "Place", "Box!", "[Box]", "[Person!]!", "[Dog!]", "[[Place!]]", "[[Box]!]!",
    "Being", "Being!", "[Being]", "[Being!]!", "[[Being!]]", "Finding", "[Finding!]", "[[Finding]!]!",
]  # fmt: skip
ARGUMENTS = {
    1: "(n: Int = 1, colour: Colour)",
    2: "(filter: Filter = {tags: [\"a\"]}, text: String)",
    4: "(n: Int! = 5, moment: Moment)",
}  # fmt: skip
"""By the shape's number modulo seven."""

KINDS = ["attribute", "function", "relation", "resolver", "awaited", "default"]
TYPES = ["Person", "Dog", "Place", "Box", "Query", "Mutation"]

FIELDS = "\n".join(
    f"  {letter}{number}{ARGUMENTS.get(number % 7, '')}: {shape}"
    for number, shape in enumerate(SHAPES)
    for letter in "pq"
)
SDL = f"""
enum Colour {{ RED GREEN BLUE }}
scalar Moment
input Filter {{ first: Int = 2, colour: Colour, tags: [String!], moment: Moment }}
union Finding = Person | Place
interface Being {{\n{FIELDS}\n}}
type Person implements Being {{\n{FIELDS}\n  extra: String!\n}}
type Dog implements Being {{\n{FIELDS}\n}}
type Place implements Being {{\n{FIELDS}\n}}
type Box {{\n{FIELDS}\n}}
type Query {{\n{FIELDS}\n}}
type Mutation {{\n{FIELDS}\n}}
type Subscription {{\n{FIELDS}\n}}
"""


class Colour(enum.Enum):
    RED = "r"
    GREEN = "g"
    BLUE = "b"
    ULTRAVIOLET = "u"


class ForbiddenError(Exception):
    """An error that a schema raises on purpose."""


@dataclass
class World:
    """Decides every value by the object, the field and the arguments.

    Args:
        failing: How many of 1,000 values are errors; as many are null, and as many are of a wrong class.
    """

    seed: int
    failing: int
    seen: Counter[str] = field(default_factory=Counter)

    def value(self, holder: "Thing", name: str, kind: GraphQLOutputType, arguments: dict[str, Any]) -> Any:
        """Return a value of a type, or perhaps something else; or raise."""
        where = f"{holder.where}.{name}{arguments or ''}"
        chance = random.Random(f"{self.seed} {where}")
        if chance.randrange(1000) < self.failing:
            self.seen["raised"] += 1
            raise chance.choice([ValueError, ForbiddenError, KeyError])(where)
        return self.of(kind, where, chance)

    def of(self, kind: GraphQLOutputType, where: str, chance: random.Random) -> Any:
        happens = chance.randrange(1000)
        if happens < self.failing:
            self.seen["null"] += 1
            return None
        if happens < 2 * self.failing:
            self.seen["returned error"] += 1
            return ValueError(f"{where} returned")
        is_wrong = happens < 3 * self.failing
        self.seen["wrong"] += is_wrong
        if is_non_null_type(kind):
            kind = kind.of_type
        if is_list_type(kind):
            if is_wrong:
                return chance.choice(["text", 7, {"a": 1}])
            items = [self.of(kind.of_type, f"{where}.{index}", chance) for index in range(chance.randrange(4))]
            return tuple(items) if chance.randrange(4) == 0 else items
        return self.named(get_named_type(kind), where, chance, is_wrong=is_wrong)

    def named(self, kind: Any, where: str, chance: random.Random, *, is_wrong: bool) -> Any:
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
            names = {"Being": ["Person", "Dog", "Place"], "Finding": ["Person", "Place"]}.get(kind.name, [kind.name])
            name = chance.choice(["Person", "Dog", "Place", "Box"] if is_wrong else names)
            return CLASSES[name](self, where)
        if isinstance(kind, GraphQLEnumType):
            return Colour.ULTRAVIOLET if is_wrong else chance.choice(list(Colour)[:3])
        number = chance.randrange(100)
        values: dict[str, tuple[list[Any], list[Any]]] = {
            "String": ([f"s{number}", number, True, 1.5], [object(), ["x"]]),
            "ID": ([f"i{number}", number], [object(), 1.5]),
            "Int": ([number, -number, 3.0, True], [2**31, "x", 1.5]),
            "Float": ([number / 4, number, "2.5"], [float("inf"), float("nan"), "x"]),
            "Boolean": ([True, False, 1], ["x", float("nan")]),
            "Moment": ([number, f"m{number}"], ["", "none"]),
        }
        good, bad = values[kind.name]
        return chance.choice(bad) if is_wrong else chance.choice([good[0], *good])


@dataclass(slots=True)
class Thing:
    world: World
    where: str
    type_name: ClassVar[str]

    def __getattr__(self, name: str) -> Any:
        definition = reference_schema().type_map[self.type_name].fields.get(name)  # type: ignore[attr-defined]
        if definition is None:
            raise AttributeError(name)
        return self.world.value(self, name, definition.type, {})


class Person(Thing):
    type_name = "Person"


class LatePerson(Person):
    """A subclass, which is declared by its base."""


class Dog(Thing):
    type_name = "Dog"


class Place(Thing):
    type_name = "Place"


class Box(Thing):
    type_name = "Box"


class Start(Thing):
    type_name = "Query"


CLASSES: dict[str, Callable[[World, str], Thing]] = {
    "Person": lambda world, where: (LatePerson if len(where) % 2 else Person)(world, where),
    "Dog": Dog,
    "Place": Place,
    "Box": Box,
}


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

    def call(parent: Thing, context: World, **arguments: Any) -> Any:
        context.seen["function"] += 1
        return parent.world.value(parent, name, definition.type, arguments)

    async def related(parents: list[Thing], context: World, **arguments: Any) -> list[Any]:
        context.seen["relation"] += 1
        context.seen["relation of several"] += len(parents) > 1
        await pause(context, name)
        fail_together(context, name, arguments)
        found: list[Any] = []
        for parent in parents:
            try:
                found.append(parent.world.value(parent, name, definition.type, arguments))
            except Exception as error:
                context.seen["relation failed at one position"] += 1
                found.append(error)
        return found

    if kind == "function":
        return Function(call)
    return Relation(related) if kind == "relation" else None


def fail_together(world: World, name: str, arguments: dict[str, Any]) -> None:
    chance = random.Random(f"{world.seed} all {name} {arguments}")
    if chance.randrange(500) < world.failing:
        world.seen["relation failed for all"] += 1
        raise ForbiddenError(f"all {name}")


async def pause(world: World, name: str) -> None:
    for _ in range(random.Random(f"{world.seed} pause {name}").randrange(3)):
        await asyncio.sleep(0)


def resolver(name: str, definition: GraphQLField, kind: str) -> Callable[..., Any]:
    def resolve(parent: Thing, info: Any, **arguments: Any) -> Any:
        info.context.seen[kind] += 1
        return parent.world.value(parent, name, definition.type, arguments)

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
