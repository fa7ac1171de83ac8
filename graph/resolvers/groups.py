from collections.abc import Sequence
from typing import Annotated

import strawberry

from actions.groups import appointing
from actions.groups import groups as group_actions
from actions.groups import members as member_actions
from db.queries import groups as group_queries
from graph import ids
from graph.arguments import After, Before, First, Input, Last, optional
from graph.context import Context, Info
from graph.fields import relation
from graph.gate import run_mutation
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, page_of
from graph.schema.group_owner import OfGroup, OfGroupAndViewer
from graph.schema.groups import Group, group_of, load_groups
from graph.schema.members import Member, load_members
from graph.schema.node import Node, fetch_all, load_one
from graph.schema.user_errors import UserError, user_errors
from graph.schema.viewer import CHANGED_VIEWER, Viewer, viewer_of
from rules.refusals import bad_request
from rules.roles import JoinPolicy, Role

_MAX_NODES = 100


@strawberry.input(description="Input of `createGroup`.")
class CreateGroupInput:
    name: str = strawberry.field(description="The name of the group; 1 to 120 characters.")
    description: str = strawberry.field(
        default="", description="What the group says of itself; up to 10,000 characters."
    )
    join_policy: JoinPolicy = strawberry.field(
        default=JoinPolicy.INVITE_ONLY, description="Whether people can join without being invited."
    )
    discreet: bool = strawberry.field(
        default=False,
        description="Whether emails and invite pages hide the name of the group until the invitee has signed in.",
    )


@strawberry.input(description="Input of `updateGroup`; fields that are left out stay as they are.")
class UpdateGroupInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group to change.")
    name: str | None = optional("The new name; 1 to 120 characters. If left out, the name stays.")
    description: str | None = optional(
        "The new description; up to 10,000 characters. If left out, the description stays."
    )
    join_policy: JoinPolicy | None = optional(
        "Whether people can join without being invited. If left out, the policy stays."
    )
    discreet: bool | None = optional(
        "Whether emails and invite pages hide the name of the group until the invitee has signed in. If left out, this "
        "stays."
    )


@strawberry.type(description="A group that was created or changed.")
class GroupPayload(OfGroupAndViewer):
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `leaveGroup`.")
class LeaveGroupInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group to leave.")


@strawberry.type(description="Answer to `leaveGroup`.")
class LeaveGroupPayload:
    group_id: strawberry.ID | None = strawberry.field(
        description="The ID of the group that the viewer has left; null when there are userErrors."
    )
    viewer: Viewer | None = strawberry.field(description=CHANGED_VIEWER)
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `setMemberRole`.")
class SetMemberRoleInput:
    member_id: strawberry.ID = strawberry.field(description="The ID of the member, not of the account.")
    role: Role = strawberry.field(description="The new role of the member.")


@strawberry.type(description="A member who joined or was changed.")
class MemberPayload(OfGroupAndViewer):
    member: Member | None = strawberry.field(description="The member; null when there are userErrors.")
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `removeMember`.")
class RemoveMemberInput:
    member_id: strawberry.ID = strawberry.field(description="The ID of the member, not of the account.")


@strawberry.input(description="Input of `assignAdministrator`.")
class AssignAdministratorInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group.")
    account_id: strawberry.ID = strawberry.field(description="The ID of the account that becomes administrator.")


