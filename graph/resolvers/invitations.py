from typing import Annotated

import strawberry

from actions.attempts import recipient_check_attempt
from actions.invitations import accept_or_decline, inviting
from actions.invitations import invitations as invitation_actions
from actions.invitations.checking import check_recipients
from actions.perform import perform
from graph import ids
from graph.arguments import Input, optional
from graph.context import Context, Info
from graph.fields import function, loaded_by
from graph.gate import run_mutation
from graph.resolvers.invitation_inputs import InviteMembersInput, entries
from graph.schema.batches import InvitationBatch, load_batches
from graph.schema.group_owner import OfGroupAndViewer
from graph.schema.invitations import Invitation, load_invitations
from graph.schema.invite_pages import InvitePage, page_of_key
from graph.schema.members import Member, load_members
from graph.schema.node import load_one
from graph.schema.recipient_checks import RecipientCheck, check_of
from graph.schema.site import Site
from graph.schema.user_errors import UserError, user_errors
from rules.roles import Permission, Role


@strawberry.type(description="What `inviteMembers` did for one recipient. An error here does not stop the others.")
class InviteResult:
    invitation_key: strawberry.Private[int | None]
    recipient: str = strawberry.field(description="The address, username or account ID as it was given.")
    invitation: Invitation | None = loaded_by(
        load_invitations,
        "invitation_key",
        description="The new invitation, or with ALREADY_INVITED the pending one; null with any other error, and if "
        "another entry of the same call made the pending one.",
    )
    error: UserError | None = strawberry.field(description="Why the recipient was not invited; null for one who was.")

    @classmethod
    def of(cls, result: inviting.RecipientResult) -> "InviteResult":
        error = UserError(problem=result.problem) if result.problem is not None else None
        return cls(invitation_key=result.invitation_id, recipient=result.shown, error=error)


@strawberry.type(description="Answer to `inviteMembers`.")
class InviteMembersPayload(OfGroupAndViewer):
    results: list[InviteResult] = strawberry.field(
        description="One result for each recipient, in the order given: first `recipients`, then the entries of "
        "`addresses`. Empty if the call was refused as a whole."
    )
    batch: InvitationBatch | None = strawberry.field(
        description="The emails of this call, to follow their progress; null if no email is sent."
    )
    invited_count: int = strawberry.field(description="The number of people who were invited.")
    user_errors: list[UserError] = user_errors(
        "The errors of the call as a whole, or of each recipient who was not invited; the others were invited."
    )


@strawberry.input(description="Input of `resendInvitation` and `cancelInvitation`.")
class InvitationInput:
    invitation_id: strawberry.ID = strawberry.field(description="The ID of the invitation.")


@strawberry.input(description="Input of `updateInvitation`.")
class UpdateInvitationInput:
    invitation_id: strawberry.ID = strawberry.field(description="The ID of the pending invitation.")
    role: Role = strawberry.field(description="The role that the invitee will have in the group.")


@strawberry.type(description="An invitation that was changed.")
class InvitationPayload(OfGroupAndViewer):
    invitation: Invitation | None = strawberry.field(description="The invitation; null when there are userErrors.")
    user_errors: list[UserError] = user_errors()


@strawberry.input(
    one_of=True, description="Input of `acceptInvitation` and `declineInvitation`, with exactly one field."
)
class AnswerInvitationInput:
    invitation_id: strawberry.ID | None = optional("The ID of the invitation.")
    token: str | None = optional("The token at the end of the personal link, or the whole link.")


