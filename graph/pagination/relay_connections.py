"""Relay connections with keyset pagination.

A cursor holds a version, the listing's name and the row's ordering values. It works only for that listing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from inspect import Parameter, isawaitable, signature
from operator import attrgetter
from typing import Any, Generic, TypeVar

import orjson
import strawberry
from graphql import GraphQLResolveInfo

from db.statements import R
from execution import SelectedNames, selected_names
from graph.arguments import After, Before, First, Last
from graph.context import Context, Info
from graph.fields import function, relation
from graph.pagination.read_pages import Listing, Page, Slice
from rules.refusals import RefusalError, bad_request, forbidden

T = TypeVar("T")

_VERSION = 1
_DEFAULT = 20
_MAX_SIZE = 100
_MAX_CURSOR_LENGTH = 2_000


@strawberry.type(description="Where a page of a list begins and ends.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether the list goes on after this page.")
    has_previous_page: bool = strawberry.field(description="Whether the list has entries before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first entry; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last entry; null on an empty page.")


@strawberry.type(description="An entry of a list, with its cursor.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="The position of this entry, to continue the list from.")
    node: T = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    nodes: list[T] = strawberry.field(description="The entries of this page.")
    page_info: PageInfo = strawberry.field(description="Where this page begins and ends in the list.")
    total: strawberry.Private[int | None]
    listing: strawberry.Private[Listing[Any]]
    keys: strawberry.Private[Sequence[tuple[Any, ...]]]

    @function(description="The entries of this page, each with its cursor.")
    def edges(self, context: object) -> list[Edge[T]]:
        cursors = (encode_cursor(self.listing, key) for key in self.keys)
        return [Edge(cursor=cursor, node=node) for cursor, node in zip(cursors, self.nodes, strict=True)]

    @strawberry.field(description="The number of entries on all pages together.")
    def total_count(self) -> int:
        assert self.total is not None
        return self.total


def encode_cursor(listing: Listing[R], key: Sequence[Any]) -> str:
    """Encode a row's ordering values, from the `keys` of a page."""
    return urlsafe_b64encode(orjson.dumps([_VERSION, listing.name, *key])).decode().rstrip("=")


def decode_cursor(listing: Listing[R], cursor: str) -> tuple[Any, ...]:
    """Return a row's ordering values, or raise BAD_REQUEST for a cursor from another listing."""
    refusal = bad_request("This cursor is not one of this list's.")
    if len(cursor) > _MAX_CURSOR_LENGTH:
        raise refusal
    try:
        version, name, *values = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if (version, name, len(values)) != (_VERSION, listing.name, len(listing.order)):
            raise refusal
        return tuple(_typed(value, kind) for value, (_, kind) in zip(values, listing.order, strict=True))
    except (Error, ValueError, TypeError, OverflowError):
        raise refusal from None


def _typed(value: object, kind: type) -> object:
    if kind is datetime and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)  # fails for a moment outside the range that a query can take
    is_number = kind is int and type(value) is int and 0 < value < 2**63
    if is_number or (kind is str and isinstance(value, str) and "\0" not in value):
        return value
    raise ValueError


def slice_of(
    listing: Listing[R], first: int | None, after: str | None, last: int | None = None, before: str | None = None
) -> Slice:
    """Validate a page's arguments.

    Raises:
        RefusalError: BAD_REQUEST for both ends at once, a size outside 1 to 100, or a cursor of another list.
    """
    if first is not None and last is not None:
        raise bad_request("Give first or last, not both.")
    size = first if first is not None else last if last is not None else _DEFAULT
    if not 1 <= size <= _MAX_SIZE:
        raise bad_request(f"A page holds 1 to {_MAX_SIZE} entries.")
    return Slice(
        size,
        None if after is None else decode_cursor(listing, after),
        None if before is None else decode_cursor(listing, before),
        first is None and last is not None,
    )


def connection(listing: Listing[R], page: Page[R], node: Callable[[R], T]) -> Connection[T]:
    ends = [encode_cursor(listing, page.keys[place]) for place in (0, -1)] if page.keys else [None, None]
    info = PageInfo(
        has_next_page=page.more_after, has_previous_page=page.more_before, start_cursor=ends[0], end_cursor=ends[1]
    )
    nodes = list(map(node, page.rows))
    return Connection(nodes=nodes, page_info=info, total=page.total, listing=listing, keys=page.keys)


def _page_arguments(
    *, first: First = None, after: After = None, last: Last = None, before: Before = None
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
        objects: Sequence[Any], context: Context, selected: SelectedNames, **given: Any
    ) -> list[Connection[Any] | RefusalError]:
        page = [given.pop(name, None) for name in _PAGE]
        asked = call(objects, context, **given)
        listing, shown = await asked if isawaitable(asked) else asked
        keys = list({key_of(one): None for one in shown})
        found = dict(zip(keys, await _pages(context, listing, page, keys, node, selected) if keys else (), strict=True))
        return [found.get(key_of(one)) or forbidden() for one in objects]

    described = signature(call)
    own = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in list(described.parameters.values())[2:]]
    given = [*list(signature(read).parameters.values())[:3], *own, *signature(_page_arguments).parameters.values()]
    read.__signature__ = described.replace(parameters=given)  # type: ignore[attr-defined]
    read.__module__, read.__name__ = call.__module__, call.__name__
    return relation(read, description=description)


_PAGE = tuple(signature(_page_arguments).parameters)


async def page_of(info: Info, listing: Listing[R], page: Sequence[Any], node: Callable[[R], T]) -> Connection[T]:
    """Read one page of a list that has no parent; `page` is first, after, last and before."""
    raw: GraphQLResolveInfo[Any] = info._raw_info
    return (await _pages(info.context, listing, page, [0], node, selected_names(raw.field_nodes, raw.fragments)))[0]


async def _pages(
    context: Context,
    listing: Listing[R],
    page: Sequence[Any],
    parents: Sequence[int],
    node: Callable[[R], T],
    selected: SelectedNames,
) -> list[Connection[T]]:
    """Read the same page under several parents, with totals only where the client selects `totalCount`."""
    cut = slice_of(listing, *page)
    found = await context.read_pages(listing, cut, parents, selected)
    return [connection(listing, page, node) for page in found]
