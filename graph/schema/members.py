from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from db.queries import members, resources
from db.queries.counts import CountKind, count_by_group
from db.queries.members import MemberRow
from db.queries.resources import DueAssignmentRow
from graph.arguments import Done
from graph.context import Context
from graph.fields import Loader, attribute, loaded_by, relation
from graph.pagination.read_pages import Listing, OptionalColumns
from graph.pagination.relay_connections import Connection, paged
from graph.schema.accounts import Account
from graph.schema.enums import MemberAction
from graph.schema.invitations import Invitation, load_invitations
from graph.schema.node import LazyGroup, Node, fetched_for_permission, groups_or_not_found, node_id
from graph.subscription_access import GroupStanding
from rules.refusals import RefusalError, forbidden
from rules.roles import JoinedBy, Permission, Role, allows, can_change_role
from rules.seats import PlanStatus, access_reason, has_full_access

if TYPE_CHECKING:
    from graph.schema.resources import Assignment
    from graph.schema.seats import Seat


async def load_member_counts(context: Context, group_ids: Sequence[int]) -> list[int]:
    counted = await context.load_many(count_by_group, [(group_id, CountKind.MEMBERS) for group_id in group_ids])
    return [(found or {}).get("", 0) for found in counted]


async def _visible_to_viewer(members: Sequence["Member"], context: Context, permission: Permission) -> list["Member"]:
    """Return the viewer's own memberships, and those in groups in which they have a permission."""
    standings = await context.standings_in({member.row.group_id for member in members})
    return [
        member
        for member in members
        if allows(standings[member.row.group_id].group_access, permission) or context.is_viewer(member.row.account_id)
    ]


async def _invitations(members: Sequence["Member"], context: Context) -> list[Invitation | RefusalError | None]:
    standings = await context.standings_in({member.row.group_id for member in members})
    shown = [
        standings[member.row.group_id].group_access.is_manager or context.is_viewer(member.row.account_id)
        for member in members
    ]
    keys = [member.row.invitation_id if is_shown else None for member, is_shown in zip(members, shown, strict=True)]
    found = await load_invitations(context, keys)
    return [one if is_shown else forbidden() for one, is_shown in zip(found, shown, strict=True)]


async def _assignments(
    members: Sequence["Member"], context: Context, done: Done = None
) -> tuple[Listing[DueAssignmentRow], list["Member"]]:
    from graph.schema.resources import due_listing  # noqa: PLC0415 - two nouns that name each other

    shown = await _visible_to_viewer(members, context, Permission.SEE_ASSIGNMENTS)
    return due_listing(resources.assignments_of_member, done), shown


def _due_assignment_of(row: DueAssignmentRow) -> Any:
    from graph.schema.resources import due_assignment_of  # noqa: PLC0415 - two nouns that name each other

    return due_assignment_of(row)


def _by_standing(reader_for: Callable[[GroupStanding, Context], Callable[[MemberRow], Any]]) -> Callable[..., Any]:
    """Return a relation that makes values of rows, by what one sees with a standing in their group.

    The standing is mostly known, and then nothing is awaited.
    """

    def read_all(members: Sequence["Member"], context: Context) -> Any:
        group_ids = {member.row.group_id for member in members}
        known = {group_id: standing for group_id in group_ids if (standing := context.known_standing(group_id))}
        return read_by(known, members, context) if len(known) == len(group_ids) else load(members, context, group_ids)

    async def load(members: Sequence["Member"], context: Context, group_ids: set[int]) -> list[Any]:
        return read_by(await context.standings_in(group_ids), members, context)

    def read_by(standings: Mapping[int, GroupStanding], members: Sequence["Member"], context: Context) -> list[Any]:
        readers = {group_id: reader_for(standing, context) for group_id, standing in standings.items()}
        if len(readers) == 1:
            (read_row,) = readers.values()
            return [read_row(member.row) for member in members]
        return [readers[member.row.group_id](member.row) for member in members]

    return read_all


@_by_standing
def _account(standing: GroupStanding, _: Context) -> Callable[[MemberRow], Account]:
    address_shown = allows(standing.group_access, Permission.SEE_EMAILS)
    return lambda row: Account(key=row.account_id, row=row, address_shown=address_shown)


def _of_seats(read_row: Callable[[MemberRow], Any]) -> Callable[..., Any]:
    """Return a relation for what the member, administrators and staff see; null for others."""

    def reader_for(standing: GroupStanding, context: Context) -> Callable[[MemberRow], Any]:
        if allows(standing.group_access, Permission.SEE_SEATS):
            return read_row
        return lambda row: read_row(row) if context.is_viewer(row.account_id) else None

    return _by_standing(reader_for)


