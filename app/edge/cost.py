"""What an operation may cost: each field 1 and what it is given, times the page sizes and list bounds above it.

An operation is reckoned once into a sum in which only page sizes taken from variables are left open; with a
request's variables it is then a few additions. A fragment's sum is made once and shared by all who spread it, so
that neither step grows with the number of ways through the fragments.
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

from app.edge.inputs import Given, raw, used_by
from app.edge.options import EdgeOptions
from app.edge.shape import INTROSPECTION

Size = int | Callable[[Given], int]
"""How many there are below a field: known, or known once the variables are."""


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A cost that hangs on variables: what is fixed, and parts that come so many times."""

    fixed: int
    parts: tuple[tuple[Size, Cost], ...]


Cost = int | Sum


@dataclass(frozen=True, slots=True)
class Costs:
    """What an operation costs, and what its introspection costs, which counts apart."""

    fields: Cost
    introspection: Cost


def amount(cost: Cost, variables: Given, known: dict[int, int] | None = None) -> int:
    """The cost with these variables.

    Args:
        cost: A sum, or the number it comes to already.
        variables: Raw variables, with the operation's defaults beneath them.
        known: Sums met before, by identity, so that a shared one is added up once.
    """
    if isinstance(cost, int):
        return cost
    known = {} if known is None else known
    if id(cost) not in known:
        parts = ((size if isinstance(size, int) else size(variables), part) for size, part in cost.parts)
        known[id(cost)] = cost.fixed + sum(size * amount(part, variables, known) for size, part in parts)
    return known[id(cost)]


def added(parts: list[tuple[Size, Cost]], fixed: int = 0) -> Cost:
    """The sum of parts that come so many times, with all that is known already added up."""
    known = [size * cost for size, cost in parts if isinstance(size, int) and isinstance(cost, int)]
    open_ = tuple(part for part in parts if not (isinstance(part[0], int) and isinstance(part[1], int)))
    fixed += sum(known)
    return Sum(fixed, open_) if open_ else fixed


class Reckoner:
    """Reckons the operations of one valid document.

    Args:
        schema: The schema that the document was validated against.
        document: The document.
        options: Bounds of lists and the size of a page.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, options: EdgeOptions) -> None:
        self.schema = schema
        self.options = options
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.fragment_costs: dict[str, Costs] = {}
        self.given_to: dict[str, set[str]] = {}

    def operation(self, node: OperationDefinitionNode) -> Costs:
        """The cost of one operation."""
        return self.selections(node.selection_set, self.schema.get_root_type(node.operation))

    def selections(self, node: SelectionSetNode, parent: GraphQLNamedType | None) -> Costs:
        """The cost of what is selected on a type."""
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
        """The cost of a fragment, reckoned once."""
        if name not in self.fragment_costs:
            node = self.fragments[name]
            on = self.schema.get_type(node.type_condition.name.value)
            self.fragment_costs[name] = self.selections(node.selection_set, on)
        return self.fragment_costs[name]

    def field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Costs:
        """The cost of a field and of all below it."""
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
        """The cost of a field by itself: what it does, and what it is given to read."""
        fixed = 1 + (self.options.work.get((parent.name, node.name.value), 0) if parent else 0)
        weight, variables = used_by(node.arguments)
        for variable, name in variables:
            self.given_to.setdefault(variable, set()).add(name)
        return added([(weight_in_variables(variable), 1) for variable, _ in variables], fixed + weight)

    def size(self, node: FieldNode, definition: GraphQLField, parent: GraphQLNamedType | None) -> Size:
        """How often what is below a field comes."""
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
        """The page size that is asked for, or else what the schema sets, or else what is usual."""
        asked = [number_of(given[name]) for name in pages if name in given]
        defaults = [definition.args[name].default_value for name in pages]
        usual = next((value for value in defaults if isinstance(value, int)), self.options.page_size)

        def size(variables: Given) -> int:
            numbers = [value(variables) if callable(value) else value for value in asked]
            return max((number for number in numbers if number is not None), default=usual)

        return size if any(callable(value) for value in asked) else size(Given())

    @staticmethod
    def is_page(parent: GraphQLNamedType | None) -> bool:
        """Whether lists of this type are those of a page, whose size has been counted above."""
        return parent is not None and parent.name.endswith("Connection")


def weight_in_variables(name: str) -> Callable[[Given], int]:
    """The way to find how much work a variable makes where it is used."""
    return lambda variables: variables.weight(name)


def number_of(node: ValueNode) -> int | Callable[[Given], int | None] | None:
    """A number written in the document, or the way to find it in the variables; None where there is none."""
    if isinstance(node, VariableNode):
        name = node.name.value
        return lambda variables: whole_number(variables.get(name))
    return whole_number(raw(node))


def whole_number(value: object) -> int | None:
    """A value as a page size; None for what will not do as one, which coercion or the resolver refuses later."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return max(0, int(value))


def length_of(node: ValueNode) -> Size:
    """The length of a list in the document or in the variables; a lone value stands for a list of one."""
    if isinstance(node, VariableNode):
        name = node.name.value

        def length(variables: Given) -> int:
            value = variables.get(name)
            return len(value) if isinstance(value, list) else 1

        return length
    return len(node.values) if isinstance(node, ListValueNode) else 1
