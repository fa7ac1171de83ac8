from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from db.queries import members, resources
from db.queries.counts import CountKind, count_by_group
from db.queries.members import MemberRow
from graph import ids
from graph.arguments import After, Before, Done, First, Last
from graph.context import Context, Info
from graph.fields import relation
from graph.pagination.connections import Connection, slice_of
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, account_of
from graph.schema.enums import MemberAction
from graph.schema.node import Node, fetched_by
from graph.subscription_access import GroupStanding
from rules.refusals import forbidden, not_found
from rules.roles import GroupAccess, JoinedBy, Permission, Role, allows, can_change_role, can_see
from rules.seats import PlanStatus, access_reason, has_full_access

if TYPE_CHECKING:
    from graph.schema.groups import Group
    from graph.schema.invitations import Invitation
    from graph.schema.resources import Assignment
    from graph.schema.seats import Seat


async def group_access_in(info: Info, group_id: int) -> tuple[GroupAccess, bool]:
    """Return the viewer's access to a group, and whether they are its only administrator."""
    standing = await info.context.standing_in(group_id)
    return standing.group_access, standing.is_only_administrator


async def require_in(info: Info, group_id: int, permission: Permission) -> None:
    """Check a permission before anything is read for it.

    Raises:
        RefusalError: NOT_FOUND where the viewer may not know of the group; FORBIDDEN where their role does not allow it.
    """
    group_access, _ = await group_access_in(info, group_id)
    if not can_see(group_access):
        raise not_found()
    if not allows(group_access, permission):
        raise forbidden()


async def load_member_count(info: Info, group_id: int) -> int:
    return (await info.context.load(count_by_group, (group_id, CountKind.MEMBERS)) or {}).get("", 0)


def _by_standing(value_of: Callable[["Member", GroupStanding, Context], Any]) -> Callable[..., Any]:
    """Return a relation that makes values of members and the viewer's standing in their group, which is mostly known."""

    async def read(members: Sequence["Member"], context: Context, group_ids: set[int]) -> list[Any]:
        standings = await context.standings_in(group_ids)
        return [value_of(member, standings[member.row.group_id], context) for member in members]

    def values(members: Sequence["Member"], context: Context) -> Any:
        group_ids = {member.row.group_id for member in members}
        known = {group_id: standing for group_id in group_ids if (standing := context.known_standing(group_id))}
        if len(known) < len(group_ids):
            return read(members, context, group_ids)
        return [value_of(member, known[member.row.group_id], context) for member in members]

    return values


@_by_standing
def _account(member: "Member", standing: GroupStanding, context: Context) -> Account:
    row = member.row
    return account_of(row.account_id, row, address_shown=allows(standing.group_access, Permission.SEE_EMAILS))


def _is_viewer(member: "Member", context: Context) -> bool:
    return member.row.account_id == context.caller.account_id


def _seats_shown(member: "Member", standing: GroupStanding, context: Context) -> bool:
    return allows(standing.group_access, Permission.SEE_SEATS) or _is_viewer(member, context)


@_by_standing
def _seat(member: "Member", standing: GroupStanding, context: Context) -> Any:
    from graph.schema.seats import seat_of_member  # noqa: PLC0415 - two nouns that name each other

    return seat_of_member(member.row) if member.row.seat_id and _seats_shown(member, standing, context) else None


@_by_standing
def _seat_wait_position(member: "Member", standing: GroupStanding, context: Context) -> int | None:
    return member.row.position if _seats_shown(member, standing, context) else None


@_by_standing
def _has_full_access(member: "Member", standing: GroupStanding, context: Context) -> bool | None:
    return has_full_access(access_reason(member.row)) if _seats_shown(member, standing, context) else None


@_by_standing
def _viewer_actions(member: "Member", standing: GroupStanding, context: Context) -> list[MemberAction]:
    return _actions(member.row, standing, is_self=_is_viewer(member, context))


