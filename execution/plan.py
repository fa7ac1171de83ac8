"""Plan the operations of a document: a plan for each, with a shape for each set of values of @skip and @include."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    default_field_resolver,
    get_argument_values,
    located_error,
)
from graphql.execution.collect_fields import (
    CollectedFields,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues
from graphql.language import DirectiveNode, SelectionSetNode, VariableNode
from graphql.pyutils import Path, is_awaitable

from execution.code_generation import CodeGenerator
from execution.completion import Column, Completer
from execution.planned_fields import EventField, PlannedField, field_class
from execution.run import Run
from execution.selection import Selection
from execution.variables import Variables

MakeInfo = Callable[..., Any]
"""Makes the second argument of resolvers, given what `GraphQLResolveInfo` takes, by position."""

Outcome = ExecutionResult | Coroutine[Any, Any, ExecutionResult]

KEPT_SHAPES = 16
PLANNED_DIRECTIVES = frozenset({"skip", "include"})


class NotPlannableError(Exception):
    """The operation needs graphql-core: it uses experimental directives, or conditions that are null."""


class Plan:
    """The plan of one operation of a valid document. Keep it beside the document."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation_name: str | None = None,
        make_info: MakeInfo = GraphQLResolveInfo,
    ) -> None:
        self.schema = schema
        self.make_info = make_info
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.operation = operation_of(document, operation_name)
        self.conditions = conditions_in(self.operation, self.fragments)
        root_type = schema.get_root_type(self.operation.operation)
        if root_type is None:
            raise NotPlannableError("The schema has no such root.")
        self.root_type = root_type
        self.shapes: dict[tuple[bool, ...], Shape] = {}
        self.variables = Variables(schema, self.operation)

    def bind(
        self, variables: Mapping[str, Any] | None = None, *, max_errors: int | None = 50, hide_suggestions: bool = False
    ) -> BoundPlan | list[GraphQLError]:
        """Coerce the variables.

        Returns:
            The errors if the variables do not fit.

        Raises:
            NotPlannableError: for a condition that is null.
        """
        values = self.variables.coerce(variables or {}, max_errors, hide_suggestions=hide_suggestions)
        if isinstance(values, list):
            return values
        return BoundPlan(self.shape(values.coerced), values, hide_suggestions)

    def shape(self, variables: Mapping[str, Any]) -> Shape:
        values = [variables.get(name) for name in self.conditions]
        key = tuple(value for value in values if isinstance(value, bool))
        if len(key) < len(values):
            raise NotPlannableError("A condition of @skip or @include is null.")
        found = self.shapes.get(key)
        if found is None:
            if len(self.shapes) >= KEPT_SHAPES:
                del self.shapes[next(iter(self.shapes))]
            found = self.shapes[key] = Shape(self, dict(zip(self.conditions, key, strict=True)))
        return found


class Shape:
    """The selection of an operation under given conditions. A level is planned when it is first executed."""

    def __init__(self, plan: Plan, conditions: dict[str, bool]) -> None:
        self.schema = plan.schema
        self.operation = plan.operation
        self.fragments = plan.fragments
        self.make_info = plan.make_info
        self.root_type = plan.root_type
        self.details = {name: FragmentDetails(node) for name, node in plan.fragments.items()}
        self.conditions = VariableValues({}, conditions)
        self.constants: dict[PlannedField, Mapping[str, Any]] = {}
        found = collect_fields(self.schema, self.details, self.conditions, self.root_type, self.operation)
        self.root = self.selection(found, self.root_type, 0)

    def below(self, field: PlannedField, kind: GraphQLObjectType, above: int) -> Selection:
        found = collect_subfields(self.schema, self.details, self.conditions, self.operation, kind, field.details)
        return self.selection(found, kind, above)

    def selection(self, found: CollectedFields, kind: GraphQLObjectType, above: int) -> Selection:
        fields: list[PlannedField] = []
        for key, details in found.grouped_field_set.items():
            definition = self.schema.get_field(kind, details[0].node.name.value)
            if definition is not None:
                python = EventField if kind is self.schema.subscription_type else field_class(definition)
                fields.append(python(key, details, definition, kind, above))
        return Selection(fields)

    def generate_column(self, completer: Completer) -> Callable[..., Column] | None:
        """Return a function that completes columns of values, if all fields below them are simple."""
        return CodeGenerator(self).generate_column(completer)


