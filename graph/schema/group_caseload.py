"""People whom a manager can invite to a group, and the places left for them."""

from typing import Annotated

import strawberry

from db.queries import candidates, caseloads
from db.queries.candidates import CandidateRow
from graph.context import Info
from graph.schema.accounts import Account, account_of
from graph.schema.group_base import GroupBase
from graph.schema.invitations import Invitation, load_invitation
from rules.refusals import bad_request

_MOST = 100


@strawberry.type(description="A person whom the viewer can invite to a group.")
class InviteCandidate:
    row: strawberry.Private[CandidateRow]
    is_member: bool = strawberry.field(description="Whether the person is already a member of the group.")

    @strawberry.field(description="The account of the person.")
    def account(self) -> Account:
        return account_of(self.row.id, self.row)

    @strawberry.field(description="The pending invitation of the person to the group; null if there is none.")
    async def pending_invitation(self, info: Info) -> Invitation | None:
        return await load_invitation(info, self.row.invitation_id)


@strawberry.type
class GroupCaseload(GroupBase):
    @strawberry.field(
        description="The places left in the caseload that an invitation by the viewer would use; null for no limit. "
        "Managers only: others get null and a FORBIDDEN error."
    )
    async def caseload_remaining(self, info: Info) -> int | None:
        self.require_manager()
        found = await info.context.load(caseloads.for_inviting, (self.key, info.context.personal_caller().account))
        return None if found is None else found[1].remaining

    @strawberry.field(
        description="People whom the viewer can invite, by name; a person whose whole username or address was typed "
        "comes first. They are registered people that the viewer may find: their caseload, members of shared groups, "
        "or everyone where the directory is public. Managers only: others get null and a FORBIDDEN error."
    )
    async def invite_candidates(
        self,
        info: Info,
        search: Annotated[
            str,
            strawberry.argument(
                description="Beginnings of words of the name or username, or a whole address; case and accents do not "
                "matter."
            ),
        ],
        first: Annotated[int | None, strawberry.argument(description="The most people to return, 1 to 100.")] = 10,
    ) -> list[InviteCandidate] | None:
        self.require_manager()
        size = 10 if first is None else first
        if not 1 <= size <= _MOST:
            raise bad_request(f"Ask for 1 to {_MOST} people.")
        context = info.context
        rows = await candidates.find(
            context.reader,
            search,
            account_id=context.personal_caller().account,
            group_id=self.key,
            directory=context.config.directory,
            limit=size,
        )
        return [InviteCandidate(row=row, is_member=row.is_member) for row in rows]
