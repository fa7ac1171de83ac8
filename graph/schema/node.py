import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import strawberry

from graph import ids
from graph.context import Context, Info
from graph.fields import Load, attribute
from rules.refusals import not_found
from rules.roles import Permission, allows

if TYPE_CHECKING:
    from graph.schema.groups import Group

LazyGroup = Annotated["Group", strawberry.lazy("graph.schema.groups")]
"""The type of fields of those nouns that `Group` names itself."""

Fetcher = Callable[[Context, Sequence[Any]], Awaitable[Sequence[Any]]]
FETCHERS: dict[str, Fetcher] = {}

_ID = "The ID of the object. It is unique on the site, opaque, and never changes."


@strawberry.interface(description="An object that `Query.node` can fetch by its ID.")
class Node:
    id: strawberry.ID = strawberry.field(description=_ID)


def node_id(type_name: str, path: str) -> Any:
    """Declare the field `id`, made from an attribute of the object."""
    return attribute(path, description=_ID, convert=ids.encoder(type_name))


F = TypeVar("F", bound=Fetcher)
K = TypeVar("K")
T = TypeVar("T")


def fetched_by(type_name: str) -> Callable[[F], F]:
    """Register how node() fetches objects of a type by their keys: in order, with None for what the caller may not see."""

    def register(fetcher: F) -> F:
        FETCHERS[type_name] = fetcher
        return fetcher

    return register


def fetched_if(type_name: str, load: Load, may_see: Callable[[Any, Context], bool]) -> Fetcher:
    """Register and return a fetcher of those objects that the caller may see."""

    @fetched_by(type_name)
    async def fetch(context: Context, keys: Sequence[Any]) -> list[Any]:
        return [one if one is not None and may_see(one, context) else None for one in await load(context, keys)]

    return fetch


def fetched_for_permission(
    type_name: str,
    load: Load,
    permission: Permission,
    is_own: Callable[[Any, int | None], bool] = lambda found, viewer: False,
) -> Fetcher:
    """Register and return a fetcher of objects of groups where the caller has a permission, and of the caller's own."""

    @fetched_by(type_name)
    async def fetch(context: Context, keys: Sequence[Any]) -> list[Any]:
        found = await load(context, keys)
        standings = await context.standings_in({one.row.group_id for one in found if one is not None})

        def is_shown(one: Any) -> bool:
            is_allowed = allows(standings[one.row.group_id].group_access, permission)
            return is_allowed or is_own(one, context.personal_caller().account_id)

        return [one if one is not None and is_shown(one) else None for one in found]

    return fetch


async def load_one(load: Callable[[Context, list[K]], Awaitable[Sequence[T]]], info: Info, key: K) -> T:
    return (await load(info.context, [key]))[0]


def or_not_found(load: Load) -> Load:
    """Load the owner of an object that the viewer sees; NOT_FOUND if it was deleted meanwhile."""

    async def read(context: Context, keys: Sequence[Any]) -> list[Any]:
        return [found or not_found() for found in await load(context, keys)]

    return read


async def groups_or_not_found(context: Context, keys: Sequence[Any]) -> Sequence[Any]:
    from graph.schema.groups import load_groups  # noqa: PLC0415 - two nouns that name each other

    return await or_not_found(load_groups)(context, keys)


async def fetch_all(context: Context, given: Sequence[str]) -> list[Any]:
    """Fetch objects, with None for malformed IDs and for objects that the caller may not see."""
    named = [ids.parse(one) for one in given]
    wanted: dict[str, list[int]] = {}
    for one in named:
        if one is not None and one[0] in FETCHERS:
            wanted.setdefault(one[0], []).append(one[1])
    fetched = await asyncio.gather(*(FETCHERS[name](context, keys) for name, keys in wanted.items()))
    found = {
        (name, key): one
        for (name, keys), several in zip(wanted.items(), fetched, strict=True)
        for key, one in zip(keys, several, strict=True)
    }
    return [None if one is None else found.get(one) for one in named]
