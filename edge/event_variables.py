"""Tell which variables the answers to a subscription's events depend on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import FragmentDefinitionNode, Node, OperationDefinitionNode, VariableNode, Visitor, visit


class UsedVariables(Visitor):
    """Collects the variables used outside the arguments of an operation's root fields."""

    def __init__(self, roots: set[int]) -> None:
        super().__init__()
        self.roots = roots
        self.names: set[str] = set()

    def enter_variable_definition(self, *_: Any) -> Any:
        return self.SKIP

    def enter_argument(self, node: Node, _key: Any, _parent: Any, _path: Any, ancestors: Any) -> Any:
        """Skip the arguments of root fields, which only the source of events uses."""
        holder = next((one for one in reversed(ancestors) if isinstance(one, Node)), None)
        return self.SKIP if id(holder) in self.roots else None

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)


def event_variables(node: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> tuple[str, ...]:
    used = UsedVariables({id(field) for field in node.selection_set.selections})
    for one in (node, *fragments.values()):
        visit(one, used)
    return tuple(sorted(used.names))
