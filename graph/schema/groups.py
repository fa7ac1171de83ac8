from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import groups, members
from db.queries.groups import GroupRow
from db.queries.members import MemberRow
from graph.context import Context
from graph.fields import attribute, function, loaded_by, relation
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.accounts import Account, load_accounts
from graph.schema.caseloads import GroupCaseload
from graph.schema.enums import GroupAction, MemberOrder
from graph.schema.group_base import groups_allowing
from graph.schema.group_invitations import GroupInvitations
from graph.schema.history import GroupHistory
from graph.schema.invite_codes import GroupCodes
from graph.schema.members import OPTIONAL_COLUMNS, Member, load_member_counts, load_members, member_of
from graph.schema.node import fetched_by, node_id
from graph.schema.resources import GroupResources
from graph.schema.seats import GroupSeats
from graph.subscription_access import GroupStanding, standing_of
from live.cursors import encode_stream_cursor
from rules.roles import JoinPolicy, Permission, Role, can_see

_MEMBER_ORDERS: dict[MemberOrder, tuple[str, tuple[tuple[str, type], ...]]] = {
    MemberOrder.NAME: ("members", (("sort_name", str), ("id", int))),
    MemberOrder.JOINED_AT: ("members by joining", (("joined_at", datetime), ("id", int))),
}
"""The name and the keys of each listing."""


def _members(
    found: Sequence["Group"],
    context: Context,
    role: Annotated[list[Role] | None, strawberry.argument(description="Only members with one of these roles.")] = None,
    search: Annotated[
        str | None,
        strawberry.argument(description="Beginnings of words of the name or username; case and accents do not matter."),
    ] = None,
    has_seat: Annotated[
        bool | None,
        strawberry.argument(
            description="Only members with a seat, or without one. For administrators and staff; FORBIDDEN for others."
        ),
    ] = None,
    order_by: Annotated[MemberOrder, strawberry.argument(description="The order of the list.")] = MemberOrder.NAME,
) -> tuple[Listing[MemberRow], list["Group"]]:
    name, order = _MEMBER_ORDERS[order_by]
    listing = Listing(name, members.of_group, order, filters=(role, search, has_seat), optional=OPTIONAL_COLUMNS)
    return listing, groups_allowing(found, Permission.SEE if has_seat is None else Permission.SEE_SEATS)


async def _own_membership(group: "Group", context: Context) -> Member | None:
    row = await context.load_of_viewer(members.by_group_and_account, group.key)
    return member_of(row) if row is not None else None


async def _viewer_memberships(found: Sequence["Group"], context: Context) -> list[Member | None]:
    keys = [group.row.membership_id or 0 for group in found]
    if any(key == 0 and group.group_access.role is not None for key, group in zip(keys, found, strict=True)):
        # The group of an event was read for all members.
        return [await _own_membership(group, context) for group in found]
    return await load_members(context, keys)


@strawberry.type(description="People who belong together, with roles, invitations and perhaps seats.")
class Group(GroupInvitations, GroupCaseload, GroupCodes, GroupSeats, GroupResources, GroupHistory):
    id: strawberry.ID = node_id("Group", "key")
    name: str = attribute("row.name", description="The name of the group.")
    description: str = attribute("row.description", description="What the group says of itself; may be empty.")
    join_policy: JoinPolicy = attribute("row.join_policy", description="Whether people can join without being invited.")
    discreet: bool = attribute(
        "row.discreet",
        description="Whether emails and invite pages hide the name of the group until the invitee has signed in.",
    )
    created_at: datetime = attribute("row.created_at", description="When the group was created.")
    updated_at: datetime = attribute(
        "row.updated_at",
        description="When the name, description, join policy or discretion changed last; at first, when the group was "
        "created.",
    )

    facilitator: Account | None = loaded_by(
        load_accounts,
        "row.facilitator_id",
        description="The person to ask about the group: its creator while a manager, else the administrator or "
        "facilitator who has been there longest; null if there is none.",
    )
    viewer_membership: Member | None = relation(
        _viewer_memberships, description="The membership of the viewer; null if the viewer is not a member."
    )

    @function(description="What the viewer can do in the group now, so that a client shows only what works.")
    def viewer_actions(self, context: Context) -> list[GroupAction]:
        return [GroupAction(name) for name in groups.actions_of(self.row, self.group_access)]

    @strawberry.field(
        description="A number that rises when `viewerActions`, `hasFullAccess` or `seatWaitPosition` may have changed "
        "on other objects of the group than the one that an event is about: there is one administrator or several, a "
        "seat is free or none, the plan, the waiting line or the policy changed, or an expired invitation may or may "
        "not be sent again since its invitee came or went. A client then reads its page again. It does not rise for "
        "what the clock alone does. Members and staff only: others get null and a FORBIDDEN error."
    )
    def viewer_actions_version(self) -> int | None:
        self.require(Permission.SEE)
        return self.row.viewer_actions_version

    member_count: int = loaded_by(load_member_counts, "key", description="The number of members, whatever their role.")
    members: Connection[Member] | None = paged(
        _members,
        member_of,
        description="The members of the group. Members and staff only: others get null and a FORBIDDEN error.",
    )

    @function(
        description="The position of the streams `groupChanges`, `memberChanges` and `invitationChanges` of the group "
        "at the time of this query. A client that subscribes after it misses nothing. Members and staff only: others "
        "get null and a FORBIDDEN error."
    )
    def live_cursor(self, context: Context) -> str | None:
        self.require(Permission.SEE)
        return encode_stream_cursor(context.feeds.epoch, f"g:{self.key}", self.row.event_number)


def group_of(context: Context, row: GroupRow) -> Group:
    standing = standing_of(row.id, row, context.personal_caller())
    context.note_standing(standing)
    return _group(row, standing)


def _group(row: GroupRow, standing: GroupStanding) -> Group:
    return Group(key=row.id, row=row, group_access=standing.group_access)


@fetched_by("Group")
async def load_groups(context: Context, keys: Sequence[int | None]) -> list[Group | None]:
    """Load groups in order, with None for those that the viewer may not know of."""
    standing = context.standing
    if standing is not None and {standing.group_id} == set(keys) and standing.group_access.role is not None:
        return [await _load_for_members(context, standing)] * len(keys)
    caller = context.personal_caller()
    wanted = [] if caller.is_anonymous else list({key for key in keys if key})
    rows = await context.load_many(groups.by_viewer, [(key, caller.account_id) for key in wanted]) if wanted else []
    found: dict[int | None, Group] = {}
    for row in rows:
        if row is not None and can_see(groups.group_access_of(row, caller)):
            found[row.id] = group_of(context, row)
    return [found.get(key) for key in keys]


async def _load_for_members(context: Context, standing: GroupStanding) -> Group | None:
    """Load the group of a stream, the same for all members with this standing."""
    row = await context.load(groups.shown, standing.group_id)
    if row is None:
        return None
    administrator_count = 1 if standing.is_only_administrator else None
    return _group(row._replace(role=standing.group_access.role, administrator_count=administrator_count), standing)
