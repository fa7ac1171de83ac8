"""Limits on the values of a request: the length of each string, and the work that large values cause."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from graphql import ArgumentNode, ListValueNode, ObjectValueNode, StringValueNode, ValueNode, VariableNode

from edge.errors import rejection, too_complex
from edge.options import DocumentLimits

BYTES_OF_WORK = 64
ENTRIES_OF_WORK = 4
"""This many bytes of text, or entries of a list, cause as much work as one field."""


class Given(NamedTuple):
    """Raw variables, and the work that each causes."""

    values: Mapping[str, Any] = {}
    weights: Mapping[str, int] = {}

    def beside(self, defaults: Given) -> Given:
        return Given({**defaults.values, **self.values}, {**defaults.weights, **self.weights})


def weigh(variables: Mapping[str, Any], given_to: Mapping[str, Collection[str]], limits: DocumentLimits) -> Given:
    """Check raw variables and weigh them, in one walk.

    Args:
        given_to: The arguments and input fields that take each variable; they may allow longer strings.

    Raises:
        RejectedError: if they nest too deep, or hold too many values, a string that is too long, or U+0000.
    """
    allowed = limits.longer_strings.get
    weights: dict[str, int] = {}
    values = len(variables)
    for variable, given in variables.items():
        usual = max((allowed(name, limits.string) for name in given_to.get(variable, ())), default=limits.string)
        entries = size = 0
        level: list[tuple[str, Any]] = [("", given)]
        for _ in range(limits.variable_depth):
            below: list[tuple[str, Any]] = []
            for name, value in level:
                if isinstance(value, str):
                    known = f"${variable}" if variable in given_to else "a variable"
                    limit = allowed(name, limits.string) if name else usual
                    size += checked_length(value, limit, f"{known} at {name}" if name else known)
                    if "\0" in value:
                        raise rejection("The character U+0000 is not allowed.")
                elif isinstance(value, list):
                    if len(value) > limits.variable_list:
                        raise too_complex(f"A list in the variables may have at most {limits.variable_list} entries.")
                    entries += len(value)
                    below += [(name, each) for each in value]
                elif isinstance(value, dict):
                    below += value.items()
            values += len(below)
            if values > limits.variable_values:
                raise too_complex(f"The variables may contain at most {limits.variable_values} values.")
            level = below
            if not level:
                break
        else:
            raise too_complex(f"The variables may be at most {limits.variable_depth} levels deep.")
        weights[variable] = work_of(entries, size)
    return Given(variables, weights)


def weigh_literals(
    arguments: Sequence[ArgumentNode] | None, limits: DocumentLimits
) -> tuple[int, list[tuple[str, str]]]:
    """Return the work that literals cause, and each variable used with the name of its argument or input field.

    Raises:
        RejectedError: if a string is too long.
    """
    size, entries = 0, 0
    variables: list[tuple[str, str]] = []
    level: list[tuple[str, ValueNode]] = [(one.name.value, one.value) for one in arguments or ()]
    while level:
        name, node = level.pop()
        if isinstance(node, VariableNode):
            variables.append((node.name.value, name))
        elif isinstance(node, StringValueNode):
            size += checked_length(node.value, limits.longer_strings.get(name, limits.string), name)
        elif isinstance(node, ListValueNode):
            entries += len(node.values)
            level += [(name, one) for one in node.values]
        elif isinstance(node, ObjectValueNode):
            level += [(one.name.value, one.value) for one in node.fields]
    return work_of(entries, size), variables


def work_of(entries: int, size: int) -> int:
    return entries // ENTRIES_OF_WORK + size // BYTES_OF_WORK


def checked_length(text: str, limit: int, where: str) -> int:
    """Return the length in UTF-8 bytes, without copying ASCII text; raise RejectedError if it is above `limit`."""
    size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    if size > limit:
        place = where if len(where) <= 100 else "one place"
        raise rejection(f"The string given to {place} may be at most {limit // 1024} KiB long.")
    return size
