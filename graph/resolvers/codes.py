"""Root fields about invite codes and joining open groups."""

from datetime import datetime

import strawberry

from actions.groups import join_open
from actions.invitations import codes
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import change
from graph.resolvers.groups import MemberPayload
from graph.schema.errors import UserError
from graph.schema.groups import Group, load_group
from graph.schema.invite_codes import InviteCode, reachable_code
from graph.schema.members import load_member
from rules.problems import Problem


@strawberry.input
class GenerateInviteCodeInput:
    """For which group, and how far the code goes."""

    group_id: strawberry.ID
    expires_at: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="When it expires; must lie ahead. Null for never."
    )
    max_uses: int | None = strawberry.field(
        default=strawberry.UNSET, description="How many may join with it, 1 to 1,000,000; null for no limit."
    )
    email_domain: str | None = strawberry.field(default=strawberry.UNSET, description="Such as example.org.")


@strawberry.input
class DeleteInviteCodeInput:
    """The group whose codes are to be deleted."""

    group_id: strawberry.ID


@strawberry.type
class InviteCodePayload:
    """The code that was made or deleted, and its group."""

    invite_code: InviteCode | None
    group: Group | None
    user_errors: list[UserError]


@strawberry.input
class JoinWithCodeInput:
    """The code, however it is spelled."""

    code: str = strawberry.field(
        description="The code, or the whole link that holds it; case, dashes and blanks do not matter."
    )


@strawberry.input
class JoinGroupInput:
    """Which group."""

    group_id: strawberry.ID


@strawberry.type
class CodeMutations:
    @strawberry.mutation(description="Makes the group's code, in place of any before it.")
    async def generate_invite_code(self, info: Info, input: Input[GenerateInviteCodeInput]) -> InviteCodePayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        done = await change(
            info,
            lambda work: codes.create(
                work, group_id, given(input.expires_at), given(input.max_uses), given(input.email_domain)
            ),
        )
        return await _payload(info, group_id, None if done.value is None else done.value[1], done.user_errors)

    @strawberry.mutation(
        description="Disables every code made for the group so far, with its links and QR codes; personal invitations stay. "
        "Answers with the code deleted; null, and no error, where there was none."
    )
    async def delete_invite_code(self, info: Info, input: Input[DeleteInviteCodeInput]) -> InviteCodePayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        done = await change(info, lambda work: codes.delete(work, group_id))
        return await _payload(info, group_id, done.value.code_id if done.value else None, done.user_errors)

    @strawberry.mutation(
        description="Joins the group of a code as a member. Whoever is in it already gets the same membership, at no cost."
    )
    async def join_with_code(self, info: Info, input: Input[JoinWithCodeInput]) -> MemberPayload | None:  # noqa: A002
        done = await change(info, lambda work: codes.join_with_code(work, input.code))
        if isinstance(done.value, Problem):
            return MemberPayload(member=None, user_errors=[UserError.of(done.value)])
        return MemberPayload(member=await load_member(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(description="Joins an open group. Whoever is in it already gets the same membership.")
    async def join_group(self, info: Info, input: Input[JoinGroupInput]) -> MemberPayload | None:  # noqa: A002
        done = await change(info, lambda work: join_open.join_group(work, ids.key("Group", input.group_id)))
        return MemberPayload(member=await load_member(info, done.value), user_errors=done.user_errors)


async def _payload(info: Info, group_id: int, code_id: int | None, problems: list[UserError]) -> InviteCodePayload:
    if problems:
        return InviteCodePayload(invite_code=None, group=None, user_errors=problems)
    return InviteCodePayload(
        invite_code=await reachable_code(info, code_id) if code_id else None,
        group=await load_group(info, group_id),
        user_errors=[],
    )
