"""The input of inviteMembers, converted to the entries that the action takes."""

import strawberry

from actions.invitations.inviting import MAX_RECIPIENTS
from actions.invitations.recipients import RecipientRequest, request_for_address, requests_in_text
from graph import ids
from graph.arguments import optional
from rules import usernames
from rules.problems import Problem, ProblemCode
from rules.roles import Role


@strawberry.input(description="A person to invite by email address.")
class EmailRecipientInput:
    email: str = strawberry.field(description="The email address of the person.")
    name: str | None = optional("The name of the person, for the placeholder `@recipient_name` of the email.")
    role: Role = strawberry.field(default=Role.MEMBER, description="The role that the person will have.")


@strawberry.input(description="A person to invite by username.")
class UsernameRecipientInput:
    username: str = strawberry.field(description="The username of the person, in any case.")
    role: Role = strawberry.field(default=Role.MEMBER, description="The role that the person will have.")


@strawberry.input(description="A person to invite by account.")
class AccountRecipientInput:
    account_id: strawberry.ID = strawberry.field(
        description="The ID of the account, as `Group.inviteCandidates` lists it."
    )
    role: Role = strawberry.field(default=Role.MEMBER, description="The role that the person will have.")


@strawberry.input(one_of=True, description="A person to invite, named in exactly one way.")
class InviteRecipientInput:
    email: EmailRecipientInput | None = optional("The person by email address.")
    username: UsernameRecipientInput | None = optional("The person by username.")
    account: AccountRecipientInput | None = optional("The person by account.")


@strawberry.input(description="Input of `inviteMembers`: 1 to 5,000 people, in `recipients`, `addresses` or both.")
class InviteMembersInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group to invite to.")
    recipients: list[InviteRecipientInput] = strawberry.field(
        default_factory=list, description="People to invite, each with a role."
    )
    addresses: str = strawberry.field(
        default="",
        description="People to invite, as text that was pasted: lists, columns of a spreadsheet, email headers or "
        "'Name <address>'. Beside addresses, a username has to stand in a line of its own, as @anna. In a text without "
        "any address, each word is a username.",
    )
    role: Role = strawberry.field(default=Role.MEMBER, description="The role that the people in `addresses` will have.")
    subject: str | None = optional(
        "The subject line of the email, up to 200 characters. If left out, it is that of the template."
    )
    body: str | None = optional(
        "The text of the email, as plain text up to 10,000 characters. It must contain `@register_url`, which becomes "
        "the personal link, and may contain `@group_name`, `@inviter_name`, `@recipient_name` and `@site_name`. If "
        "left out, it is that of the template."
    )
    send_mail: bool = strawberry.field(
        default=True,
        description="Whether to send emails and a reminder. With false the caller passes the links on, from "
        "`Invitation.url` of each result.",
    )


async def entries(given_input: InviteMembersInput) -> list[RecipientRequest]:
    """Return recipients first, then entries of the pasted text, and at most one more than is allowed."""
    named = [_entry(place, one) for place, one in enumerate(given_input.recipients[: MAX_RECIPIENTS + 1])]
    return named + await requests_in_text(given_input.addresses, given_input.role, MAX_RECIPIENTS - len(named))


def _entry(place: int, one: InviteRecipientInput) -> RecipientRequest:
    if one.email is not None:
        return request_for_address(("recipients", str(place), "email"), one.email.email, one.email.name, one.email.role)
    if one.username is not None:
        path = ("recipients", str(place), "username")
        read = usernames.check_username(one.username.username)
        if isinstance(read, Problem):
            code = ProblemCode.BLANK if read.code is ProblemCode.BLANK else ProblemCode.UNKNOWN_PERSON
            problem = Problem(code, read.message, path)
            return RecipientRequest(path, one.username.username[:320], one.username.role, problem=problem)
        return RecipientRequest(path, one.username.username, one.username.role, username=read)
    assert one.account is not None  # @oneOf guarantees exactly one
    path = ("recipients", str(place), "account")
    key = ids.key("Account", one.account.account_id)
    return RecipientRequest(path, one.account.account_id[:320], one.account.role, account_id=key)
