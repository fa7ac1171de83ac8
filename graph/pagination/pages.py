from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from graphql import GraphQLResolveInfo

from db.statements import R
from execution import selected_names
from graph.context import Context, Info
from graph.pagination.connections import Connection, connection
from graph.pagination.listings import Listing, Slice

T = TypeVar("T")


async def page_of(info: Info, listing: Listing[R], cut: Slice, parent: int, node: Callable[[R], T]) -> Connection[T]:
    """Read one page, with its total only where the client selects `totalCount`."""
    raw: GraphQLResolveInfo[Any] = info._raw_info
    is_counted = "totalCount" in selected_names(raw.field_nodes, raw.fragments)
    return await info.context.page(listing, cut, parent, node, is_counted=is_counted)


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
