"""Parse, validate and measure documents, once per text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_introspection_query,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import ASTValidationRule
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from edge.cost import CostCalculator, Costs, amount
from edge.errors import RejectedError, format_request_error, rejected
from edge.event_variables import event_variables
from edge.inputs import Given, check_document, check_variables, raw
from edge.operation import OperationKind
from edge.options import EdgeOptions
from edge.plans import plan_of
from edge.shape import shape_of
from execution import Plan
from rules.refusals import RefusalError, bad_request

MAX_ERRORS = 10
LARGEST = 2**53 - 1
"""The largest whole number that every JSON parser reads exactly."""

ABORTED = "Parsing aborted."
"""The end of graphql-core's message for a document that exceeds a limit (and is not simply wrong)."""

RULES: tuple[type[ASTValidationRule], ...] = (
    *(rule for rule in specified_rules if not rule.__name__.startswith(("DeferStream", "StreamDirective"))),
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)
"""The rules of the specification without those for directives that the schema lacks, plus Strawberry's own."""


@dataclass(frozen=True, slots=True)
class CheckedOperation:
    """An operation of a valid document.

    Args:
        given_to: The arguments and input fields that take a variable.
        event_variables: Those on which the answers to a subscription's events depend.
        plan: None for what graphql-core runs.
    """

    kind: OperationKind
    name: str | None
    costs: Costs
    defaults: Mapping[str, Any]
    fields: frozenset[str]
    selects: frozenset[str]
    given_to: Mapping[str, frozenset[str]]
    event_variables: tuple[str, ...]
    plan: Plan | None

    @property
    def introspects(self) -> bool:
        return self.costs.introspection != 0


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    ast: DocumentNode
    operations: tuple[CheckedOperation, ...]

    def choose(self, name: str | None) -> CheckedOperation:
        """Return the operation to run; raise RefusalError if `name` is unknown, or None and there are several."""
        if name is None and len(self.operations) > 1:
            raise bad_request("The document holds several operations: say which by operationName.")
        for operation in self.operations:
            if name in (None, operation.name):
                return operation
        raise bad_request("The document holds no operation of that name.")


class Documents:
    """Cache of valid documents by text, least recently used evicted first."""

    def __init__(self, schema: GraphQLSchema, options: EdgeOptions) -> None:
        self.schema = schema
        self.options = options
        self.kept: OrderedDict[str, Document] = OrderedDict()
        self.characters = 0
        overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = options.limits.comparisons
        tools = CostCalculator(schema, parse(get_introspection_query(input_value_deprecation=True)), options)
        (node, *_) = operations_in(parse(get_introspection_query(input_value_deprecation=True)))
        self.introspection_cost = 2 * amount(tools.operation(node).introspection, Given())

    def get(self, text: str, *, suggestions: bool = True) -> Document:
        """Return the document, from the cache or prepared now; raise RejectedError if it is invalid or too complex."""
        document = self.kept.get(text)
        if document is not None:
            self.kept.move_to_end(text)
            return document
        document = self.prepare(text, suggestions)
        self.keep(document)
        return document

    def keep(self, document: Document) -> None:
        self.kept[document.text] = document
        self.characters += len(document.text)
        while len(self.kept) > self.options.cached_documents or self.characters > self.options.cached_characters:
            _, forgotten = self.kept.popitem(last=False)
            self.characters -= len(forgotten.text)

    def prepare(self, text: str, suggestions: bool) -> Document:
        """Run the checks in order of cost, cheapest first."""
        ast = self.parse(text)
        limits = self.options.limits
        check_document(text, ast, limits.string, limits.longer_strings)
        self.measure(ast)
        errors = validate(self.schema, ast, RULES, MAX_ERRORS, hide_suggestions=not suggestions)
        if errors and isinstance(errors[0], ValidationAbortedError):
            raise too_complex("Its fields overlap in too many ways.")
        if errors:
            raise RejectedError([format_request_error(error) for error in errors], in_document=True)
        calculator = CostCalculator(self.schema, ast, self.options)
        operations = [prepare_operation(node, ast, calculator, self.schema) for node in operations_in(ast)]
        return Document(text, ast, tuple(operations))

    def parse(self, text: str) -> DocumentNode:
        limits = self.options.limits
        try:
            return parse(
                text,
                max_lexical_tokens=limits.tokens,
                max_comments=limits.tokens,
                max_source_length=limits.source_length,
            )
        except GraphQLSyntaxError as error:
            if error.message.endswith(ABORTED):
                raise too_complex(f"It may hold {limits.tokens} tokens and comments.") from None
            raise RejectedError([format_request_error(error)], in_document=True) from None

    def measure(self, ast: DocumentNode) -> None:
        limits = self.options.limits
        shape = shape_of(ast)
        if shape.depth > limits.depth:
            raise too_complex(f"It may be {limits.depth} levels deep.")
        if shape.introspection_depth > limits.introspection_depth:
            raise too_complex(f"It may be {limits.introspection_depth} levels deep below __schema and __type.")
        if shape.aliases > limits.aliases:
            raise too_complex(f"It may hold {limits.aliases} aliases.")

    def check_texts(self, operation: CheckedOperation, variables: Mapping[str, Any]) -> None:
        """Reject variables that contain a string longer than its argument or input field allows."""
        limits = self.options.limits
        check_variables(variables, operation.given_to, limits.string, limits.longer_strings)

    def afford(self, operation: CheckedOperation, variables: Mapping[str, Any]) -> int:
        """Return the cost of an operation, or raise RejectedError if it is above the limit."""
        given = Given(operation.defaults, variables)
        cost = amount(operation.costs.fields, given)
        if cost > self.options.limits.cost:
            most = self.options.limits.cost
            raise too_complex(f"It may cost {most}: fields, times the page sizes above them.", cost, most)
        of_schema = amount(operation.costs.introspection, given)
        if of_schema > self.introspection_cost:
            raise too_complex(
                "It asks for more of the schema than twice what tools ask.", of_schema, self.introspection_cost
            )
        return cost