@strawberry.type(description="The membership of a person in a group.")
class Member(Node):
    row: strawberry.Private[MemberRow]
    role: Role = strawberry.field(description="The role of the member in the group.")
    joined_at: datetime = strawberry.field(description="When the member joined the group.")
    joined_by: JoinedBy = strawberry.field(description="How the member came into the group.")
    updated_at: datetime = strawberry.field(
        description="When the role of the member changed last; at first, when the member joined."
    )

    @strawberry.field(description="The group that the person is a member of.")
    async def group(self, info: Info) -> Annotated["Group", strawberry.lazy("graph.schema.groups")]:
        from graph.schema.groups import must_load_group  # noqa: PLC0415 - two nouns that name each other

        return await must_load_group(info, self.row.group_id)

    account: Account = relation(_account, description="The person who is the member.")

    @strawberry.field(
        description="The invitation that the member accepted; null if there was none. Managers and the member only: "
        "others get null and a FORBIDDEN error."
    )
    async def invitation(
        self, info: Info
    ) -> Annotated["Invitation", strawberry.lazy("graph.schema.invitations")] | None:
        from graph.schema.invitations import load_invitation  # noqa: PLC0415

        group_access, _ = await group_access_in(info, self.row.group_id)
        if not group_access.is_manager and not _is_viewer(self, info.context):
            raise forbidden()
        return await load_invitation(info, self.row.invitation_id)

    seat: Annotated["Seat", strawberry.lazy("graph.schema.seats")] | None = relation(
        _seat,
        description="The seat that the member holds; null if there is none. For the member, administrators and staff; "
        "null for others.",
    )
    seat_wait_position: int | None = relation(
        _seat_wait_position,
        description="The position in the line for a seat, 1 for the next; null for a member who does not wait. For the "
        "member, administrators and staff; null for others.",
    )
    has_full_access: bool | None = relation(
        _has_full_access,
        description="Whether the member has full access to what the group has paid for: the group has no seat plan, or "
        "the member holds a seat and the plan is in force. For the member, administrators and staff; null for others.",
    )

    @strawberry.field(
        description="What the member is asked to work through in the group; open ones first, by due date. Managers, "
        "staff and the member only: others get null and a FORBIDDEN error."
    )
    async def assignments(
        self,
        info: Info,
        done: Done = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Annotated["Assignment", strawberry.lazy("graph.schema.resources")]] | None:
        from graph.schema.resources import due_assignment_of, due_listing  # noqa: PLC0415

        group_access, _ = await group_access_in(info, self.row.group_id)
        if not allows(group_access, Permission.SEE_ASSIGNMENTS) and not _is_viewer(self, info.context):
            raise forbidden()
        listing = due_listing(resources.assignments_of_member, done)
        cut = slice_of(listing, first, after, last, before)
        return await page_of(info, listing, cut, self.row.id, due_assignment_of)

    viewer_actions: list[MemberAction] = relation(
        _viewer_actions,
        description="What the viewer can do with this member now, so that a client shows only what works.",
    )


def _actions(row: MemberRow, standing: GroupStanding, *, is_self: bool) -> list[MemberAction]:
    group_access = standing.group_access
    actor, role = group_access.role, row.role
    is_last = role is Role.ADMINISTRATOR and standing.is_only_administrator
    shown = []
    if (is_self or can_change_role(actor, role, None)) and not is_last:
        shown.append(MemberAction.REMOVE)
    for then in (Role.MEMBER, Role.FACILITATOR, Role.ADMINISTRATOR):
        if then is not role and can_change_role(actor, role, then) and not is_last:
            shown.append(MemberAction[f"MAKE_{then.value}"])
    if allows(group_access, Permission.MANAGE_SEATS) and row.plan_status is not None:
        in_force = row.plan_status is PlanStatus.ACTIVE
        if row.seat_id is not None:
            shown.append(MemberAction.RELEASE_SEAT)
        elif in_force and row.has_free_seat:
            shown.append(MemberAction.ALLOCATE_SEAT)
    return shown


def member_of(row: MemberRow) -> Member:
    return Member(
        id=ids.encode("Member", row.id),
        row=row,
        role=row.role,
        joined_at=row.joined_at,
        joined_by=row.joined_by,
        updated_at=row.updated_at,
    )


async def load_member(info: Info, key: int | None) -> Member | None:
    row = await info.context.load(members.by_ids, key) if key else None
    return member_of(row) if row is not None else None


@fetched_by("Member")
async def reachable_member(info: Info, key: int) -> Member | None:
    member = await load_member(info, key)
    if member is None:
        return None
    group_access, _ = await group_access_in(info, member.row.group_id)
    return member if allows(group_access, Permission.SEE) else None
