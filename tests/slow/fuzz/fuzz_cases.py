"""Documents generated from the schema, with half of their values replaced by IDs and texts that exist."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLInputType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    VariableDefinitionNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    parse_type,
    print_ast,
    value_from_ast_untyped,
)
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis_graphql import mutations, queries

from tests.permissions.document_builder import SCHEMA
from tests.slow.fuzz.fuzz_values import MOMENTS, Seeds, Values

# Subscriptions are generated like queries, by a schema that has them as its query type.
STREAMS = GraphQLSchema(query=SCHEMA.subscription_type)
ROOTS = {
    OperationType.QUERY: SCHEMA.query_type,
    OperationType.MUTATION: SCHEMA.mutation_type,
    OperationType.SUBSCRIPTION: SCHEMA.subscription_type,
}
_EACH = {OperationType.QUERY: 3, OperationType.MUTATION: 1, OperationType.SUBSCRIPTION: 1}
_SCALARS = {"DateTime": st.sampled_from(MOMENTS).map(lambda moment: StringValueNode(value=moment))}


@dataclass
class Case:
    """A request.

    Args:
        kind: The type of the operation.
        fields: The names of its root fields.
        luck: A random number for what is decided when it is sent.
    """

    kind: OperationType
    fields: tuple[str, ...]
    document: str
    variables: dict[str, Any]
    luck: float


def whole(document: DocumentNode) -> DocumentNode:
    """Return the document as it is; we print it after it was changed."""
    return document


def strategy(kind: OperationType, fields: tuple[str, ...]) -> st.SearchStrategy[DocumentNode]:
    """Generate documents with these root fields."""
    more: dict[str, Any] = {"fields": fields, "custom_scalars": _SCALARS, "print_ast": whole, "allow_x00": False}
    if kind is OperationType.MUTATION:
        return mutations(SCHEMA, **more)
    return queries(STREAMS if kind is OperationType.SUBSCRIPTION else SCHEMA, **more)


def planned() -> list[tuple[OperationType, str]]:
    """Return all root fields in random order, those of queries several times."""
    found = [(kind, name) for kind, root in ROOTS.items() if root for name in root.fields for _ in range(_EACH[kind])]
    Random(8).shuffle(found)
    return found


PLAN = planned()
MOST_FIELDS, MOST_LEVELS = 60, 6
FROM_ONE_ROOT = 3
"""The number of cases in a row about one root field."""


@st.composite
def drawn(draw: st.DrawFn, seeds: Seeds, place: int, kind: OperationType, fields: tuple[str, ...]) -> Case:
    document = draw(strategy(kind, fields))
    random = Random(draw(st.integers(0, 2**64)) + place)
    return DocumentRewriter(Values(seeds, random)).case(kind, fields, document)


@dataclass
class DocumentRewriter:
    """Replaces values of a generated document by ones that reach more code, and selects more fields.

    Args:
        values: Makes the values.
        room: How many fields may still be added.
    """

    values: Values
    room: int = MOST_FIELDS
    definitions: list[VariableDefinitionNode] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)

    def case(self, kind: OperationType, fields: tuple[str, ...], document: DocumentNode) -> Case:
        [operation] = document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        root = ROOTS[kind]
        assert root is not None
        selected = self.selected(operation.selection_set, root, 1)
        taken = {one.name.value for one in selected.selections if isinstance(one, FieldNode)}
        added = [self.added(name, root.fields[name], 1) for name in fields if name not in taken]
        selected = SelectionSetNode(selections=(*selected.selections, *added))
        rewritten = OperationDefinitionNode(
            operation=kind, variable_definitions=tuple(self.definitions), selection_set=selected
        )
        text = print_ast(DocumentNode(definitions=(rewritten,)))
        return Case(kind, fields, text, self.variables, self.values.random.random())

    def selected(self, node: SelectionSetNode, parent: GraphQLNamedType, level: int) -> SelectionSetNode:
        """Return the selection set with everything in it changed."""
        return SelectionSetNode(selections=tuple(self.selection(one, parent, level) for one in node.selections))

    def selection(self, node: SelectionNode, parent: GraphQLNamedType, level: int) -> SelectionNode:
        """Return the field or inline fragment with everything in it changed."""
        if isinstance(node, InlineFragmentNode):
            assert node.type_condition is not None
            on = SCHEMA.type_map[node.type_condition.name.value]
            below = self.selected(node.selection_set, on, level)
            return InlineFragmentNode(type_condition=node.type_condition, selection_set=below)
        assert isinstance(node, FieldNode)
        definition = SCHEMA.get_field(parent, node.name.value)  # type: ignore[arg-type]
        assert definition is not None
        kind = get_named_type(definition.type)
        chosen = node.selection_set
        if chosen is not None:
            chosen = self.selected(chosen, kind, level + 1)
            taken = {one.name.value for one in chosen.selections if isinstance(one, FieldNode)}
            chosen = SelectionSetNode(selections=(*chosen.selections, *self.more(kind, taken, level + 1)))
        return FieldNode(
            alias=node.alias, name=node.name, arguments=self.arguments(node, definition), selection_set=chosen
        )

    def more(self, kind: GraphQLNamedType, taken: set[str], level: int) -> Iterator[FieldNode]:
        """Yield fields to add: generated documents select few, and only selected fields are tested."""
        fields = kind.fields if isinstance(kind, GraphQLObjectType) else {}
        for name, definition in fields.items():
            is_leaf = is_leaf_type(get_named_type(definition.type))
            if name in taken or self.room <= 0 or self.values.random.random() > (0.7 if is_leaf else 0.5):
                continue
            if not is_leaf and level >= MOST_LEVELS:
                continue
            yield self.added(name, definition, level)

    def added(self, name: str, definition: GraphQLField, level: int) -> FieldNode:
        """Return a new field with some fields below it."""
        self.room -= 1
        node, below = FieldNode(name=NameNode(value=name)), None
        if not is_leaf_type(target := get_named_type(definition.type)):
            found = tuple(self.more(target, set(), level + 1)) or (FieldNode(name=NameNode(value="__typename")),)
            below = SelectionSetNode(selections=found)
        return FieldNode(name=NameNode(value=name), arguments=self.arguments(node, definition), selection_set=below)

    def arguments(self, node: FieldNode, definition: GraphQLField) -> tuple[ArgumentNode, ...]:
        """Return the arguments of a field: all required ones and half of the optional ones."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        made = []
        self.values.field = node.name.value
        for name, argument in definition.args.items():
            if not is_required_argument(argument) and self.values.random.random() < 0.5:
                continue
            value: Any = self.values.mixed(given.get(name), argument.type, name)
            if self.values.random.random() < 0.5:
                value = self.variable(value, argument.type, name)
            made.append(ArgumentNode(name=NameNode(value=name), value=value))
        return tuple(made)

    def variable(self, value: Any, kind: GraphQLInputType, name: str) -> VariableNode:
        """Move a value into a new variable."""
        named = VariableNode(name=NameNode(value=f"{name}{len(self.definitions)}"))
        self.variables[named.name.value] = value_from_ast_untyped(value)
        self.definitions.append(VariableDefinitionNode(variable=named, type=parse_type(str(kind))))
        return named


def cases(seeds: Seeds, count: int, first: int) -> list[Case]:
    """Return `count` cases of the plan, beginning at `first`; the same ones each time."""
    found: list[Case] = []
    for place in range(first, first + count, FROM_ONE_ROOT):
        found += of_one_root(seeds, place)
    return found[:count]


def of_one_root(seeds: Seeds, place: int) -> list[Case]:
    """Return a few cases of one root field, half of the time together with another one."""
    kind, name = PLAN[place // FROM_ONE_ROOT % len(PLAN)]
    random, root = Random(place), ROOTS[kind]
    assert root is not None
    others = [other for other in root.fields if other != name]
    alone = kind is OperationType.SUBSCRIPTION or random.random() < 0.5
    fields = (name,) if alone else (name, random.choice(others))
    found: list[Case] = []

    @seed(place)
    @settings(
        max_examples=1 + FROM_ONE_ROOT,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn(seeds, place, kind, fields))
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return found[1:] or found  # hypothesis begins with the smallest possible case
