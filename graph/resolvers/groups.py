import asyncio

import strawberry

from actions.groups import appointing
from actions.groups import groups as group_actions
from actions.groups import members as member_actions
from db.queries import groups as group_queries
from graph import ids
from graph.arguments import After, First, Input, given
from graph.context import Info
from graph.gate import change
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.errors import UserError
from graph.schema.groups import Group, group_of, load_group
from graph.schema.members import Member, load_member
from graph.schema.node import Node, fetch
from rules.refusals import bad_request
from rules.roles import JoinPolicy, Role

_MOST_NODES = 100


@strawberry.input
class CreateGroupInput:
    """A new group."""

    name: str = strawberry.field(description="1 to 120 characters.")
    description: str = strawberry.field(default="", description="Up to 10,000 characters.")
    join_policy: JoinPolicy = JoinPolicy.INVITE_ONLY
    discreet: bool = False


@strawberry.input
class UpdateGroupInput:
    """What is to change; what is left out stays."""

    group_id: strawberry.ID
    name: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    join_policy: JoinPolicy | None = strawberry.UNSET
    discreet: bool | None = strawberry.UNSET


@strawberry.type
class GroupPayload:
    """A group, changed."""

    group: Group | None
    user_errors: list[UserError]


@strawberry.input
class LeaveGroupInput:
    """Which group."""

    group_id: strawberry.ID


@strawberry.type
class LeaveGroupPayload:
    """The group that was left."""

    group_id: strawberry.ID | None
    user_errors: list[UserError]


@strawberry.input
class SetMemberRoleInput:
    """Who becomes what."""

    member_id: strawberry.ID
    role: Role


@strawberry.type
class MemberPayload:
    """A member, changed."""

    member: Member | None
    user_errors: list[UserError]


@strawberry.input
class RemoveMemberInput:
    """Who is to go."""

    member_id: strawberry.ID


@strawberry.input
class AssignAdministratorInput:
    """Which group, and who is to have it."""

    group_id: strawberry.ID
    account_id: strawberry.ID


@strawberry.type
class RemoveMemberPayload:
    """The member that was removed, and the group, if the viewer still knows of it."""

    removed_id: strawberry.ID | None
    group: Group | None
    user_errors: list[UserError]


@strawberry.type
class GroupQueries:
    @strawberry.field(description="Whatever has this ID; null when there is nothing, or the viewer may not see it.")
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002
        found: Node | None = await fetch(info, id)
        return found

    @strawberry.field(
        description="Whatever has these IDs, in the order asked, 100 at most; null for each that leads to nothing, or that the viewer "
        "may not see."
    )
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None] | None:
        if len(ids) > _MOST_NODES:
            raise bad_request(f"Ask for {_MOST_NODES} nodes at most.")
        return list(await asyncio.gather(*(fetch(info, one) for one in ids)))

    @strawberry.field(description="One group; null when there is none with this ID, or the viewer may not know of it.")
    async def group(self, info: Info, id: strawberry.ID) -> Group | None:  # noqa: A002
        return await load_group(info, ids.key("Group", id))

    @strawberry.field(description="Groups by name: open ones, and the viewer's own; for staff, all.")
    async def groups(
        self,
        info: Info,
        search: str | None = strawberry.UNSET,
        first: First = 20,
        after: After = strawberry.UNSET,
    ) -> Connection[Group] | None:
        words, caller = given(search), info.context.caller
        listing = Listing(
            "groups",
            group_queries.known,
            (("sort_name", str), ("id", int)),
            filters=(caller.is_staff, words),
            is_viewed=True,
        )
        return await page_of(info, listing, slice_of(listing, first, given(after)), 0, lambda row: group_of(info, row))


@strawberry.type
class GroupMutations:
    @strawberry.mutation(
        description="Makes a group; whoever makes it starts as its administrator. FORBIDDEN where only staff may make groups."
    )
    async def create_group(self, info: Info, input: Input[CreateGroupInput]) -> GroupPayload | None:  # noqa: A002
        done = await change(
            info,
            lambda work: group_actions.create(
                work, input.name, input.description, input.join_policy, discreet=input.discreet
            ),
        )
        return GroupPayload(group=await load_group(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(description="Changes what is given: name, description, policy, discretion.")
    async def update_group(self, info: Info, input: Input[UpdateGroupInput]) -> GroupPayload | None:  # noqa: A002
        done = await change(
            info,
            lambda work: group_actions.edit(
                work,
                ids.key("Group", input.group_id),
                given(input.name),
                given(input.description),
                given(input.join_policy),
                discreet=given(input.discreet),
            ),
        )
        return GroupPayload(group=await load_group(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(description="Leaves a group; its last administrator cannot.")
    async def leave_group(self, info: Info, input: Input[LeaveGroupInput]) -> LeaveGroupPayload | None:  # noqa: A002
        done = await change(info, lambda work: member_actions.leave(work, ids.key("Group", input.group_id)))
        left = None if done.value is None else ids.encode("Group", done.value)
        return LeaveGroupPayload(group_id=left, user_errors=done.user_errors)

    @strawberry.mutation(description="Makes a member an administrator, a facilitator or a plain member.")
    async def set_member_role(self, info: Info, input: Input[SetMemberRoleInput]) -> MemberPayload | None:  # noqa: A002
        done = await change(
            info, lambda work: member_actions.set_role(work, ids.key("Member", input.member_id), input.role)
        )
        return MemberPayload(member=await load_member(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(
        description="Removes a member, and cancels their pending invitations to the group. On oneself it is leaveGroup."
    )
    async def remove_member(self, info: Info, input: Input[RemoveMemberInput]) -> RemoveMemberPayload | None:  # noqa: A002
        done = await change(info, lambda work: member_actions.remove(work, ids.key("Member", input.member_id)))
        removed = None if done.value is None else input.member_id
        group = await load_group(info, done.value)
        return RemoveMemberPayload(removed_id=removed, group=group, user_errors=done.user_errors)

    @strawberry.mutation(
        description="Makes an account an administrator of a group, member or not; the others stay. Staff only."
    )
    async def assign_administrator(self, info: Info, input: Input[AssignAdministratorInput]) -> MemberPayload | None:  # noqa: A002
        group_id, account_id = ids.key("Group", input.group_id), ids.key("Account", input.account_id)
        done = await change(info, lambda work: appointing.appoint_administrator(work, group_id, account_id))
        return MemberPayload(member=await load_member(info, done.value), user_errors=done.user_errors)