def _seats(members: Sequence["Member"], context: Context) -> Any:
    from graph.schema.seats import seat_of_member  # noqa: PLC0415 - two nouns that name each other

    return _of_seats(seat_of_member)(members, context)


@_by_standing
def _viewer_actions(standing: GroupStanding, context: Context) -> Callable[[MemberRow], list[MemberAction]]:
    group_access = standing.group_access
    manages_seats = allows(group_access, Permission.MANAGE_SEATS)

    def actions(row: MemberRow) -> list[MemberAction]:
        is_last = standing.is_only_administrator and row.role is Role.ADMINISTRATOR
        shown = _role_actions(group_access.role, row.role, context.is_viewer(row.account_id), is_last)
        return [*shown, *_seat_actions(row)] if manages_seats else list(shown)

    return actions


@cache
def _role_actions(actor: Role | None, role: Role, is_self: bool, is_last: bool) -> Sequence[MemberAction]:
    if is_last:
        return ()
    shown = [MemberAction.REMOVE] if is_self or can_change_role(actor, role, None) else []
    for then in (Role.MEMBER, Role.FACILITATOR, Role.ADMINISTRATOR):
        if then is not role and can_change_role(actor, role, then):
            shown.append(MemberAction[f"MAKE_{then.value}"])
    return shown


def _seat_actions(row: MemberRow) -> Sequence[MemberAction]:
    if row.seat_id is not None:
        return (MemberAction.RELEASE_SEAT,)
    return (MemberAction.ALLOCATE_SEAT,) if row.has_free_seat and row.plan_status is PlanStatus.ACTIVE else ()


@strawberry.type(description="The membership of a person in a group.")
class Member(Node):
    row: strawberry.Private[MemberRow]
    id: strawberry.ID = node_id("Member", "row.id")
    role: Role = attribute("row.role", description="The role of the member in the group.")
    joined_at: datetime = attribute("row.joined_at", description="When the member joined the group.")
    joined_by: JoinedBy = attribute("row.joined_by", description="How the member came into the group.")
    updated_at: datetime = attribute(
        "row.updated_at", description="When the role of the member changed last; at first, when the member joined."
    )

    group: LazyGroup = loaded_by(
        groups_or_not_found, "row.group_id", description="The group that the person is a member of."
    )
    account: Account = relation(_account, description="The person who is the member.")

    invitation: Invitation | None = relation(
        _invitations,
        description="The invitation that the member accepted; null if there was none. Managers and the member only: "
        "others get null and a FORBIDDEN error.",
    )
    seat: Annotated["Seat", strawberry.lazy("graph.schema.seats")] | None = relation(
        _seats,
        description="The seat that the member holds; null if there is none. For the member, administrators and staff; "
        "null for others.",
    )
    seat_wait_position: int | None = relation(
        _of_seats(lambda row: row.position),
        description="The position in the line for a seat, 1 for the next; null for a member who does not wait. For the "
        "member, administrators and staff; null for others.",
    )
    has_full_access: bool | None = relation(
        _of_seats(lambda row: has_full_access(access_reason(row))),
        description="Whether the member has full access to what the group has paid for: the group has no seat plan, or "
        "the member holds a seat and the plan is in force. For the member, administrators and staff; null for others.",
    )

    assignments: Connection[Annotated["Assignment", strawberry.lazy("graph.schema.resources")]] | None = paged(
        _assignments,
        _due_assignment_of,
        "row.id",
        description="What the member is asked to work through in the group; open ones first, by due date. Managers, "
        "staff and the member only: others get null and a FORBIDDEN error.",
    )
    viewer_actions: list[MemberAction] = relation(
        _viewer_actions,
        description="What the viewer can do with this member now, so that a client shows only what works.",
    )


def member_of(row: MemberRow) -> Member:
    return Member(row=row)


OPTIONAL_COLUMNS = (
    OptionalColumns(
        frozenset({"joined_by", "position", "email", "seat_number", "allocated_at", "has_free_seat"}),
        frozenset({"joinedBy", "seatWaitPosition", "email", "seat", "viewerActions"}),
    ),
    OptionalColumns(
        frozenset({"invitation_id", "profile_updated_at", "updated_at", "allocated_by"}),
        frozenset({"invitation", "updatedAt", "allocatedBy"}),
    ),
    OptionalColumns(frozenset({"waiting_number", "plan_changes_at"})),
)
"""What only some fields of members, their accounts and their seats need. Few parts, for each combination is a statement."""


load_members = Loader(members.by_ids, member_of)
reachable_members = fetched_for_permission("Member", load_members, Permission.SEE)
