"""People whom a manager can invite to a group, and the places left for them."""

from typing import Any

import strawberry
from sqlalchemy import Row

from db.queries import candidates, caseloads
from graph.context import Info
from graph.schema.accounts import Account, account_of
from graph.schema.group_base import GroupBase
from graph.schema.invitations import Invitation, load_invitation
from rules.refusals import bad_request

_MOST = 100


@strawberry.type(description="Somebody who might be invited.")
class InviteCandidate:
    row: strawberry.Private[Row[Any]]
    is_member: bool = strawberry.field(description="Whether they are in the group already.")

    @strawberry.field(description="Who it is.")
    def account(self) -> Account:
        return account_of(self.row)

    @strawberry.field(description="The invitation to this group that they have not answered yet.")
    async def pending_invitation(self, info: Info) -> Invitation | None:
        return await load_invitation(info, self.row.invitation_id)


@strawberry.type
class GroupCaseload(GroupBase):
    @strawberry.field(
        description="Places left in the caseload that an invitation by the viewer would use; null for no limit. "
        "Managers only."
    )
    async def caseload_remaining(self, info: Info) -> int | None:
        self.require_manager()
        found = await info.context.load(caseloads.for_inviting, (self.key, info.context.caller.account_id))
        return None if found is None else found[1].remaining

    @strawberry.field(
        description="Whom to invite: registered people that the viewer may find (the caseload, shared groups, or "
        "everyone where the site's directory is public), by the start of any word of the name or username, ignoring "
        "case and accents. By name, after the one whose whole username was typed, or whole address, where the viewer may see "
        "that. Managers only."
    )
    async def invite_candidates(self, info: Info, search: str, first: int | None = 10) -> list[InviteCandidate] | None:
        self.require_manager()
        size = 10 if first is None else first
        if not 1 <= size <= _MOST:
            raise bad_request(f"Ask for 1 to {_MOST} people.")
        context = info.context
        rows = await candidates.find(
            context.reader,
            search,
            account_id=context.caller.account,
            group_id=self.key,
            directory=context.config.directory,
            limit=size,
        )
        return [InviteCandidate(row=row, is_member=row.is_member) for row in rows]
