"""Limits on the values of a request: the length of each string, and the work that large values cause."""

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

from edge.errors import RejectedError, unfit

BYTES_OF_WORK = 64
ENTRIES_OF_WORK = 4
"""This many bytes of text, or entries of a list, cause as much work as one field."""

MOST_DIGITS = 20
"""More digits than any number has that a field accepts."""

STRINGS = (TokenKind.STRING, TokenKind.BLOCK_STRING)


class Given(dict[str, Any]):
    """Raw variables with the operation's defaults; each is weighed once, however often it is used."""

    def __init__(self, *parts: Mapping[str, Any]) -> None:
        super().__init__()
        for part in parts:
            self.update(part)
        self.weights: dict[str, int] = {}

    def weight(self, name: str) -> int:
        if name not in self.weights:
            self.weights[name] = weight_of(self.get(name))
        return self.weights[name]


def weight_of(value: object) -> int:
    """Return the work that a raw value causes, from its bytes of text and its list entries."""
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
    return entries // ENTRIES_OF_WORK + size // BYTES_OF_WORK


def length(text: str) -> int:
    """Return the length in UTF-8 bytes without copying ASCII text."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def raw(node: ValueNode) -> Any:
    """Convert a literal to the value that a variable would have; numbers with too many digits become None."""
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
    """Return the weight of a field's literals, and each variable used with the name of its argument or input field."""
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
    """Raise RejectedError (BAD_REQUEST, with the argument or input field) if a string in the document is too long."""
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
    """Reject strings that are too long; `names` holds the arguments and input fields that take each variable."""
    for variable, value in variables.items():
        given_to = names.get(variable, frozenset())
        usual = max((longer.get(name, most) for name in given_to), default=most)
        for name, text in texts_in(value):
            allowed = longer.get(name, most) if name else usual
            if length(text) > allowed:
                known = f"${variable}" if variable in names else "a variable"
                raise too_long(f"{known} at {name}" if name else known, allowed)


def texts_in(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each string in a raw value with the input field that holds it ("" for the value itself)."""
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
    where = where if len(where) <= 100 else "one place"
    return unfit(f"The string given to {where or 'an argument'} may be {most // 1024} KiB long.")