@strawberry.type(description="Answer to `removeMember`.")
class RemoveMemberPayload(OfGroup):
    removed_id: strawberry.ID | None = strawberry.field(
        description="The ID of the member who was removed; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()


async def member_payload(info: Info, membership_id: int) -> MemberPayload:
    member = await load_one(load_members, info, membership_id)
    return MemberPayload(group_key=member.row.group_id if member is not None else None, member=member)


async def _node(
    roots: Sequence[object],
    context: Context,
    id: Annotated[strawberry.ID, strawberry.argument(description="The ID of the object.")],  # noqa: A002
) -> list[Node | None]:
    return await fetch_all(context, [id]) * len(roots)


async def _nodes(
    roots: Sequence[object],
    context: Context,
    ids: Annotated[list[strawberry.ID], strawberry.argument(description="The IDs of the objects, 100 at most.")],
) -> list[list[Node | None]]:
    if len(ids) > _MAX_NODES:
        raise bad_request(f"Ask for at most {_MAX_NODES} nodes.")
    return [await fetch_all(context, ids)] * len(roots)


async def _group(
    roots: Sequence[object],
    context: Context,
    id: Annotated[strawberry.ID, strawberry.argument(description="The ID of the group.")],  # noqa: A002
) -> list[Group | None]:
    return await load_groups(context, [ids.key("Group", id)]) * len(roots)


@strawberry.type
class GroupQueries:
    node: Node | None = relation(
        _node, description="The object with an ID; null if there is none, or if the viewer may not see it."
    )
    nodes: list[Node | None] | None = relation(
        _nodes,
        description="The objects with several IDs, in the same order; null for each that does not exist or that the "
        "viewer may not see.",
    )
    group: Group | None = relation(
        _group, description="A group; null if there is none with this ID, or if the viewer may not know of it."
    )

    @strawberry.field(description="The open groups and those of the viewer, by name; for staff all groups.")
    async def groups(
        self,
        info: Info,
        search: Annotated[
            str | None,
            strawberry.argument(description="Beginnings of words of the name; case and accents do not matter."),
        ] = None,
        can_join: Annotated[
            bool | None,
            strawberry.argument(
                description="Only groups that the viewer can join with `joinGroup`, or only those that the viewer cannot."
            ),
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Group] | None:
        listing = Listing(
            "groups",
            group_queries.known,
            (("sort_name", str), ("id", int)),
            filters=(info.context.personal_caller().is_staff, search, can_join),
            depends_on_viewer=True,
        )
        page = first, after, last, before
        return await page_of(info, listing, page, lambda row: group_of(info.context, row))


@strawberry.type
class GroupMutations:
    @strawberry.mutation(
        description="Creates a group, with the viewer as administrator. Where the site lets only staff create groups, "
        "others get FORBIDDEN."
    )
    async def create_group(self, info: Info, input: Input[CreateGroupInput]) -> GroupPayload | None:  # noqa: A002
        created = await run_mutation(
            info, group_actions.create, input.name, input.description, input.join_policy, discreet=input.discreet
        )
        return GroupPayload(group_key=created)

    @strawberry.mutation(
        description="Changes the name, description, join policy or discretion of a group, for its managers and staff."
    )
    async def update_group(self, info: Info, input: Input[UpdateGroupInput]) -> GroupPayload | None:  # noqa: A002
        edited = await run_mutation(
            info,
            group_actions.edit,
            ids.key("Group", input.group_id),
            input.name,
            input.description,
            input.join_policy,
            discreet=input.discreet,
        )
        return GroupPayload(group_key=edited)

    @strawberry.mutation(
        description="Ends the membership of the viewer in a group and frees the seat. The last administrator cannot "
        "leave: LAST_ADMINISTRATOR."
    )
    async def leave_group(self, info: Info, input: Input[LeaveGroupInput]) -> LeaveGroupPayload | None:  # noqa: A002
        left = await run_mutation(info, member_actions.leave, ids.key("Group", input.group_id))
        return LeaveGroupPayload(group_id=ids.encode("Group", left), viewer=viewer_of(info.context.personal_caller()))

    @strawberry.mutation(
        description="Gives a member another role, for managers of the group. Only administrators may change or make an "
        "administrator, else ROLE_NOT_ALLOWED. The last administrator cannot be demoted: LAST_ADMINISTRATOR."
    )
    async def set_member_role(self, info: Info, input: Input[SetMemberRoleInput]) -> MemberPayload | None:  # noqa: A002
        changed = await run_mutation(info, member_actions.set_role, ids.key("Member", input.member_id), input.role)
        return await member_payload(info, changed)

    @strawberry.mutation(
        description="Removes a member from a group, frees the seat and cancels the pending invitation of that person, "
        "for managers of the group. Only administrators may remove an administrator, else ROLE_NOT_ALLOWED. Removing "
        "oneself is leaving."
    )
    async def remove_member(self, info: Info, input: Input[RemoveMemberInput]) -> RemoveMemberPayload | None:  # noqa: A002
        group_key = await run_mutation(info, member_actions.remove, ids.key("Member", input.member_id))
        return RemoveMemberPayload(group_key=group_key, removed_id=input.member_id)

    @strawberry.mutation(
        description="Makes an account an administrator of a group, whether or not it is a member already; other "
        "administrators stay. Staff only: others get FORBIDDEN."
    )
    async def assign_administrator(self, info: Info, input: Input[AssignAdministratorInput]) -> MemberPayload | None:  # noqa: A002
        group_id, account_id = ids.key("Group", input.group_id), ids.key("Account", input.account_id)
        appointed = await run_mutation(info, appointing.appoint_administrator, group_id, account_id)
        return await member_payload(info, appointed)
