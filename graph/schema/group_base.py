from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import strawberry

from db.queries.groups import GroupRow
from db.statements import R
from graph.context import Context
from graph.pagination.connections import Connection
from graph.pagination.listings import Listing, Slice
from graph.pagination.pages import pages_of
from graph.schema.node import Node
from rules.refusals import RefusalError, forbidden
from rules.roles import GroupAccess, Permission, allows

T = TypeVar("T")


@strawberry.type
class GroupBase(Node):
    key: strawberry.Private[int]
    row: strawberry.Private[GroupRow]
    group_access: strawberry.Private[GroupAccess]

    def require(self, permission: Permission) -> None:
        """Raise FORBIDDEN without the permission: the field is null, the rest of the response is kept."""
        if not allows(self.group_access, permission):
            raise forbidden()

    def require_manager(self) -> None:
        """Allow facilitators and administrators, but not staff."""
        if not self.group_access.is_manager:
            raise forbidden()


async def pages_where(
    context: Context,
    listing: Listing[R],
    cut: Slice,
    groups: Sequence[GroupBase],
    shown: Collection[GroupBase],
    node: Callable[[R], T],
    selected: frozenset[str],
) -> list[Connection[T] | RefusalError]:
    """Read the same page of several groups, with FORBIDDEN in place of those that are not `shown` in full."""
    keys = list({group.key: None for group in shown})
    found = dict(zip(keys, await pages_of(context, listing, cut, keys, node, selected), strict=True)) if keys else {}
    return [found.get(group.key) or forbidden() for group in groups]
