"""People whom a manager can invite to a group, and the places left for them."""

from collections.abc import Sequence
from typing import Annotated

import strawberry

from db.queries import candidates, caseloads
from db.queries.candidates import CandidateRow
from graph.context import Context, Info
from graph.fields import attribute, function, related, relation
from graph.schema.accounts import Account, account_of
from graph.schema.group_base import GroupBase
from graph.schema.invitations import Invitation, load_invitations
from rules.refusals import RefusalError, bad_request, forbidden

_MOST = 100


@strawberry.type(description="A person whom the viewer can invite to a group.")
class InviteCandidate:
    row: strawberry.Private[CandidateRow]
    is_member: bool = attribute("row.is_member", description="Whether the person is already a member of the group.")

    @function(description="The account of the person.")
    def account(self, context: Context) -> Account:
        return account_of(self.row.id, self.row)

    pending_invitation: Invitation | None = related(
        load_invitations,
        "row.invitation_id",
        description="The pending invitation of the person to the group; null if there is none.",
    )


async def _remaining(groups: Sequence[GroupBase], context: Context) -> list[int | RefusalError | None]:
    viewer = context.personal_caller().account
    pairs = [(group.key, viewer) for group in groups if group.group_access.is_manager]
    found = dict(zip(pairs, await context.load_many(caseloads.for_inviting, pairs) if pairs else (), strict=True))
    left = {key: charge[1].remaining if charge is not None else None for (key, _), charge in found.items()}
    return [left.get(group.key) if group.group_access.is_manager else forbidden() for group in groups]


@strawberry.type
class GroupCaseload(GroupBase):
    caseload_remaining: int | None = relation(
        _remaining,
        description="The places left in the caseload that an invitation by the viewer would use; null for no limit. "
        "Managers only: others get null and a FORBIDDEN error.",
    )

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
        return [InviteCandidate(row=row) for row in rows]
