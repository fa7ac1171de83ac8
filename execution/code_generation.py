"""Generate Python functions that make the rows of a selection from its simple fields and the columns of its others.

A field is simple if it is an attribute or a function without arguments, and so are all fields below it. Such a function
takes less than half the time of making a column for each field. It also completes the values of another field, such as
a relation, if all fields below are simple. It knows only the expected types. On any surprise, above all an error, it
raises, and the caller falls back to column-wise completion, which records the types it meets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NoReturn

from graphql import GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLScalarType, GraphQLString

from execution.completion import Completer, Leaf, ListOf, ObjectOf
from execution.planned_fields import AttributeField, FunctionField, PlannedField, TypenameField

if TYPE_CHECKING:
    from execution.plan import Shape

Make = Callable[..., list[dict[str, Any]]]
"""Makes rows out of objects, the context, and a column for each field that is not simple."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
MAX_FIELDS = 300
MAX_DEPTH = 12
"""Objects beyond so many fields, or so far down, are made by functions of their own."""
TESTS = {
    GraphQLString: "type({0}) is str",
    GraphQLID: "type({0}) is str",
    GraphQLBoolean: "type({0}) is bool",
    GraphQLInt: "type({0}) is int and -2147483648 <= {1} <= 2147483647",
}
"""When values are results already."""
SIMPLE_RESULTS = frozenset({str, int, float, bool, list, dict, datetime})


def is_name(attribute: str) -> bool:
    return NAME.fullmatch(attribute) is not None and not any(map(iskeyword, attribute.split(".")))


class UnexpectedTypeError(Exception):
    pass


def unexpected() -> NoReturn:
    raise UnexpectedTypeError


class CodeGenerator:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.scope: dict[str, Any] = {"unexpected": unexpected}
        self.names = self.fields = 0

    def generate(self, fields: Sequence[PlannedField]) -> tuple[Make, list[PlannedField]]:
        """Return a function for these fields, and those of them that are not simple."""
        others = [field for field in fields if not self.is_simple(field)]
        columns = {field: f"c{number}" for number, field in enumerate(others)}
        row = ", ".join(f"{field.key!r}: {columns.get(field) or self.field(field, 'each')}" for field in fields)
        taken = "".join(f", {column}" for column in columns.values())
        source = f"each{taken} in zip(objects{taken})" if columns else "each in objects"
        make: Make = self.evaluated(f"lambda objects, context{taken}: [{{{row}}} for {source}]")
        return make, others

    def generate_column(self, completer: Completer) -> Callable[..., list[Any]] | None:
        """Return a function of values and the context, if all fields below them are simple."""
        if not self.is_simple_below(completer, 0):
            return None
        make: Make = self.evaluated(f"lambda objects, context: [{self.value(completer, 'each')} for each in objects]")
        return make

    def evaluated(self, code: str) -> Any:
        return eval(code, self.scope)  # noqa: S307 - safe: the only client text in the code is GraphQL names

    def is_simple(self, field: PlannedField, depth: int = 0) -> bool:
        self.fields += 1
        if isinstance(field, AttributeField) and not is_name(field.kind.name):
            return False
        if isinstance(field, AttributeField | FunctionField):
            return not field.definition.args and self.is_simple_below(field.completer, depth)
        return isinstance(field, TypenameField)

    def is_simple_below(self, completer: Completer, depth: int) -> bool:
        if isinstance(completer, ListOf):
            return self.is_simple_below(completer.item, depth)
        if isinstance(completer, ObjectOf):
            if completer.only is None or self.fields > MAX_FIELDS or depth > MAX_DEPTH:
                return False
            fields = completer.selection(self.shape, completer.only).fields
            return all(self.is_simple(field, depth + 1) for field in fields)
        return True

    def field(self, field: PlannedField, holder: str) -> str:
        if isinstance(field, AttributeField):
            source, convert = f"{holder}.{field.kind.name}", field.kind.convert
            source = source if convert is None else f"{self.name(convert)}({source})"
            return f"({self.value(field.completer, source)})"
        if isinstance(field, FunctionField):
            return f"({self.value(field.completer, f'{self.name(field.kind.call)}({holder}, context)')})"
        return repr(field.parent_type.name)

    def value(self, completer: Completer, source: str) -> str:
        name = self.name()
        first = f"({name} := {source})"
        if completer.is_required:
            return self.present(completer, name, first)
        return f"None if {first} is None else {self.present(completer, name, name)}"

    def present(self, completer: Completer, name: str, first: str) -> str:
        """Write the result of a value.

        Args:
            name: What has the value once `first` is evaluated.
        """
        if isinstance(completer, ListOf):
            item = self.name()
            return (
                f"[{self.value(completer.item, item)} for {item} in {name}] if type({first}) is list else unexpected()"
            )
        if isinstance(completer, ObjectOf):
            assert completer.only is not None
            fields = completer.selection(self.shape, completer.only).fields
            row = ", ".join(f"{field.key!r}: {self.field(field, name)}" for field in fields)
            return f"{{{row}}} if type({first}) in {self.name(completer.by_class)} else unexpected()"
        assert isinstance(completer, Leaf)
        convert = self.name(completer.convert_one)
        if completer.is_enum:
            return f"{self.name(completer.names)}.get(id({first})) or {convert}({name})"
        if completer.leaf in TESTS:
            return f"{name} if {TESTS[completer.leaf].format(first, name)} else {convert}({name})"
        if isinstance(completer.leaf, GraphQLScalarType):
            result, known = self.name(), self.name(completer.known)
            serialize, simple = self.name(completer.leaf.coerce_output_value), self.name(SIMPLE_RESULTS)
            direct = f"({result} if type({result} := {serialize}({name})) in {simple} else unexpected())"
            return f"{direct} if type({first}) in {known} else {convert}({name})"
        return f"{convert}({first})"

    def name(self, value: Any = None) -> str:
        """Return a new name, for a value or to be assigned."""
        self.names += 1
        name = f"n{self.names}"
        if value is not None:
            self.scope[name] = value
        return name
