"""Builds documents that select everything below a field of the schema.

No path visits a type twice, so documents are finite. Types name their owners, so most types lead to most others: a
path that reaches a type more than `_DETOUR` steps after the shortest path selects only its leaves. `edges` are left
out, because they hold the same objects as `nodes`.
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
    """The schema has a new required argument for which the walk has no value."""


@dataclass
class DocumentBuilder:
    """Builds documents and records what they select.

    Args:
        values: Values of required arguments, by name.
        ways: (type, field) of each selected object.
        used: The types of the variables used.
    """

    values: Mapping[str, Any]
    ways: set[tuple[str, str]] = field(default_factory=set)
    used: dict[str, GraphQLInputType] = field(default_factory=dict)

    def arguments(self, name: str, definition: GraphQLField) -> str:
        """Return a field's required arguments, given as variables."""
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
        """Select everything below an object; `far` has the fewest steps to each type."""
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
        """Return an operation with one root field and everything below it."""
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
    """Return the fewest steps to each type that one type leads to; `steps` are those to the type itself."""
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


def strings_in(answer: Any) -> Iterator[str]:
    """Yield each string in a response."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, dict):
        for value in answer.values():
            yield from strings_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from strings_in(value)


def objects_in(answer: Any, parent: str) -> Iterator[tuple[str, str]]:
    """Yield (type, field) of each object in a response."""
    if isinstance(answer, list):
        for one in answer:
            yield from objects_in(one, parent)
    elif isinstance(answer, dict):
        kind = answer.get("__typename", parent)
        for name, value in answer.items():
            if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
                yield kind, name
                yield from objects_in(value, "?")
