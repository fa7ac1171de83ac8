from collections.abc import Callable, Collection, Sequence
from inspect import Parameter, isawaitable, signature
from operator import attrgetter
from typing import Any, TypeVar

import strawberry
from graphql import GraphQLResolveInfo

from db.statements import R
from execution import selected_names
from graph.arguments import After, Before, First, Last
from graph.context import Context, Info
from graph.fields import relation
from graph.pagination.read_pages import Listing, Slice
from graph.pagination.relay_connections import Connection, connection, slice_of
from rules.refusals import RefusalError, forbidden

T = TypeVar("T")


def _page_arguments(
    *,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
) -> tuple[Any, ...]:
    return first, after, last, before


def paged(call: Callable[..., Any], node: Callable[[Any], Any], key: str = "key", *, description: str) -> Any:
    """Declare a field whose values are pages of a list under each object.

    Args:
        call: Takes the objects, the context, and the field's arguments except those of the page. Returns, perhaps
            awaited, the listing and the objects whose list may be seen; the others get FORBIDDEN.
        node: Makes an entry from a row.
        key: The attribute of the objects with the ID of the listing's parent.
    """
    key_of = attrgetter(key)

    async def read(
        objects: Sequence[Any], context: Context, selected: frozenset[str], **given: Any
    ) -> list[Connection[Any] | RefusalError]:
        page = [given.pop(name, strawberry.UNSET) for name in _PAGE]
        asked = call(objects, context, **given)
        listing, shown = await asked if isawaitable(asked) else asked
        found = await _pages_under(context, listing, page, list({key_of(one): None for one in shown}), node, selected)
        return [found.get(key_of(one)) or forbidden() for one in objects]

    described = signature(call)
    own = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in list(described.parameters.values())[2:]]
    given = [*list(signature(read).parameters.values())[:3], *own, *signature(_page_arguments).parameters.values()]
    read.__signature__ = described.replace(parameters=given)  # type: ignore[attr-defined]
    read.__module__, read.__name__ = call.__module__, call.__name__
    return relation(read, description=description)


_PAGE = tuple(signature(_page_arguments).parameters)


async def _pages_under(
    context: Context,
    listing: Listing[R],
    page: Sequence[Any],
    keys: Collection[int],
    node: Callable[[R], T],
    selected: frozenset[str],
) -> dict[int, Connection[T]]:
    if not keys:
        return {}
    cut = slice_of(listing, *page)
    return dict(zip(keys, await pages_of(context, listing, cut, list(keys), node, selected), strict=True))


async def page_of(info: Info, listing: Listing[R], cut: Slice, parent: int, node: Callable[[R], T]) -> Connection[T]:
    """Read one page, with its total only where the client selects `totalCount`."""
    raw: GraphQLResolveInfo[Any] = info._raw_info
    selected = selected_names(raw.field_nodes, raw.fragments)
    return (await pages_of(info.context, listing, cut, [parent], node, selected))[0]


async def pages_of(
    context: Context,
    listing: Listing[R],
    cut: Slice,
    parents: Sequence[int],
    node: Callable[[R], T],
    selected: frozenset[str],
) -> list[Connection[T]]:
    """Read the same page under several parents, with totals only where the client selects `totalCount`."""
    found = await context.read_pages(listing, cut, parents, is_counted="totalCount" in selected)
    return [connection(listing, page, node) for page in found]
