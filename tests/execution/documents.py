"""Documents for the schema of `world`: valid ones, with all that a selection may hold."""

from dataclasses import dataclass, field
from typing import Any

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

from tests.execution.world import reference_schema, takes_arguments

VARIABLES = "$yes: Boolean!, $no: Boolean = false, $n: Int, $m: Int = 3, $colour: Colour, $filter: Filter, $text: String"
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
"""By the number of the field's shape modulo five."""


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


def wanted(draw: st.DrawFn, one_in: int) -> bool:
    return draw(st.integers(1, one_in)) == one_in


def argument_texts(number: int) -> list[str]:
    # "$text" may be null in a list of non-null strings: an error when the arguments are coerced.
    return [text for text in ARGUMENTS[number % 5] if text != "moment: $text"]


@dataclass
class Writer:
    draw: st.DrawFn
    fragments: list[str] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)

    def selections(self, kind: Any, depth: int) -> str:
        count = self.draw(st.integers(1, 5))
        return "{ " + " ".join(self.selection(kind, depth) for _ in range(count)) + " }"

    def directive(self) -> str:
        return " " + self.draw(st.sampled_from(DIRECTIVES)) if wanted(self.draw, 8) else ""

    def selection(self, kind: Any, depth: int) -> str:
        what = self.draw(st.integers(0, 9))
        if what == 0 and depth > 0:
            on = self.draw(st.sampled_from([None, *conditions(kind)]))
            inner = kind if on is None else reference_schema().type_map[on]
            return f"...{f' on {on}' if on else ''}{self.directive()} {self.selections(inner, depth - 1)}"
        if what == 1 and depth > 0:
            return f"...{self.fragment(kind, depth - 1)}{self.directive()}"
        if what == 2 or isinstance(kind, GraphQLUnionType):
            return self.draw(st.sampled_from(["__typename", "kind: __typename"])) + self.directive()
        return self.field(kind, depth)

    def field(self, kind: Any, depth: int) -> str:
        fields = [name for name, each in kind.fields.items() if depth > 0 or not below(each)]
        composite = [name for name in fields if below(kind.fields[name])]
        name = self.draw(st.sampled_from(composite if composite and wanted(self.draw, 2) else fields))
        definition = kind.fields[name]
        inner = self.selections(get_named_type(definition.type), depth - 1) if below(definition) else ""
        if takes_arguments(name) and wanted(self.draw, 2):
            texts = argument_texts(int(name[1:]))
            number = self.draw(st.integers(0, len(texts) - 1))
            return f"{name}_{number}: {name}({texts[number]}){self.directive()} {inner}"
        alias = f"x{name}: " if wanted(self.draw, 4) else ""
        return f"{alias}{name}{self.directive()} {inner}"

    def fragment(self, kind: Any, depth: int) -> str:
        """Return the name of a fragment, perhaps of one that is there already."""
        on = self.draw(st.sampled_from([kind.name, *conditions(kind)]))
        known = [name for name in self.fragments if self.bodies[name].startswith(f"on {on} ")]
        if known and wanted(self.draw, 2):
            return self.draw(st.sampled_from(known))
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


def variables(draw: st.DrawFn) -> dict[str, Any]:
    optional = {
        "no": st.booleans(),
        "n": st.sampled_from([None, 1, 7]),
        "m": st.sampled_from([2, None]),
        "colour": st.sampled_from(["RED", None]),
        "filter": st.sampled_from([{}, {"first": 3}, {"tags": ["a", "b"], "colour": "GREEN"}, None]),
        "text": st.sampled_from(["t", None]),
    }
    given = {name: draw(values) for name, values in optional.items() if wanted(draw, 2)}
    return {"yes": draw(st.booleans())} | given


@st.composite
def cases(draw: st.DrawFn) -> Case:
    kind = draw(st.sampled_from(["query", "query", "mutation", "subscription"]))
    writer = Writer(draw)
    depth = draw(st.integers(1, 4))
    root = reference_schema().type_map[kind.title()]
    body = "{ " + writer.field(root, depth) + " }" if kind == "subscription" else writer.selections(root, depth)
    fragments = "\n".join(f"fragment {name} {writer.bodies[name]}" for name in writer.fragments)
    text = f"{kind} Q({VARIABLES}) {body}\n{fragments}"
    assume(not validate(reference_schema(), parse(text), RULES))
    return Case(
        text, variables(draw), kind, draw(st.integers(0, 2**32)), draw(st.sampled_from([0, 5, 15, 30, 60, 120]))
    )
