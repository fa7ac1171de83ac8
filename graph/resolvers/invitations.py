import asyncio

import strawberry

from actions.invitations import answers, inviting, parsing
from actions.invitations import invitations as invitation_actions
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import change
from graph.resolvers.invitation_inputs import InviteMembersInput, entries
from graph.schema.batches import InvitationBatch, reachable_batch
from graph.schema.errors import UserError
from graph.schema.invitations import Invitation, load_invitation
from graph.schema.invite_pages import InvitePage, page_of_key
from graph.schema.members import Member, load_member, require_in
from graph.schema.site import Site
from rules.problems import Code, Problem
from rules.refusals import bad_request
from rules.roles import Permission

_MOST_PARSED = 5_000


@strawberry.type(description="One of email and username, or a problem.")
class ParsedRecipient:
    input: str
    email: str | None
    username: str | None
    name: str | None
    problem: Code | None


@strawberry.type(
    description="What became of one recipient, in the order given. One bad address never stops the others."
)
class InviteResult:
    recipient: str
    invitation: Invitation | None = strawberry.field(
        description="The new one; with ALREADY_INVITED, the one that is pending, unless another entry of this call made it."
    )
    error: UserError | None


@strawberry.type
class InviteMembersPayload:
    """What became of everyone."""

    results: list[InviteResult]
    batch: InvitationBatch | None = strawberry.field(description="The mails of this call; null where none go out.")
    invited_count: int
    user_errors: list[UserError] = strawberry.field(
        description="What refuses the whole; else the error of each entry that was not invited, with its path. The others "
        "have been invited."
    )


@strawberry.input
class InvitationInput:
    """Which invitation."""

    invitation_id: strawberry.ID


@strawberry.type
class InvitationPayload:
    """An invitation, changed."""

    invitation: Invitation | None
    user_errors: list[UserError]


@strawberry.input(one_of=True, description="One of the two: the invitation's ID, or the token of its link.")
class AnswerInvitationInput:
    invitation_id: strawberry.ID | None = strawberry.UNSET
    token: str | None = strawberry.UNSET


@strawberry.type
class AcceptInvitationPayload:
    """The new member."""

    member: Member | None
    invitation: Invitation | None
    user_errors: list[UserError]


def _named(answer: AnswerInvitationInput) -> tuple[int | None, str | None]:
    token, given_id = given(answer.token), given(answer.invitation_id)
    return (None if given_id is None else ids.key("Invitation", given_id)), token


@strawberry.type
class InvitationQueries:
    @strawberry.field(description="The site that this service runs for. No login needed.")
    def site(self, info: Info) -> Site:
        return Site.of(info.context.config)

    @strawberry.field(
        description="What a personal token or an invite code leads to; null for one that never was. No login needed."
    )
    async def invite_page(self, info: Info, key: str) -> InvitePage | None:
        return await page_of_key(info, key)

    @strawberry.field(description="Splits what people paste, as inviteMembers reads its addresses. Changes nothing.")
    async def parse_recipients(self, text: str) -> list[ParsedRecipient] | None:
        found = await parsing.parse_recipients(text, _MOST_PARSED + 1)
        if len(found) > _MOST_PARSED:
            raise bad_request(f"A text holds {_MOST_PARSED:,} recipients at most.")
        return [
            ParsedRecipient(
                input=one.input,
                email=one.email,
                username=one.username,
                name=one.name,
                problem=one.problem.code if one.problem is not None else None,
            )
            for one in found
        ]


@strawberry.type
class InvitationMutations:
    @strawberry.mutation(
        description="Invites up to 5,000 people at once; each gets a result of their own, in the order given: recipients "
        'first, then the entries of addresses (path ["addresses","2"]).'
    )
    async def invite_members(self, info: Info, input: Input[InviteMembersInput]) -> InviteMembersPayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        await require_in(info, group_id, Permission.INVITE)
        asked = await entries(input)
        done = await change(
            info,
            lambda work: inviting.invite(
                work,
                group_id,
                asked,
                given(input.subject),
                given(input.body),
                send_mail=input.send_mail,
            ),
        )
        if done.value is None:
            return InviteMembersPayload(results=[], batch=None, invited_count=0, user_errors=done.user_errors)
        results = list(await asyncio.gather(*(_result(info, one) for one in done.value.results)))
        batch = await reachable_batch(info, done.value.batch_id) if done.value.batch_id else None
        errors = [result.error for result in results if result.error is not None]
        return InviteMembersPayload(results=results, batch=batch, invited_count=done.value.count, user_errors=errors)

    @strawberry.mutation(description="Sends an invitation again: a new link and expiry; the old link says so.")
    async def resend_invitation(self, info: Info, input: Input[InvitationInput]) -> InvitationPayload | None:  # noqa: A002
        key = ids.key("Invitation", input.invitation_id)
        done = await change(info, lambda work: invitation_actions.resend(work, key))
        if isinstance(done.value, Problem):
            return InvitationPayload(invitation=None, user_errors=[UserError.of(done.value)])
        return InvitationPayload(invitation=await load_invitation(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(description="Withdraws an invitation that has not been answered.")
    async def cancel_invitation(self, info: Info, input: Input[InvitationInput]) -> InvitationPayload | None:  # noqa: A002
        key = ids.key("Invitation", input.invitation_id)
        done = await change(info, lambda work: invitation_actions.cancel(work, key))
        return InvitationPayload(invitation=await load_invitation(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(description="Accepts an invitation addressed to the viewer. Doing it again answers alike.")
    async def accept_invitation(
        self,
        info: Info,
        input: Input[AnswerInvitationInput],  # noqa: A002
    ) -> AcceptInvitationPayload | None:
        key, token = _named(input)
        done = await change(info, lambda work: answers.accept(work, key, token))
        answer, errors = done.value, done.user_errors
        if answer is not None and answer.problem is not None:
            errors = [UserError.of(answer.problem)]
        if answer is None or errors:
            return AcceptInvitationPayload(member=None, invitation=None, user_errors=errors)
        member = await load_member(info, answer.membership_id)
        invitation = await load_invitation(info, answer.invitation_id)
        return AcceptInvitationPayload(member=member, invitation=invitation, user_errors=[])

    @strawberry.mutation(description="Declines an invitation addressed to the viewer. Doing it again answers alike.")
    async def decline_invitation(self, info: Info, input: Input[AnswerInvitationInput]) -> InvitationPayload | None:  # noqa: A002
        key, token = _named(input)
        done = await change(info, lambda work: answers.decline(work, key, token))
        declined = done.value.invitation_id if done.value is not None else None
        return InvitationPayload(invitation=await load_invitation(info, declined), user_errors=done.user_errors)


async def _result(info: Info, one: inviting.RecipientResult) -> InviteResult:
    return InviteResult(
        recipient=one.shown,
        invitation=await load_invitation(info, one.invitation_id),
        error=UserError.of(one.problem) if one.problem is not None else None,
    )
