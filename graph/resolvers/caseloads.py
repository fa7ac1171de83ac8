import asyncio

import strawberry

from actions.caseloads import caseloads
from actions.groups import adding
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import change
from graph.schema.accounts import Account, load_account
from graph.schema.caseloads import Caseload, load_caseload
from graph.schema.errors import UserError
from graph.schema.members import Member, load_member
from rules.roles import Role


@strawberry.input
class SetCaseloadInput:
    """Whose caseload, and how large it may be."""

    account_id: strawberry.ID
    limit: int | None = strawberry.field(
        default=strawberry.UNSET, description="Nought or more; none where null or left out. May be below what is used."
    )


@strawberry.type
class SetCaseloadPayload:
    """A caseload, given or changed."""

    account: Account | None
    caseload: Caseload | None
    user_errors: list[UserError]


@strawberry.input
class AddExistingMembersInput:
    """Whom to add, as what; up to 5,000 people."""

    group_id: strawberry.ID
    account_ids: list[strawberry.ID]
    role: Role = Role.MEMBER


@strawberry.type(description="The good ones are added; each of the others is a userError with its path.")
class AddExistingMembersPayload:
    members: list[Member]
    user_errors: list[UserError]


@strawberry.type
class CaseloadMutations:
    @strawberry.mutation(
        description="Gives an account a caseload, or changes its limit; null for no limit. Staff only."
    )
    async def set_caseload(self, info: Info, input: Input[SetCaseloadInput]) -> SetCaseloadPayload | None:  # noqa: A002
        account_id = ids.key("Account", input.account_id)
        done = await change(info, lambda work: caseloads.set_limit(work, account_id, given(input.limit)))
        return SetCaseloadPayload(
            account=await load_account(info, done.value),
            caseload=await load_caseload(info, done.value),
            user_errors=done.user_errors,
        )

    @strawberry.mutation(description="Add Existing: patients of the viewer become members at once.")
    async def add_existing_members(
        self,
        info: Info,
        input: Input[AddExistingMembersInput],  # noqa: A002
    ) -> AddExistingMembersPayload | None:
        keys = [ids.key("Account", one) for one in input.account_ids]
        done = await change(
            info, lambda work: adding.add_existing(work, ids.key("Group", input.group_id), keys, input.role)
        )
        if done.value is None:
            return AddExistingMembersPayload(members=[], user_errors=done.user_errors)
        members = await asyncio.gather(*(load_member(info, key) for key in done.value.membership_ids))
        return AddExistingMembersPayload(
            members=[member for member in members if member is not None],
            user_errors=[UserError.of(problem) for problem in done.value.problems],
        )
