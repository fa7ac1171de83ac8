from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import resources
from db.queries.resources import ResourceRow
from graph.arguments import given
from graph.context import Context
from graph.pagination.paged_fields import paged
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection
from graph.schema.group_base import GroupBase, where
from graph.schema.resources import Resource, resource_of
from rules.resources import ResourceKind
from rules.roles import Permission


def _resources(
    groups: Sequence[GroupBase],
    context: Context,
    kind: Annotated[
        list[ResourceKind] | None, strawberry.argument(description="Only resources of these kinds.")
    ] = strawberry.UNSET,
) -> tuple[Listing[ResourceRow], list[GroupBase]]:
    kinds = given(kind)
    order, filters = (("created_at", datetime), ("id", int)), (None if kinds is None else tuple(kinds),)
    listing = Listing("resources", resources.of_group, order, descending=True, filters=filters)
    return listing, where(groups, Permission.SEE)


@strawberry.type
class GroupResources(GroupBase):
    resources: Connection[Resource] | None = paged(
        _resources,
        resource_of,
        description="The resources that are shared with the group, newest first. Members and staff only: others get "
        "null and a FORBIDDEN error.",
    )
