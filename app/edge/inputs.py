"""What a request gives to its fields: how long each text may be, and how much work it makes by its size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    StringValueNode,
    TokenKind,
    ValueNode,
    VariableNode,
)

from app.edge.errors import RejectedError, unfit

BYTES_OF_WORK = 64
ENTRIES_OF_WORK = 4
"""As many bytes of text, and as many entries of a list, make as much work as one field."""

MOST_DIGITS = 20
"""As many digits as no number that a field takes has."""

STRINGS = (TokenKind.STRING, TokenKind.BLOCK_STRING)


class Given(dict[str, Any]):
    """The variables of a request with the operation's defaults beneath them, each weighed once however often it is used."""

    def __init__(self, *parts: Mapping[str, Any]) -> None:
        super().__init__()
        for part in parts:
            self.update(part)
        self.weights: dict[str, int] = {}

    def weight(self, name: str) -> int:
        """How much work a variable makes where it is used."""
        if name not in self.weights:
            self.weights[name] = weight_of(self.get(name))
        return self.weights[name]


def weight_of(value: object) -> int:
    """How much work a raw value makes, by the bytes of text and the entries of lists in it."""
    entries, size = 0, 0
    level = [value]
    while level:
        one = level.pop()
        if isinstance(one, str):
            size += length(one)
        elif isinstance(one, list):
            entries += len(one)
            level += one
        elif isinstance(one, dict):
            level += one.values()
    return work_of(entries, size)


def work_of(entries: int, size: int) -> int:
    """As how many fields so many entries and bytes count."""
    return entries // ENTRIES_OF_WORK + size // BYTES_OF_WORK


def length(text: str) -> int:
    """Bytes of a text in UTF-8, without copying one of ASCII."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def raw(node: ValueNode) -> Any:
    """A value that stands in the document, as it would stand in the variables; a number beyond counting is none."""
    if isinstance(node, IntValueNode):
        return int(node.value) if len(node.value) < MOST_DIGITS else None
    if isinstance(node, StringValueNode):
        return node.value
    if isinstance(node, ListValueNode):
        return [raw(one) for one in node.values]
    if isinstance(node, ObjectValueNode):
        return {one.name.value: raw(one.value) for one in node.fields}
    return None


def used_by(arguments: tuple[ArgumentNode, ...] | None) -> tuple[int, list[tuple[str, str]]]:
    """What is given to a field.

    Returns:
        The weight of what stands in the document; and each variable used, with the name that it is given to.
    """
    size, entries = 0, 0
    variables: list[tuple[str, str]] = []
    level: list[tuple[str, ValueNode]] = [(one.name.value, one.value) for one in arguments or ()]
    while level:
        name, node = level.pop()
        if isinstance(node, VariableNode):
            variables.append((node.name.value, name))
        elif isinstance(node, StringValueNode):
            size += length(node.value)
        elif isinstance(node, ListValueNode):
            entries += len(node.values)
            level += [(name, one) for one in node.values]
        elif isinstance(node, ObjectValueNode):
            level += [(one.name.value, one.value) for one in node.fields]
    return work_of(entries, size), variables


def check_document(text: str, ast: DocumentNode, most: int, longer: Mapping[str, int]) -> None:
    """Refuse a document in which a string is too long.

    Errors:
        RejectedError, with BAD_REQUEST, naming the argument or input field.
    """
    if length(text) <= most or ast.loc is None:
        return
    name = ""
    token = ast.loc.start_token.next
    while token is not None and token.next is not None:
        if token.kind is TokenKind.NAME and token.next.kind is TokenKind.COLON:
            name = token.value or ""
        elif token.kind in STRINGS and length(token.value or "") > longer.get(name, most):
            raise too_long(name, longer.get(name, most))
        token = token.next


def check_variables(
    variables: Mapping[str, Any], names: Mapping[str, frozenset[str]], most: int, longer: Mapping[str, int]
) -> None:
    """Refuse variables in which a string is too long.

    Args:
        variables: As they came.
        names: What the operation gives each of its variables to.
        most: Bytes of a string.
        longer: Bytes of those that may be longer, by the argument or input field that they are given to.

    Errors:
        RejectedError, with BAD_REQUEST, naming the variable and the input field.
    """
    for variable, value in variables.items():
        given_to = names.get(variable, frozenset())
        usual = max((longer.get(name, most) for name in given_to), default=most)
        for name, text in texts_in(value):
            allowed = longer.get(name, most) if name else usual
            if length(text) > allowed:
                known = f"${variable}" if variable in names else "a variable"
                raise too_long(f"{known} at {name}" if name else known, allowed)


def texts_in(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Each text in a raw value, with the name of the input field that holds it; empty for the value itself."""
    level = [(name, value)]
    while level:
        name, one = level.pop()
        if isinstance(one, str):
            yield name, one
        elif isinstance(one, list):
            level += [(name, entry) for entry in one]
        elif isinstance(one, dict):
            level += one.items()


def too_long(where: str, most: int) -> RejectedError:
    """The answer to a string that is too long."""
    where = where if len(where) <= 100 else "one place"
    return unfit(f"The string given to {where or 'an argument'} may be {most // 1024} KiB long.")
