"""Documents for the schema of `random_values`: valid ones, with all that a selection may hold.

Hypothesis draws how large a case is and how often it fails; what it says is drawn evenly, by a seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
    parse,
    specified_rules,
    validate,
)
from graphql.language import DocumentNode
from graphql.validation import NoUnusedFragmentsRule, NoUnusedVariablesRule, PossibleFragmentSpreadsRule
from hypothesis import assume
from hypothesis import strategies as st

from tests.execution.schemas import reference_schema, takes_arguments

VARIABLES = (
    "$yes: Boolean!, $no: Boolean = false, $n: Int, $m: Int = 3, $colour: Colour, $filter: Filter, $text: String"
)
RULES = [
    rule
    for rule in specified_rules
    if rule not in (NoUnusedFragmentsRule, NoUnusedVariablesRule, PossibleFragmentSpreadsRule)
]
DIRECTIVES = ["@skip(if: $yes)", "@include(if: $yes)", "@skip(if: $no)", "@include(if: $no)", "@skip(if: true)"]
ARGUMENTS = {
    1: ["n: 4", "n: $n", "n: $m, colour: $colour", "colour: BLUE", "n: null", "colour: $colour"],
    2: ["filter: $filter", "filter: {first: $n, colour: RED}", "text: $text", "filter: {tags: [$text]}", "text: \"t\""],
    4: ["n: 4", "n: $n", "n: $m", "moment: $text", "moment: \"now\""],
}  # fmt: skip
"""By the number of the field's shape modulo seven."""


@dataclass(frozen=True)
class Case:
    text: str
    variables: dict[str, Any] = field(hash=False)
    kind: str
    seed: int
    failing: int

    @property
    def document(self) -> DocumentNode:
        return parse(self.text)


T = TypeVar("T")


def argument_texts(number: int) -> list[str]:
    # "$text" may be null in a list of non-null strings: an error when the arguments are coerced.
    return [text for text in ARGUMENTS[number % 7] if text != "moment: $text"]


@dataclass
class Writer:
    chance: Random
    width: int
    fragments: list[str] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)

    def wanted(self, one_in: int) -> bool:
        return self.chance.randrange(one_in) == 0

    def pick(self, several: Sequence[T]) -> T:
        return self.chance.choice(several)

    def selections(self, kind: Any, depth: int) -> str:
        count = self.chance.randint(1, self.width)
        return "{ " + " ".join(self.selection(kind, depth) for _ in range(count)) + " }"

    def directive(self) -> str:
        return " " + self.pick(DIRECTIVES) if self.wanted(8) else ""

    def selection(self, kind: Any, depth: int) -> str:
        what = self.chance.randrange(10)
        if what == 0 and depth > 0:
            on = self.pick([None, *conditions(kind)])
            inner = kind if on is None else reference_schema().type_map[on]
            return f"...{f' on {on}' if on else ''}{self.directive()} {self.selections(inner, depth - 1)}"
        if what == 1 and depth > 0:
            return f"...{self.fragment(kind, depth - 1)}{self.directive()}"
        if what == 2 or isinstance(kind, GraphQLUnionType):
            return self.pick(["__typename", "kind: __typename"]) + self.directive()
        return self.field(kind, depth)

    def field(self, kind: Any, depth: int) -> str:
        fields = [name for name, each in kind.fields.items() if depth > 0 or not below(each)]
        composite = [name for name in fields if below(kind.fields[name])]
        name = self.pick(composite if composite and self.wanted(2) else fields)
        definition = kind.fields[name]
        inner = self.selections(get_named_type(definition.type), depth - 1) if below(definition) else ""
        if takes_arguments(name) and self.wanted(2):
            texts = argument_texts(int(name[1:]))
            number = self.chance.randrange(len(texts))
            return f"{name}_{number}: {name}({texts[number]}){self.directive()} {inner}"
        alias = f"x{name}: " if self.wanted(4) else ""
        return f"{alias}{name}{self.directive()} {inner}"

    def fragment(self, kind: Any, depth: int) -> str:
        """Return the name of a fragment, perhaps of one that is there already."""
        on = self.pick([kind.name, *conditions(kind)])
        known = [name for name in self.fragments if self.bodies[name].startswith(f"on {on} ")]
        if known and self.wanted(2):
            return self.pick(known)
        name = f"F{len(self.bodies)}"
        self.bodies[name] = ""
        self.bodies[name] = f"on {on} {self.selections(reference_schema().type_map[on], depth)}"
        self.fragments.append(name)
        return name


def below(definition: Any) -> bool:
    return is_composite_type(get_named_type(definition.type))


def conditions(kind: Any) -> list[str]:
    """Return types that a fragment inside of this type may name."""
    if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
        return ["Person", "Place", "Dog", "Being"]
    assert isinstance(kind, GraphQLObjectType)
    return ["Being", "Person"] if kind.interfaces else [kind.name]


def variables(chance: Random) -> dict[str, Any]:
    optional: dict[str, list[Any]] = {
        "no": [True, False],
        "n": [None, 1, 7],
        "m": [2, None],
        "colour": ["RED", None],
        "filter": [{}, {"first": 3}, {"tags": ["a", "b"], "colour": "GREEN"}, None],
        "text": ["t", None],
    }
    given = {name: chance.choice(values) for name, values in optional.items() if chance.randrange(2)}
    return {"yes": chance.choice([True, False])} | given


@st.composite
def cases(draw: st.DrawFn) -> Case:
    kind = draw(st.sampled_from(["query", "query", "mutation", "subscription"]))
    depth, width = draw(st.integers(2, 4)), draw(st.integers(4, 8))
    seed, failing = draw(st.integers(0, 2**32)), draw(st.sampled_from([20, 50, 100, 5, 0]))
    chance = Random(f"{seed} {kind} {depth} {width}")
    writer = Writer(chance, width)
    root = reference_schema().type_map[kind.title()]
    body = "{ " + writer.field(root, depth) + " }" if kind == "subscription" else writer.selections(root, depth)
    fragments = "\n".join(f"fragment {name} {writer.bodies[name]}" for name in writer.fragments)
    text = f"{kind} Q({VARIABLES}) {body}\n{fragments}"
    assume(not validate(reference_schema(), parse(text), RULES))
    return Case(text, variables(chance), kind, seed, failing)
