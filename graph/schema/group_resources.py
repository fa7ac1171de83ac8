from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import resources
from graph.arguments import After, Before, First, Last, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.group_base import GroupBase
from graph.schema.resources import Resource, resource_of
from rules.resources import ResourceKind
from rules.roles import Permission


@strawberry.type
class GroupResources(GroupBase):
    @strawberry.field(
        description="The resources that are shared with the group, newest first. Members and staff only: others get "
        "null and a FORBIDDEN error."
    )
    async def resources(
        self,
        info: Info,
        kind: Annotated[
            list[ResourceKind] | None, strawberry.argument(description="Only resources of these kinds.")
        ] = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Resource] | None:
        self.require(Permission.SEE)
        kinds = given(kind)
        listing = Listing(
            "resources",
            resources.of_group,
            (("created_at", datetime), ("id", int)),
            descending=True,
            filters=(None if kinds is None else tuple(kinds),),
        )
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.key, resource_of)
