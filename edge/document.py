"""Parse, validate and measure documents, once per text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    get_introspection_query,
    parse,
    specified_rules,
    validate,
    value_from_ast_untyped,
)
from graphql.validation import ASTValidationRule
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError
from strawberry.schema.schema import _OperationContextAwareGraphQLResolveInfo
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from edge.errors import RejectedError, format_request_error, too_complex
from edge.inputs import Given, weigh
from edge.measure import Extent, Measure, amount
from edge.operation import OperationKind
from edge.options import EdgeOptions
from execution import NotPlannableError, Plan, selected_names
from rules.refusals import bad_request

MAX_ERRORS = 10

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
        fields: The names of its root fields.
        selects: The names of all fields of its document.
        given_to: The arguments and input fields that take a variable.
        event_variables: Those on which the answers to a subscription's events depend.
    """

    kind: OperationKind
    name: str | None
    extent: Extent
    defaults: Given
    fields: frozenset[str]
    selects: frozenset[str]
    given_to: Mapping[str, Collection[str]]
    event_variables: tuple[str, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    operations: tuple[CheckedOperation, ...]

    def choose(self, name: str | None) -> CheckedOperation:
        """Return the operation to run; raise RefusalError if `name` is unknown, or None and there are several."""
        if name is None and len(self.operations) > 1:
            raise bad_request("The document contains several operations: set operationName.")
        for operation in self.operations:
            if name in (None, operation.name):
                return operation
        raise bad_request("The document contains no operation with that name.")


class Documents:
    """Cache of valid documents by text, least recently used evicted first."""

    def __init__(self, schema: GraphQLSchema, options: EdgeOptions) -> None:
        self.schema = schema
        self.options = options
        self.kept: OrderedDict[str, Document] = OrderedDict()
        self.characters = 0
        overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = options.limits.comparisons
        tools = Measure(schema, parse(get_introspection_query(input_value_deprecation=True)), options)
        self.schema_cost = 2 * amount(tools.operations[0].schema_cost, Given())

    def get(self, text: str, *, suggestions: bool = True) -> Document:
        """Return the document, from the cache or prepared now; raise RejectedError if it is invalid or too complex."""
        document = self.kept.get(text)
        if document is not None:
            self.kept.move_to_end(text)
            return document
        self.kept[text] = document = self.prepare(text, suggestions)
        self.characters += len(text)
        while len(self.kept) > self.options.cached_documents or self.characters > self.options.cached_characters:
            _, forgotten = self.kept.popitem(last=False)
            self.characters -= len(forgotten.text)
        return document

    def prepare(self, text: str, suggestions: bool) -> Document:
        """Run the checks in order of cost, cheapest first."""
        ast = self.parse(text)
        measure = self.measure(ast)
        errors = validate(self.schema, ast, RULES, MAX_ERRORS, hide_suggestions=not suggestions)
        if errors and isinstance(errors[0], ValidationAbortedError):
            raise too_complex("Its fields overlap in too many ways.")
        if errors:
            raise RejectedError([format_request_error(error) for error in errors], in_document=True)
        nodes = [node for node in ast.definitions if isinstance(node, OperationDefinitionNode)]
        extents = zip(nodes, measure.operations, strict=True)
        return Document(text, tuple(self.operation(node, ast, measure, extent) for node, extent in extents))

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
                raise too_complex(f"It may contain at most {limits.tokens} tokens and comments.") from None
            raise RejectedError([format_request_error(error)], in_document=True) from None

    def measure(self, ast: DocumentNode) -> Measure:
        limits = self.options.limits
        measure = Measure(self.schema, ast, self.options)
        if measure.depth > limits.depth:
            raise too_complex(f"It may be at most {limits.depth} levels deep.")
        if measure.schema_depth > limits.introspection_depth:
            raise too_complex(f"It may be at most {limits.introspection_depth} levels deep below __schema and __type.")
        if measure.aliases > limits.aliases:
            raise too_complex(f"It may contain at most {limits.aliases} aliases.")
        return measure

    def operation(
        self, node: OperationDefinitionNode, ast: DocumentNode, measure: Measure, extent: Extent
    ) -> CheckedOperation:
        defaults: dict[str, Any] = {}
        for variable in node.variable_definitions or ():
            if variable.default_value is not None:
                defaults[variable.variable.name.value] = value_from_ast_untyped(variable.default_value)
        fragments = {one.name.value: one for one in ast.definitions if isinstance(one, FragmentDefinitionNode)}
        name = node.name.value if node.name else None
        try:
            plan = Plan(self.schema, ast, name, make_info)
        except NotPlannableError as error:
            raise bad_request(str(error)) from None
        return CheckedOperation(
            node.operation.value,
            name,
            extent,
            weigh(defaults, measure.given_to, self.options.limits),
            selected_names((node,), fragments).direct,
            frozenset(measure.selects),
            measure.given_to,
            tuple(sorted(measure.below_roots)),
            plan,
        )

    def afford(self, operation: CheckedOperation, variables: Mapping[str, Any]) -> int:
        """Check variables, and return the cost of an operation; raise RejectedError if it is above the limit."""
        limits = self.options.limits
        given = weigh(variables, operation.given_to, limits).beside(operation.defaults)
        cost = amount(operation.extent.cost, given)
        if cost > limits.cost:
            raise too_complex(f"It may cost at most {limits.cost}: fields times page sizes.", cost, limits.cost)
        of_schema = amount(operation.extent.schema_cost, given)
        if of_schema > self.schema_cost:
            raise too_complex("Its introspection costs more than twice that of tools.", of_schema, self.schema_cost)
        return cost


def make_info(*given: Any) -> Any:
    """Make the info of Strawberry's resolvers, which has plain variables."""
    return _OperationContextAwareGraphQLResolveInfo(*given[:9], given[9].coerced, *given[10:], {})  # type: ignore[call-arg]