@strawberry.type(description="Answer to `acceptInvitation`.")
class AcceptInvitationPayload(OfGroupAndViewer):
    member: Member | None = strawberry.field(
        description="The membership of the viewer in the group; null when there are userErrors."
    )
    invitation: Invitation | None = strawberry.field(
        description="The accepted invitation; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()


def _named(answer: AnswerInvitationInput) -> tuple[int | None, str | None]:
    given = answer.invitation_id
    return None if given is None else ids.key("Invitation", given), answer.token


@strawberry.type
class InvitationQueries:
    @function(description="The site that this service runs for. Anonymous callers may read it.")
    def site(self, context: Context) -> Site:
        return Site.of(context.config)

    @strawberry.field(
        description="The page behind a personal link or an invite code; null for a key that never existed. Anonymous "
        "callers may read it."
    )
    async def invite_page(
        self,
        info: Info,
        key: Annotated[
            str, strawberry.argument(description="The personal token, the invite code, or the whole link of either.")
        ],
    ) -> InvitePage | None:
        return await page_of_key(info, key)

    @strawberry.field(
        description="What `inviteMembers` would answer to the same input, without doing it: who is known, a member or "
        "invited already, over a limit, or cannot be read. It needs the same right. An account may ask 60 times an "
        "hour."
    )
    async def check_recipients(
        self,
        info: Info,
        input: Annotated[  # noqa: A002
            InviteMembersInput, strawberry.argument(description="The input that `inviteMembers` would get.")
        ],
    ) -> RecipientCheck | None:
        group_id, context = ids.key("Group", input.group_id), info.context
        await info.context.require_in(group_id, Permission.INVITE)
        limiter = context.services.limiter
        if limiter is not None:
            await limiter.spend(recipient_check_attempt(context.config.limits, context.personal_caller()))
        asked = await entries(input)
        checked = await perform(
            context.services,
            context.personal_caller(),
            check_recipients,
            group_id,
            asked,
            input.subject,
            input.body,
            send_mail=input.send_mail,
        )
        return check_of(checked, has_mail=input.send_mail)


# `add_checks` in graph/gate.py wraps these root fields: who may call them is checked before they run.
@strawberry.type
class InvitationMutations:
    @strawberry.mutation(
        description="Invites up to 5,000 people to a group, for its managers. Each recipient has a result of their "
        "own. The call as a whole fails only without recipients (BLANK), with too many of them (TOO_MANY_RECIPIENTS), "
        "or for the text of the email."
    )
    async def invite_members(self, info: Info, input: Input[InviteMembersInput]) -> InviteMembersPayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        await info.context.require_in(group_id, Permission.INVITE)
        asked = await entries(input)
        invited = await run_mutation(
            info, inviting.invite, group_id, asked, input.subject, input.body, send_mail=input.send_mail
        )
        results = [InviteResult.of(one) for one in invited.results]
        return InviteMembersPayload(
            group_key=group_id,
            results=results,
            batch=await load_one(load_batches, info, invited.batch_id),
            invited_count=invited.count,
            user_errors=[result.error for result in results if result.error is not None],
        )

    @strawberry.mutation(
        description="Sends an invitation again, with a new link and expiry, for managers of the group. One that was "
        "accepted, declined or cancelled is INVITATION_NOT_PENDING; one that was mailed a few minutes ago is "
        "RESEND_TOO_SOON. The checks of `inviteMembers` apply, too."
    )
    async def resend_invitation(self, info: Info, input: Input[InvitationInput]) -> InvitationPayload | None:  # noqa: A002
        key = ids.key("Invitation", input.invitation_id)
        return await _payload(info, await run_mutation(info, invitation_actions.resend, key))

    @strawberry.mutation(
        description="Changes the role of a pending invitation, for managers of the group, without an email. The viewer "
        "becomes its inviter. One that is closed is INVITATION_NOT_PENDING or INVITATION_EXPIRED; the checks that "
        "`inviteMembers` makes of a role apply."
    )
    async def update_invitation(self, info: Info, input: Input[UpdateInvitationInput]) -> InvitationPayload | None:  # noqa: A002
        key = ids.key("Invitation", input.invitation_id)
        return await _payload(info, await run_mutation(info, invitation_actions.change_role, key, input.role))

    @strawberry.mutation(
        description="Withdraws a pending invitation, for managers of the group. One that is closed is "
        "INVITATION_NOT_PENDING or INVITATION_EXPIRED."
    )
    async def cancel_invitation(self, info: Info, input: Input[InvitationInput]) -> InvitationPayload | None:  # noqa: A002
        key = ids.key("Invitation", input.invitation_id)
        return await _payload(info, await run_mutation(info, invitation_actions.cancel, key))

    @strawberry.mutation(
        description="Accepts an invitation that is addressed to the viewer, who becomes a member. Accepting it again "
        "has the same answer. Possible errors are LINK_UNUSABLE, WRONG_RECIPIENT, INVITATION_EXPIRED and "
        "INVITATION_NOT_PENDING."
    )
    async def accept_invitation(
        self,
        info: Info,
        input: Input[AnswerInvitationInput],  # noqa: A002
    ) -> AcceptInvitationPayload | None:
        accepted = await run_mutation(info, accept_or_decline.accept, *_named(input))
        member = await load_one(load_members, info, accepted.membership_id)
        invitation = await load_one(load_invitations, info, accepted.invitation_id)
        group_key = member.row.group_id if member is not None else None
        return AcceptInvitationPayload(group_key=group_key, member=member, invitation=invitation)

    @strawberry.mutation(
        description="Declines an invitation that is addressed to the viewer. Declining it again has the same answer. "
        "Possible errors are LINK_UNUSABLE, WRONG_RECIPIENT, INVITATION_EXPIRED and INVITATION_NOT_PENDING."
    )
    async def decline_invitation(self, info: Info, input: Input[AnswerInvitationInput]) -> InvitationPayload | None:  # noqa: A002
        return await _payload(info, await run_mutation(info, accept_or_decline.decline, *_named(input)))


async def _payload(info: Info, invitation_id: int) -> InvitationPayload:
    invitation = await load_one(load_invitations, info, invitation_id)
    return InvitationPayload(
        group_key=invitation.row.group_id if invitation is not None else None, invitation=invitation
    )
