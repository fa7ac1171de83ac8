"""The document step: parse, validate and measure, once for each text."""

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
    GraphQLError,
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

from app.edge.cost import Costs, Reckoner, amount
from app.edge.errors import RejectedError, describe_request_error
from app.edge.inputs import Given, check_document, check_variables, raw
from app.edge.operation import Kind
from app.edge.options import EdgeOptions
from app.edge.shape import shape_of
from rules.refusals import RefusalError, bad_request

MAX_ERRORS = 10
ABORTED = "Parsing aborted."
"""How graphql-core ends what it says of a document past one of its limits, as against one that is wrong."""

RULES: tuple[type[ASTValidationRule], ...] = (
    *(rule for rule in specified_rules if not rule.__name__.startswith(("DeferStream", "StreamDirective"))),
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)
"""Those of the specification, less those about directives that the schema does not have, and Strawberry's own."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An operation of a valid document.

    Args:
        kind: What sort of operation.
        name: Its name, if it has one.
        costs: What it costs, by its variables.
        defaults: The defaults of its variables, as they would stand among them.
        fields: The names of its root fields.
        selects: The names of all its fields, at whatever depth.
        given_to: What each variable of the document is given to, by the name of the argument or input field.
    """

    kind: Kind
    name: str | None
    costs: Costs
    defaults: Mapping[str, Any]
    fields: frozenset[str]
    selects: frozenset[str]
    given_to: Mapping[str, frozenset[str]]

    @property
    def introspects(self) -> bool:
        """Whether it asks for the schema."""
        return self.costs.introspection != 0


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document, ready to be executed."""

    text: str
    ast: DocumentNode
    operations: tuple[Planned, ...]

    def choose(self, name: str | None) -> Planned:
        """The operation to run.

        Args:
            name: The request's operationName; may be left out where the document holds one operation.

        Errors:
            RefusalError BAD_REQUEST where that says too little, or names none of them.
        """
        if name is None and len(self.operations) > 1:
            raise bad_request("The document holds several operations: say which by operationName.")
        for operation in self.operations:
            if name in (None, operation.name):
                return operation
        raise bad_request("The document holds no operation of that name.")


class Documents:
    """Documents by their text, those used last kept ready. Only valid ones are kept.

    Args:
        schema: What they are validated against.
        options: The limits, and how many to keep.
    """

    def __init__(self, schema: GraphQLSchema, options: EdgeOptions) -> None:
        self.schema = schema
        self.options = options
        self.kept: OrderedDict[str, Document] = OrderedDict()
        self.characters = 0
        overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = options.limits.comparisons
        tools = Reckoner(schema, parse(get_introspection_query(input_value_deprecation=True)), options)
        (node, *_) = operations_in(parse(get_introspection_query(input_value_deprecation=True)))
        self.introspection_cost = 2 * amount(tools.operation(node).introspection, Given())

    def get(self, text: str, *, suggestions: bool = True) -> Document:
        """A document, from among those kept or made ready now.

        Args:
            text: Its text.
            suggestions: Whether errors may say what the schema has instead.

        Errors:
            RejectedError, with TOO_COMPLEX or BAD_REQUEST.
        """
        document = self.kept.get(text)
        if document is not None:
            self.kept.move_to_end(text)
            return document
        document = self.prepare(text, suggestions)
        self.keep(document)
        return document

    def keep(self, document: Document) -> None:
        """Keeps a document, and forgets those that were not used for longest."""
        self.kept[document.text] = document
        self.characters += len(document.text)
        while len(self.kept) > self.options.cached_documents or self.characters > self.options.cached_characters:
            _, forgotten = self.kept.popitem(last=False)
            self.characters -= len(forgotten.text)

    def prepare(self, text: str, suggestions: bool) -> Document:
        """Parses, measures and validates, in the order of what each costs us."""
        ast = self.parse(text)
        limits = self.options.limits
        check_document(text, ast, limits.string, limits.longer_strings)
        self.measure(ast)
        errors = validate(self.schema, ast, RULES, MAX_ERRORS, hide_suggestions=not suggestions)
        if errors and isinstance(errors[0], ValidationAbortedError):
            raise too_complex("Its fields overlap in too many ways.")
        if errors:
            raise RejectedError([describe_request_error(error) for error in errors], in_document=True)
        reckoner = Reckoner(self.schema, ast, self.options)
        return Document(text, ast, tuple(plan(node, ast, reckoner) for node in operations_in(ast)))

    def parse(self, text: str) -> DocumentNode:
        """Parses a text, unless it is longer than documents may be."""
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
            raise RejectedError([describe_request_error(error)], in_document=True) from None

    def measure(self, ast: DocumentNode) -> None:
        """Refuses a document that goes too deep or has too many aliases."""
        limits = self.options.limits
        shape = shape_of(ast)
        if shape.depth > limits.depth:
            raise too_complex(f"It may be {limits.depth} levels deep.")
        if shape.introspection_depth > limits.introspection_depth:
            raise too_complex(f"It may be {limits.introspection_depth} levels deep below __schema and __type.")
        if shape.aliases > limits.aliases:
            raise too_complex(f"It may hold {limits.aliases} aliases.")

    def check_texts(self, operation: Planned, variables: Mapping[str, Any]) -> None:
        """Refuses variables in which a text is too long for what it is given to.

        Errors:
            RejectedError, with BAD_REQUEST.
        """
        limits = self.options.limits
        check_variables(variables, operation.given_to, limits.string, limits.longer_strings)

    def afford(self, operation: Planned, variables: Mapping[str, Any]) -> int:
        """Tells what an operation costs with these variables, and refuses one that costs too much.

        Errors:
            RejectedError, with TOO_COMPLEX.
        """
        given = Given(operation.defaults, variables)
        cost = amount(operation.costs.fields, given)
        if cost > self.options.limits.cost:
            raise too_complex(f"It may cost {self.options.limits.cost}: fields, times the page sizes above them.")
        if amount(operation.costs.introspection, given) > self.introspection_cost:
            raise too_complex("It asks for more of the schema than twice what tools ask.")
        return cost


def operations_in(ast: DocumentNode) -> list[OperationDefinitionNode]:
    """The operations of a document, in order."""
    return [node for node in ast.definitions if isinstance(node, OperationDefinitionNode)]


def plan(node: OperationDefinitionNode, ast: DocumentNode, reckoner: Reckoner) -> Planned:
    """An operation, with its cost reckoned as far as it can be before the variables are known."""
    kinds: dict[OperationType, Kind] = {
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
    costs = reckoner.operation(node)
    given_to = {variable: frozenset(names) for variable, names in reckoner.given_to.items()}
    return Planned(kinds[node.operation], name, costs, defaults, fields, selects, given_to)


def names_of_fields(
    selected: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], *, below: bool = False
) -> frozenset[str]:
    """The names of the fields of a valid selection, those in fragments too; each fragment is looked into once.

    Args:
        selected: The selection.
        fragments: Those of the document.
        below: Whether the fields of the fields are meant, too.
    """
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


def too_complex(why: str) -> RejectedError:
    """The answer to what asks for too much."""
    refusal = RefusalError("TOO_COMPLEX", f"This asks for too much at once. {why}")
    return RejectedError([{"message": refusal.message, "extensions": {"code": refusal.code}}])


def located(errors: list[GraphQLError]) -> RejectedError:
    """The answer to variables that do not fit the operation."""
    return RejectedError([describe_request_error(error) for error in errors], in_document=True)