def operations_in(ast: DocumentNode) -> list[OperationDefinitionNode]:
    return [node for node in ast.definitions if isinstance(node, OperationDefinitionNode)]


def prepare_operation(
    node: OperationDefinitionNode, ast: DocumentNode, calculator: CostCalculator, schema: GraphQLSchema
) -> CheckedOperation:
    """Compute the cost as far as it does not depend on variables."""
    kinds: dict[OperationType, OperationKind] = {
        OperationType.QUERY: "query",
        OperationType.MUTATION: "mutation",
        OperationType.SUBSCRIPTION: "subscription",
    }
    defaults: dict[str, Any] = {}
    for variable in node.variable_definitions or ():
        if variable.default_value is not None:
            defaults[variable.variable.name.value] = raw(variable.default_value)
    name = node.name.value if node.name else None
    fragments = {one.name.value: one for one in ast.definitions if isinstance(one, FragmentDefinitionNode)}
    fields = names_of_fields(node.selection_set, fragments)
    selects = names_of_fields(node.selection_set, fragments, below=True)
    costs = calculator.operation(node)
    given_to = {variable: frozenset(names) for variable, names in calculator.given_to.items()}
    kind = kinds[node.operation]
    in_events = event_variables(node, fragments) if kind == "subscription" else ()
    plan = plan_of(schema, ast, name)
    return CheckedOperation(kind, name, costs, defaults, fields, selects, given_to, in_events, plan)


def names_of_fields(
    selected: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], *, below: bool = False
) -> frozenset[str]:
    names: set[str] = set()
    entered: set[str] = set()
    left = [selected]
    while left:
        for selection in left.pop().selections:
            if isinstance(selection, FieldNode):
                names.add(selection.name.value)
                if below and selection.selection_set is not None:
                    left.append(selection.selection_set)
            elif isinstance(selection, InlineFragmentNode):
                left.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in entered:
                entered.add(selection.name.value)
                left.append(fragments[selection.name.value].selection_set)
    return frozenset(names)


def too_complex(why: str, cost: int | None = None, limit: int | None = None) -> RejectedError:
    details = {} if cost is None or limit is None else {"cost": min(cost, LARGEST), "limit": limit}
    return rejected(RefusalError("TOO_COMPLEX", f"This asks for too much at once. {why}", details=details))
