from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from db.queries.counts import CountKind, count_by_group
from graph import ids
from graph.context import Context
from graph.fields import related
from graph.schema.node import groups_or_not_found
from rules.transitions import InvitationStatus

if TYPE_CHECKING:
    from graph.schema.groups import Group


@strawberry.type(description="The number of invitations of a group, by status.")
class InvitationCounts:
    id: strawberry.ID = strawberry.field(description="An ID for caches, the same for all counts of the group.")
    group_key: strawberry.Private[int]
    pending: int = strawberry.field(description="The number of invitations that wait for an answer.")
    accepted: int = strawberry.field(description="The number of invitations that were accepted.")
    declined: int = strawberry.field(description="The number of invitations that were declined.")
    cancelled: int = strawberry.field(description="The number of invitations that were cancelled.")
    expired: int = strawberry.field(description="The number of invitations that nobody answered in time.")
    total: int = strawberry.field(description="The number of invitations, whatever their status.")

    group: Annotated["Group", strawberry.lazy("graph.schema.groups")] = related(
        groups_or_not_found, "group_key", description="The group whose invitations are counted."
    )


async def load_counts(context: Context, group_keys: Sequence[int]) -> list[InvitationCounts]:
    counted = await context.load_many(count_by_group, [(key, CountKind.INVITATIONS) for key in group_keys])
    return [_counts_of(key, found or {}) for key, found in zip(group_keys, counted, strict=True)]


def _counts_of(group_key: int, found: Mapping[str, int]) -> InvitationCounts:
    each: dict[str, Any] = {status.value.lower(): found.get(status, 0) for status in InvitationStatus}
    return InvitationCounts(
        id=ids.opaque("InvitationCounts", group_key), group_key=group_key, **each, total=sum(each.values())
    )
