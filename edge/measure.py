"""Measure the depth of a document and the cost of its operations, in one walk.

A field costs 1 plus extra work, multiplied by the page sizes and list bounds above it. An operation's cost is reduced to
a sum in which only page sizes and weights of variables are open, so that a request costs a few additions. Each fragment
is walked once, so the time does not grow with the number of paths through it. The document may be invalid: validation
takes longer, and only documents within the limits get there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    value_from_ast_untyped,
)

from edge.inputs import Given, weigh_literals
from edge.options import EdgeOptions

T = TypeVar("T")

INTROSPECTION = frozenset({"__schema", "__type"})

Size = int | Callable[[Given], int]
"""A multiplier: known, or a function of the variables."""


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A cost that depends on variables: a fixed part, and parts with multipliers."""

    fixed: int
    parts: tuple[tuple[Size, Cost], ...]


Cost = int | Sum


class Extent(NamedTuple):
    """The cost of a selection. Fields below `__schema` and `__type` count separately."""

    depth: int = 0
    cost: Cost = 0
    schema_depth: int = 0
    schema_cost: Cost = 0


def amount(cost: Cost, given: Given, known: dict[int, int] | None = None) -> int:
    """Evaluate a cost; `known` holds results by identity, so that shared sums are added up once."""
    if isinstance(cost, int):
        return cost
    known = {} if known is None else known
    if id(cost) not in known:
        parts = ((size if isinstance(size, int) else size(given), part) for size, part in cost.parts)
        known[id(cost)] = cost.fixed + sum(size * amount(part, given, known) for size, part in parts)
    return known[id(cost)]


def added(parts: Sequence[tuple[Size, Cost]], fixed: int = 0) -> Cost:
    """Add up parts with multipliers; constants are folded."""
    open_: list[tuple[Size, Cost]] = []
    for size, cost in parts:
        if isinstance(size, int) and isinstance(cost, int):
            fixed += size * cost
        else:
            open_.append((size, cost))
    return Sum(fixed, tuple(open_)) if open_ else fixed


