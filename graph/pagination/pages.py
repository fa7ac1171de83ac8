from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from graphql import FieldNode, FragmentSpreadNode, GraphQLResolveInfo, SelectionNode

from db.statements import R
from graph.context import Context, Info
from graph.pagination.connections import Connection, connection
from graph.pagination.listings import Listing, Slice

T = TypeVar("T")


async def page_of(info: Info, listing: Listing[R], cut: Slice, parent: int, node: Callable[[R], T]) -> Connection[T]:
    """Read one page, with its total only where the client selects `totalCount`."""
    return await info.context.page(listing, cut, parent, node, is_counted=asks_for(info, "totalCount"))


async def pages_of(
    context: Context,
    listing: Listing[R],
    cut: Slice,
    parents: Sequence[int],
    node: Callable[[R], T],
    selected: frozenset[str],
) -> list[Connection[T]]:
    """Read the same page under several parents, with totals only where the client selects `totalCount`."""
    found = await context.pages(listing, cut, parents, is_counted="totalCount" in selected)
    return [connection(listing, page, node) for page in found]


def asks_for(info: Info, name: str) -> bool:
    """Whether the field being resolved directly selects a field of this name, through fragments too.

    This ignores `@skip` and `@include`: a selection that may be skipped counts.
    """
    raw: GraphQLResolveInfo[Any] = info._raw_info
    return any(_names(raw, name, node.selection_set.selections) for node in raw.field_nodes if node.selection_set)


def _names(raw: GraphQLResolveInfo[Any], name: str, selections: Iterable[SelectionNode]) -> bool:
    for one in selections:
        if isinstance(one, FieldNode):
            if one.name.value == name:
                return True
            continue
        inner = raw.fragments.get(one.name.value) if isinstance(one, FragmentSpreadNode) else one
        inside = getattr(inner, "selection_set", None)
        if inside is not None and _names(raw, name, inside.selections):
            return True
    return False
