"""Walking the schema: every way from a field down to all that lies below it, as selections to ask for.

A way goes through no type twice, so there is an end to them; what a type shows cannot depend on having been
there before. Objects name their owners, so that most types lead to most others: a way that reaches a type by more
than `_DETOUR` steps beyond the shortest way shows its plain fields, and goes no further. `edges` hold the same
objects as `nodes`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputType,
    GraphQLNamedOutputType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
)

from graph.root import make_schema

SCHEMA: GraphQLSchema = make_schema()._schema
_SAME_AS_NODES = frozenset({"edges", "pageInfo"})
_DETOUR = 1


class UnknownFieldError(AssertionError):
    """Something new in the schema that nobody has told the walk how to ask for."""


@dataclass
class Asking:
    """What goes into required arguments, and the ways taken.

    Args:
        values: By argument name.
        ways: (type, field) of every object asked for.
    """

    values: Mapping[str, Any]
    ways: set[tuple[str, str]] = field(default_factory=set)
    used: dict[str, GraphQLInputType] = field(default_factory=dict)

    def arguments(self, name: str, definition: GraphQLField) -> str:
        """The required arguments of a field, as variables."""
        given = []
        for argument, one in definition.args.items():
            if is_required_argument(one):
                if argument not in self.values:
                    raise UnknownFieldError(f"{name}({argument}:) is new: say in the walk what to give it")
                self.used[argument] = one.type
                given.append(f"{argument}: ${argument}")
        return f"({', '.join(given)})" if given else ""

    def below(
        self, kind: GraphQLNamedOutputType, seen: frozenset[str] = frozenset(), far: dict[str, int] | None = None
    ) -> str:
        """A selection of all there is below an object; `far` has the steps to each type by the shortest way."""
        assert isinstance(kind, GraphQLObjectType), kind
        far = far or steps_from(kind, len(seen))
        is_far = len(seen) > far[kind.name] + _DETOUR
        seen |= {kind.name}
        parts = ["__typename"]
        for name, definition in kind.fields.items():
            target = get_named_type(definition.type)
            if name in _SAME_AS_NODES or target.name in seen or (is_far and isinstance(target, GraphQLObjectType)):
                continue
            shown = name + self.arguments(f"{kind.name}.{name}", definition)
            if isinstance(target, GraphQLObjectType):
                self.ways.add((kind.name, name))
                parts.append(f"{shown} {self.below(target, seen, far)}")
            else:
                parts.append(shown)
        return "{ " + " ".join(parts) + " }"

    def document(self, kind: str, name: str, selection: str | None = None) -> str:
        """A whole operation: one root field, and all below it."""
        root = {"query": SCHEMA.query_type, "mutation": SCHEMA.mutation_type, "subscription": SCHEMA.subscription_type}
        parent = root[kind]
        assert parent is not None
        definition = parent.fields[name]
        target = get_named_type(definition.type)
        if selection is None and isinstance(target, GraphQLObjectType):
            self.ways.add((parent.name, name))
            selection = self.below(target, frozenset({parent.name}))
        shown = name + self.arguments(f"{parent.name}.{name}", definition)
        variables = ", ".join(f"${argument}: {kind}" for argument, kind in self.used.items())
        return f"{kind}{f'({variables})' if variables else ''} {{ {shown} {selection or ''} }}"


def steps_from(kind: GraphQLObjectType, steps: int) -> dict[str, int]:
    """The steps to every type that can be reached from one, which is `steps` away itself."""
    far, edge = {kind.name: steps}, [kind]
    while edge:
        steps += 1
        targets = {
            target.name: target
            for one in edge
            for name, definition in one.fields.items()
            if isinstance(target := get_named_type(definition.type), GraphQLObjectType)
            and name not in _SAME_AS_NODES
            and target.name not in far
        }
        far |= dict.fromkeys(targets, steps)
        edge = list(targets.values())
    return far


def strings(answer: Any) -> Iterator[str]:
    """Every string in an answer."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, dict):
        for value in answer.values():
            yield from strings(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from strings(value)


def met(answer: Any, parent: str) -> Iterator[tuple[str, str]]:
    """(type, field) of every object in an answer."""
    if isinstance(answer, list):
        for one in answer:
            yield from met(one, parent)
    elif isinstance(answer, dict):
        kind = answer.get("__typename", parent)
        for name, value in answer.items():
            if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
                yield kind, name
                yield from met(value, "?")