class Measure:
    """Walks a document.

    Attributes:
        operations: The extent of each operation, in their order.
        depth, schema_depth: The greatest depth, unused fragments included.
        selects: The names of all fields.
        given_to: The arguments and input fields that take a variable.
        below_roots: The variables that are used elsewhere than in the arguments of root fields.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, options: EdgeOptions) -> None:
        self.schema = schema
        self.options = options
        self.aliases = 0
        self.selects: set[str] = set()
        self.given_to: dict[str, set[str]] = {}
        self.below_roots: set[str] = set()
        nodes = document.definitions
        self.unwalked = {node.name.value: node for node in nodes if isinstance(node, FragmentDefinitionNode)}
        self.fragments: dict[str, Extent] = {}
        self.operations = [
            self.selections(node.selection_set, schema.get_root_type(node.operation), is_root=True)
            for node in nodes
            if isinstance(node, OperationDefinitionNode)
        ]
        for name in list(self.unwalked):
            self.fragment(name)
        extents = (*self.operations, *self.fragments.values())
        self.depth = max((extent.depth for extent in extents), default=0)
        self.schema_depth = max((extent.schema_depth for extent in extents), default=0)

    def selections(self, node: SelectionSetNode, parent: GraphQLNamedType | None, *, is_root: bool = False) -> Extent:
        depth = schema_depth = 0
        costs: list[tuple[Size, Cost]] = []
        schema_costs: list[tuple[Size, Cost]] = []
        for selection in node.selections:
            self.note_conditions(selection.directives)
            if isinstance(selection, FieldNode):
                found = self.field(selection, parent, is_root)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                on = self.schema.get_type(condition.name.value) if condition else parent
                found = self.selections(selection.selection_set, on)
            else:
                assert isinstance(selection, FragmentSpreadNode)
                found = self.fragment(selection.name.value)
            depth, schema_depth = max(depth, found.depth), max(schema_depth, found.schema_depth)
            costs.append((1, found.cost))
            schema_costs.append((1, found.schema_cost))
        return Extent(depth, added(costs), schema_depth, added(schema_costs))

    def fragment(self, name: str) -> Extent:
        """Return the extent of a fragment; unknown and recursive ones count 0, since validation rejects them."""
        node = self.unwalked.pop(name, None)
        if node is not None:
            on = self.schema.get_type(node.type_condition.name.value)
            self.fragments[name] = self.selections(node.selection_set, on)
        return self.fragments.get(name, Extent())

    def field(self, node: FieldNode, parent: GraphQLNamedType | None, is_root: bool) -> Extent:
        name = node.name.value
        self.selects.add(name)
        self.aliases += node.alias is not None
        if name == "__typename":
            return Extent(1)
        definition = self.schema.get_field(parent, name) if parent and is_composite_type(parent) else None
        own = self.own(node, parent, is_root)
        if node.selection_set is None:
            return Extent(1, own)
        below = self.selections(node.selection_set, get_named_type(definition.type) if definition else None)
        if name in INTROSPECTION:
            return Extent(1, 0, below.depth, added([(1, below.cost)], 1))
        size = self.size(node, definition, parent) if definition else 1
        cost, schema_cost = added([(size, below.cost), (1, own)]), added([(size, below.schema_cost)])
        return Extent(1 + below.depth, cost, below.schema_depth, schema_cost)

    def own(self, node: FieldNode, parent: GraphQLNamedType | None, is_root: bool) -> Cost:
        """Return the cost of the field without its selection: its work and its arguments."""
        fixed = 1 + (self.options.field_costs.get((parent.name, node.name.value), 0) if parent else 0)
        weight, variables = weigh_literals(node.arguments, self.options.limits)
        for variable, name in variables:
            self.given_to.setdefault(variable, set()).add(name)
            if not is_root:
                self.below_roots.add(variable)
        return added([(weight_of(variable), 1) for variable, _ in variables], fixed + weight)

    def note_conditions(self, directives: Sequence[DirectiveNode] | None) -> None:
        for directive in directives or ():
            _, variables = weigh_literals(directive.arguments, self.options.limits)
            self.below_roots.update(variable for variable, _ in variables)

    def size(self, node: FieldNode, definition: GraphQLField, parent: GraphQLNamedType | None) -> Size:
        """Return the multiplier for what is below a field."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        pages = [name for name in ("first", "last") if name in definition.args]
        if pages:
            return self.page(given, definition, pages)
        if not is_list_type(get_nullable_type(definition.type)):
            return 1
        if "ids" in definition.args:
            return of_value(given["ids"], list_length) if "ids" in given else 0
        if parent and parent.name == "__Schema" and node.name.value == "types":
            return len(self.schema.type_map)
        if parent and (parent.name, node.name.value) in self.options.bounds:
            return self.options.bounds[parent.name, node.name.value]
        is_page = parent is not None and parent.name.endswith("Connection")  # its size counts one level up
        return 1 if is_page else self.options.list_bound

    def page(self, given: Mapping[str, ValueNode], definition: GraphQLField, pages: Sequence[str]) -> Size:
        asked = [of_value(given[name], page_size) for name in pages if name in given]
        defaults = [definition.args[name].default_value for name in pages]
        usual = next((value for value in defaults if isinstance(value, int)), self.options.page_size)

        def size(variables: Given) -> int:
            numbers = [value(variables) if callable(value) else value for value in asked]
            return max((number for number in numbers if number is not None), default=usual)

        return size if any(callable(value) for value in asked) else size(Given())


def weight_of(name: str) -> Callable[[Given], int]:
    return lambda given: given.weights.get(name, 0)


def of_value(node: ValueNode, measure: Callable[[object], T]) -> T | Callable[[Given], T]:
    """Measure a literal now, and a variable when a request gives it."""
    if isinstance(node, VariableNode):
        name = node.name.value
        return lambda given: measure(given.values.get(name))
    try:
        return measure(value_from_ast_untyped(node))
    except ValueError:  # more digits than Python reads
        return measure(None)


def page_size(value: object) -> int | None:
    """Return a page size; None if it is no whole number, which coercion or the resolver rejects later."""
    return max(0, int(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def list_length(value: object) -> int:
    """Return the length of a list; a single value counts as a list of one."""
    return len(value) if isinstance(value, list) else 1
