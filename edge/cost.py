"""The cost of an operation: 1 per field plus extra work, multiplied by the page sizes and list bounds above it.

Each operation is reduced once to a sum in which only page sizes from variables are open; a request then costs only a
few additions. Fragments are computed once and shared, so the time does not grow with the number of paths through them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from edge.inputs import Given, raw, used_by
from edge.options import EdgeOptions
from edge.shape import INTROSPECTION

Size = int | Callable[[Given], int]
"""A multiplier: known, or a function of the variables."""


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A cost that depends on variables: a fixed part, and parts with multipliers."""

    fixed: int
    parts: tuple[tuple[Size, Cost], ...]


Cost = int | Sum


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost of an operation, and separately that of its introspection."""

    fields: Cost
    introspection: Cost


def amount(cost: Cost, variables: Given, known: dict[int, int] | None = None) -> int:
    """Evaluate a cost; `known` holds results by identity, so that shared sums are added up once."""
    if isinstance(cost, int):
        return cost
    known = {} if known is None else known
    if id(cost) not in known:
        parts = ((size if isinstance(size, int) else size(variables), part) for size, part in cost.parts)
        known[id(cost)] = cost.fixed + sum(size * amount(part, variables, known) for size, part in parts)
    return known[id(cost)]


def added(parts: list[tuple[Size, Cost]], fixed: int = 0) -> Cost:
    """Add up parts with multipliers; constants are folded."""
    known = [size * cost for size, cost in parts if isinstance(size, int) and isinstance(cost, int)]
    open_ = tuple(part for part in parts if not (isinstance(part[0], int) and isinstance(part[1], int)))
    fixed += sum(known)
    return Sum(fixed, open_) if open_ else fixed


class CostCalculator:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, options: EdgeOptions) -> None:
        self.schema = schema
        self.options = options
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.fragment_costs: dict[str, Costs] = {}
        self.given_to: dict[str, set[str]] = {}

    def operation(self, node: OperationDefinitionNode) -> Costs:
        return self.selections(node.selection_set, self.schema.get_root_type(node.operation))

    def selections(self, node: SelectionSetNode, parent: GraphQLNamedType | None) -> Costs:
        fields: list[tuple[Size, Cost]] = []
        introspection: list[tuple[Size, Cost]] = []
        for selection in node.selections:
            if isinstance(selection, FieldNode):
                costs = self.field(selection, parent)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                on = self.schema.get_type(condition.name.value) if condition else parent
                costs = self.selections(selection.selection_set, on)
            else:
                assert isinstance(selection, FragmentSpreadNode)
                costs = self.fragment(selection.name.value)
            fields.append((1, costs.fields))
            introspection.append((1, costs.introspection))
        return Costs(added(fields), added(introspection))

    def fragment(self, name: str) -> Costs:
        if name not in self.fragment_costs:
            node = self.fragments[name]
            on = self.schema.get_type(node.type_condition.name.value)
            self.fragment_costs[name] = self.selections(node.selection_set, on)
        return self.fragment_costs[name]

    def field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Costs:
        name = node.name.value
        if name == "__typename":
            return Costs(0, 0)
        definition = self.schema.get_field(parent, name) if parent and is_composite_type(parent) else None
        own = self.own(node, parent)
        if definition is None or node.selection_set is None:
            return Costs(own, 0)
        below = self.selections(node.selection_set, get_named_type(definition.type))
        size = self.size(node, definition, parent)
        if name in INTROSPECTION:
            return Costs(0, added([(1, below.fields)], 1))
        return Costs(added([(size, below.fields), (1, own)]), added([(size, below.introspection)]))

    def own(self, node: FieldNode, parent: GraphQLNamedType | None) -> Cost:
        """Return the cost of the field without its selection: its work and its arguments."""
        fixed = 1 + (self.options.work.get((parent.name, node.name.value), 0) if parent else 0)
        weight, variables = used_by(node.arguments)
        for variable, name in variables:
            self.given_to.setdefault(variable, set()).add(name)
        return added([(weight_in_variables(variable), 1) for variable, _ in variables], fixed + weight)

    def size(self, node: FieldNode, definition: GraphQLField, parent: GraphQLNamedType | None) -> Size:
        """Return the multiplier for what is below a field."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        pages = [name for name in ("first", "last") if name in definition.args]
        if pages:
            return self.page(given, definition, pages)
        if not is_list_type(get_nullable_type(definition.type)):
            return 1
        if "ids" in definition.args:
            return length_of(given["ids"]) if "ids" in given else 0
        if parent and parent.name == "__Schema" and node.name.value == "types":
            return len(self.schema.type_map)
        if parent and (parent.name, node.name.value) in self.options.bounds:
            return self.options.bounds[parent.name, node.name.value]
        return 1 if self.is_page(parent) else self.options.list_bound

    def page(self, given: Mapping[str, ValueNode], definition: GraphQLField, pages: Sequence[str]) -> Size:
        asked = [number_of(given[name]) for name in pages if name in given]
        defaults = [definition.args[name].default_value for name in pages]
        usual = next((value for value in defaults if isinstance(value, int)), self.options.page_size)

        def size(variables: Given) -> int:
            numbers = [value(variables) if callable(value) else value for value in asked]
            return max((number for number in numbers if number is not None), default=usual)

        return size if any(callable(value) for value in asked) else size(Given())

    @staticmethod
    def is_page(parent: GraphQLNamedType | None) -> bool:
        """Return whether the parent is a page, whose size is already counted one level up."""
        return parent is not None and parent.name.endswith("Connection")


def weight_in_variables(name: str) -> Callable[[Given], int]:
    return lambda variables: variables.weight(name)


def number_of(node: ValueNode) -> int | Callable[[Given], int | None] | None:
    if isinstance(node, VariableNode):
        name = node.name.value
        return lambda variables: whole_number(variables.get(name))
    return whole_number(raw(node))


def whole_number(value: object) -> int | None:
    """Return a value as a page size, or None if it is invalid; coercion or the resolver rejects it later."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return max(0, int(value))


def length_of(node: ValueNode) -> Size:
    """Return the length of a list, literal or variable; a single value counts as a list of one."""
    if isinstance(node, VariableNode):
        name = node.name.value

        def length(variables: Given) -> int:
            value = variables.get(name)
            return len(value) if isinstance(value, list) else 1

        return length
    return len(node.values) if isinstance(node, ListValueNode) else 1
