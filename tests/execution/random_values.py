"""Types of every shape, and objects whose values a seed decides."""

import enum
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

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
class RandomValues:
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
        samples: dict[str, tuple[list[Any], list[Any]]] = {
            "String": ([f"s{number}", number, True, 1.5], [object(), ["x"]]),
            "ID": ([f"i{number}", number], [object(), 1.5]),
            "Int": ([number, -number, 3.0, True], [2**31, "x", 1.5]),
            "Float": ([number / 4, number, "2.5"], [float("inf"), float("nan"), "x"]),
            "Boolean": ([True, False, 1], ["x", float("nan")]),
            "Moment": ([number, f"m{number}"], ["", "none"]),
        }
        good, bad = samples[kind.name]
        return chance.choice(bad) if is_wrong else chance.choice([good[0], *good])


@cache
def shapes() -> GraphQLSchema:
    """Return the schema without resolvers."""
    return build_schema(SDL)


@dataclass(slots=True)
class Thing:
    values: RandomValues
    where: str
    type_name: ClassVar[str]

    def __getattr__(self, name: str) -> Any:
        definition = shapes().type_map[self.type_name].fields.get(name)  # type: ignore[attr-defined]
        if definition is None:
            raise AttributeError(name)
        return self.values.value(self, name, definition.type, {})


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


CLASSES: dict[str, Callable[[RandomValues, str], Thing]] = {
    "Person": lambda values, where: (LatePerson if len(where) % 2 else Person)(values, where),
    "Dog": Dog,
    "Place": Place,
    "Box": Box,
}