class BoundPlan:
    """A plan with variables, for any number of executions."""

    def __init__(self, shape: Shape, variables: VariableValues, hide_suggestions: bool) -> None:
        self.shape = shape
        self.variables = variables
        self.hide_suggestions = hide_suggestions
        self.coerced: dict[PlannedField, Mapping[str, Any] | GraphQLError] = {}

    def execute(self, context: Any = None, root: Any = None, *, serial: bool = False) -> Outcome:
        """Execute a query or mutation; or a subscription for one event, which is the value of its root field.

        Args:
            serial: Await one call after another, as a single connection needs it.

        Returns:
            The result, or a coroutine of it if something is awaited.
        """
        run = Run(self, context, root, serial=serial)
        if self.shape.operation.operation is OperationType.MUTATION:
            return run.execute_serially(self.shape.root)
        return run.execute(self.shape.root)

    def execute_event(self, event: Any, context: Any = None, *, serial: bool = False) -> Outcome:
        """Execute the selection below the root field of a subscription."""
        return self.execute(context, event, serial=serial)

    async def subscribe(self, context: Any = None, root: Any = None) -> Any:
        """Return the source of events of a subscription's root field.

        Raises:
            GraphQLError: with the error of the field.
        """
        (field,) = self.shape.root.fields
        path = Path(None, field.key, field.parent_type.name)
        subscribe = field.definition.subscribe or default_field_resolver
        info = Run(self, context, root, serial=False).info(field, path)
        try:
            source = subscribe(root, info, **self.arguments(field))
            return await source if is_awaitable(source) else source
        except Exception as error:
            raise located_error(error, field.nodes, path.as_list()) from error

    def arguments(self, field: PlannedField) -> Mapping[str, Any]:
        """Coerce the arguments of a field, once.

        Raises:
            GraphQLError: if they do not fit.
        """
        kept = self.coerced if field.has_variables else self.shape.constants
        found = kept.get(field)
        if found is None:
            try:
                found = get_argument_values(
                    field.definition, field.nodes[0], self.variables, hide_suggestions=self.hide_suggestions
                )
            except GraphQLError as error:
                self.coerced[field] = error
                raise
            kept[field] = found
        if isinstance(found, GraphQLError):
            raise found
        return found


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    found = [
        node
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode) and (name is None or (node.name and node.name.value == name))
    ]
    if len(found) != 1:
        raise NotPlannableError("The document has no such operation.")
    return found[0]


def conditions_in(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[str, ...]:
    """Return the variables in conditions of the operation and the fragments that it uses.

    Raises:
        NotPlannableError: for documents that are left to graphql-core.
    """
    if operation.directives:
        raise NotPlannableError("Directives of operations are not planned.")
    names: dict[str, None] = {}
    entered: set[str] = set()
    left: list[SelectionSetNode | None] = [operation.selection_set]
    while left:
        selected = left.pop()
        for node in selected.selections if selected is not None else ():
            names.update(dict.fromkeys(variables_in(node.directives or ())))
            if isinstance(node, FragmentSpreadNode):
                if node.name.value not in entered:
                    entered.add(node.name.value)
                    left.append(fragments[node.name.value].selection_set)
                continue
            assert isinstance(node, FieldNode | InlineFragmentNode)
            left.append(node.selection_set)
    if any(fragments[name].variable_definitions for name in entered):
        raise NotPlannableError("Fragments with variables are not planned.")
    return tuple(names)


def variables_in(directives: Sequence[DirectiveNode]) -> list[str]:
    names: list[str] = []
    for directive in directives:
        if directive.name.value not in PLANNED_DIRECTIVES:
            raise NotPlannableError(f"The directive @{directive.name.value} is not planned.")
        names += [each.value.name.value for each in directive.arguments or () if isinstance(each.value, VariableNode)]
    return names
