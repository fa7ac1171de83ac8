from collections.abc import Sequence

import strawberry

from actions.caseloads import caseloads, patients
from actions.groups import adding
from graph import ids
from graph.arguments import Input, optional
from graph.context import Context, Info
from graph.fields import relation
from graph.gate import run_mutation
from graph.schema.accounts import Account, load_accounts
from graph.schema.caseloads import Caseload, load_caseloads
from graph.schema.group_owner import OfGroup
from graph.schema.members import Member, load_members
from graph.schema.node import load_one
from graph.schema.user_errors import UserError, user_errors
from rules.roles import Role


@strawberry.input(description="Input of `setCaseload`.")
class SetCaseloadInput:
    account_id: strawberry.ID = strawberry.field(description="The ID of the therapist's account.")
    limit: int | None = optional(
        "The maximum number of patients and reserved places, 0 or more. If null or left out, there is no limit. A "
        "limit below what is used takes nothing away."
    )


@strawberry.type(description="Answer to `setCaseload`.")
class SetCaseloadPayload:
    account: Account | None = strawberry.field(description="The therapist's account; null when there are userErrors.")
    caseload: Caseload | None = strawberry.field(
        description="The caseload with its new limit; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `addExistingMembers`.")
class AddExistingMembersInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group.")
    account_ids: list[strawberry.ID] = strawberry.field(
        description="The IDs of the patients' accounts, up to 5,000; errors count them from 0."
    )
    role: Role = strawberry.field(default=Role.MEMBER, description="The role that the new members have.")


async def _own_caseloads(payloads: Sequence[OfGroup], context: Context) -> list[Caseload | None]:
    own = context.personal_caller().account
    return await load_caseloads(context, [own if payload.group_key is not None else None for payload in payloads])


@strawberry.type(description="Answer to `addExistingMembers`. An error of one patient does not stop the others.")
class AddExistingMembersPayload(OfGroup):
    members: list[Member] = strawberry.field(description="The new members, in the order given.")
    user_errors: list[UserError] = user_errors(
        "The errors of the call as a whole, or of each patient who was not added, with the path."
    )

    caseload: Caseload | None = relation(
        _own_caseloads,
        description="The caseload of the viewer; null if userErrors refused the whole change, or if the viewer keeps "
        "none.",
    )


@strawberry.input(description="Input of `removePatient`.")
class RemovePatientInput:
    patient_id: strawberry.ID = strawberry.field(description="The ID of the patient, not of the account.")


@strawberry.type(description="Answer to `removePatient`.")
class RemovePatientPayload:
    removed_id: strawberry.ID | None = strawberry.field(
        description="The ID of the patient who was taken off the list; null when there are userErrors."
    )
    caseload: Caseload | None = strawberry.field(
        description="The caseload of the viewer with the free place; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()


@strawberry.type
class CaseloadMutations:
    @strawberry.mutation(
        description="Gives an account a caseload, or changes its limit. Staff only: others get FORBIDDEN."
    )
    async def set_caseload(self, info: Info, input: Input[SetCaseloadInput]) -> SetCaseloadPayload | None:  # noqa: A002
        account_id = ids.key("Account", input.account_id)
        owner = await run_mutation(info, caseloads.set_limit, account_id, input.limit)
        return SetCaseloadPayload(
            account=await load_one(load_accounts, info, owner), caseload=await load_one(load_caseloads, info, owner)
        )

    @strawberry.mutation(
        description="Takes a patient off the caseload of the viewer, whose place is free again. While the person is in "
        "a group that the viewer manages, it is IN_USE."
    )
    async def remove_patient(self, info: Info, input: Input[RemovePatientInput]) -> RemovePatientPayload | None:  # noqa: A002
        await run_mutation(info, patients.remove, ids.key("Patient", input.patient_id))
        caseload = await load_one(load_caseloads, info, info.context.personal_caller().account)
        return RemovePatientPayload(removed_id=input.patient_id, caseload=caseload)

    @strawberry.mutation(
        description="Makes patients of the viewer members of a group at once, without an invitation, for managers of "
        "the group. Errors of single patients are NOT_A_PATIENT, ALREADY_MEMBER, UNKNOWN_PERSON, DUPLICATE_RECIPIENT "
        "and ROLE_NOT_ALLOWED."
    )
    async def add_existing_members(
        self,
        info: Info,
        input: Input[AddExistingMembersInput],  # noqa: A002
    ) -> AddExistingMembersPayload | None:
        group_key, keys = ids.key("Group", input.group_id), [ids.key("Account", one) for one in input.account_ids]
        added = await run_mutation(info, adding.add_existing, group_key, keys, input.role)
        members = await load_members(info.context, added.membership_ids)
        return AddExistingMembersPayload(
            group_key=group_key,
            members=[member for member in members if member is not None],
            user_errors=[UserError(problem=problem) for problem in added.problems],
        )
