from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import strawberry

from graph import ids
from graph.context import Info
from graph.fields import attribute

Fetcher = Callable[[Info, int], Awaitable[Any]]
FETCHERS: dict[str, Fetcher] = {}


_ID = "The ID of the object. It is unique on the site, opaque, and never changes."


@strawberry.interface(description="An object that `Query.node` can fetch by its ID.")
class Node:
    id: strawberry.ID = strawberry.field(description=_ID)


def node_id(type_name: str, path: str) -> Any:
    """Declare the field `id`, made of an attribute of what the object holds."""
    return attribute(path, description=_ID, convert=ids.encoder(type_name))


F = TypeVar("F", bound=Fetcher)


def fetched_by(type_name: str) -> Callable[[F], F]:
    """Register how node() fetches a type. The function returns None for what the caller may not see."""

    def register(fetcher: F) -> F:
        FETCHERS[type_name] = fetcher
        return fetcher

    return register


async def fetch(info: Info, given: str) -> Any:
    """Return None for a malformed ID, and alike for what the caller may not see."""
    named = ids.parse(given)
    fetcher = FETCHERS.get(named[0]) if named else None
    return await fetcher(info, named[1]) if named and fetcher else None
