"""The shape of a document, taken before it is validated: no schema, and linear in the text however fragments nest."""

from collections.abc import Iterator
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

INTROSPECTION = frozenset({"__schema", "__type"})


class Levels(NamedTuple):
    """How deep a selection goes, and how deep it goes below `__schema` and `__type`."""

    fields: int
    introspection: int


class Shape(NamedTuple):
    """What the limits on a document are compared with."""

    depth: int
    introspection_depth: int
    aliases: int


def shape_of(document: DocumentNode) -> Shape:
    """Measures all of a document, whichever operation is to run.

    Args:
        document: A parsed document; it need not be valid, its fragments may even spread themselves.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    known: dict[str, Levels] = {}
    levels = Levels(0, 0)
    aliases = 0
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            levels = deeper(levels, levels_of(definition.selection_set, fragments, known))
            aliases += sum(field.alias is not None for field in fields_in(definition.selection_set))
    return Shape(levels.fields, levels.introspection, aliases)


def levels_of(
    selections: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode], known: dict[str, Levels]
) -> Levels:
    """How deep a selection set goes; each fragment is looked into once."""
    levels = Levels(0, 0)
    for node in selections.selections:
        if isinstance(node, FieldNode):
            below = levels_of(node.selection_set, fragments, known) if node.selection_set else Levels(0, 0)
            if node.name.value in INTROSPECTION:
                found = Levels(1, below.fields)
            else:
                found = Levels(1 + below.fields, below.introspection)
        elif isinstance(node, InlineFragmentNode):
            found = levels_of(node.selection_set, fragments, known)
        else:
            assert isinstance(node, FragmentSpreadNode)
            found = levels_of_fragment(node.name.value, fragments, known)
        levels = deeper(levels, found)
    return levels


def levels_of_fragment(name: str, fragments: dict[str, FragmentDefinitionNode], known: dict[str, Levels]) -> Levels:
    """How deep a fragment goes; one that is unknown, or spreads itself, adds nothing: validation refuses it."""
    if name in known or name not in fragments:
        return known.get(name, Levels(0, 0))
    known[name] = Levels(0, 0)
    known[name] = levels_of(fragments[name].selection_set, fragments, known)
    return known[name]


def deeper(one: Levels, other: Levels) -> Levels:
    """The greater of each."""
    return Levels(max(one.fields, other.fields), max(one.introspection, other.introspection))


def fields_in(selections: SelectionSetNode) -> Iterator[FieldNode]:
    """Every field written in a selection set, at any level, without following fragment spreads."""
    stack = [selections]
    while stack:
        for node in stack.pop().selections:
            if isinstance(node, FieldNode):
                yield node
            if isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                stack.append(node.selection_set)
