"""Root fields about invite codes and joining open groups."""

from datetime import datetime

import strawberry

from actions.groups import join_open
from actions.invitations import codes
from graph import ids
from graph.arguments import Input, optional
from graph.context import Info
from graph.gate import run_mutation
from graph.resolvers.groups import MemberPayload, member_payload
from graph.schema.group_owner import OfGroup
from graph.schema.invite_codes import InviteCode, reachable_codes
from graph.schema.node import load_one
from graph.schema.user_errors import UserError, user_errors


@strawberry.input(description="Input of `generateInviteCode`.")
class GenerateInviteCodeInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group that the code leads into.")
    expires_at: datetime | None = optional(
        "When the code is to stop working, in the future. If left out, it does not expire."
    )
    max_uses: int | None = optional(
        "The number of people who may join with the code, 1 to 1,000,000. If left out, there is no limit."
    )
    email_domain: str | None = optional(
        "The only domain whose email addresses the code admits, such as example.org. If left out, it admits any."
    )


@strawberry.input(description="Input of `deleteInviteCode`.")
class DeleteInviteCodeInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group whose code to delete.")


@strawberry.type(description="Answer to `generateInviteCode` and `deleteInviteCode`.")
class InviteCodePayload(OfGroup):
    invite_code: InviteCode | None = strawberry.field(
        description="The code that was generated or deleted; null when there are userErrors, or if there was none to "
        "delete."
    )
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `joinWithCode`.")
class JoinWithCodeInput:
    code: str = strawberry.field(
        description="The invite code or its whole link; case, dashes and blanks do not matter."
    )


@strawberry.input(description="Input of `joinGroup`.")
class JoinGroupInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the open group to join.")


@strawberry.type
class CodeMutations:
    @strawberry.mutation(
        description="Generates the invite code of a group, for its managers. It replaces the code before it, which "
        "stops working."
    )
    async def generate_invite_code(self, info: Info, input: Input[GenerateInviteCodeInput]) -> InviteCodePayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        _, code_id = await run_mutation(
            info, codes.create, group_id, input.expires_at, input.max_uses, input.email_domain
        )
        return await _payload(info, group_id, code_id)

    @strawberry.mutation(
        description="Deletes the invite code of a group, for its managers: its links and QR codes stop working, as do "
        "all older ones. Personal invitations stay. A group without a code is no error."
    )
    async def delete_invite_code(self, info: Info, input: Input[DeleteInviteCodeInput]) -> InviteCodePayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        deleted = await run_mutation(info, codes.delete, group_id)
        return await _payload(info, group_id, deleted.code_id)

    @strawberry.mutation(
        description="Makes the viewer a member of the group of an invite code; a member gets the same membership "
        "again, and no use is counted. Possible errors are CODE_UNUSABLE, CODE_USED_UP, EMAIL_DOMAIN_NOT_ALLOWED and "
        "CASELOAD_FULL."
    )
    async def join_with_code(self, info: Info, input: Input[JoinWithCodeInput]) -> MemberPayload | None:  # noqa: A002
        return await member_payload(info, await run_mutation(info, codes.join_with_code, input.code))

    @strawberry.mutation(
        description="Makes the viewer a member of an open group; a member gets the same membership again. A group that "
        "is not open is NOT_FOUND, or GROUP_INVITE_ONLY for a viewer who knows of it."
    )
    async def join_group(self, info: Info, input: Input[JoinGroupInput]) -> MemberPayload | None:  # noqa: A002
        joined = await run_mutation(info, join_open.join_group, ids.key("Group", input.group_id))
        return await member_payload(info, joined)


async def _payload(info: Info, group_id: int, code_id: int | None) -> InviteCodePayload:
    return InviteCodePayload(group_key=group_id, invite_code=await load_one(reachable_codes, info, code_id))
