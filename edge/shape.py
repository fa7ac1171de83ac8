"""Measure a document before validation: without the schema, and in linear time however fragments nest."""

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
    """The depth of a selection, and its depth below `__schema` and `__type`."""

    fields: int
    introspection: int


class Shape(NamedTuple):
    depth: int
    introspection_depth: int
    aliases: int


def shape_of(document: DocumentNode) -> Shape:
    """Measure all operations of a parsed document, which may be invalid; fragments may even be recursive."""
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
    """Return the depth of a fragment; unknown and recursive ones count 0, since validation rejects them."""
    if name in known or name not in fragments:
        return known.get(name, Levels(0, 0))
    known[name] = Levels(0, 0)
    known[name] = levels_of(fragments[name].selection_set, fragments, known)
    return known[name]


def deeper(one: Levels, other: Levels) -> Levels:
    return Levels(max(one.fields, other.fields), max(one.introspection, other.introspection))


def fields_in(selections: SelectionSetNode) -> Iterator[FieldNode]:
    """Yield the fields of a selection at any level, without following fragment spreads."""
    stack = [selections]
    while stack:
        for node in stack.pop().selections:
            if isinstance(node, FieldNode):
                yield node
            if isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                stack.append(node.selection_set)
