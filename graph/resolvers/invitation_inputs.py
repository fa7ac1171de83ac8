"""The input of inviteMembers, converted to the entries that the action takes."""

import strawberry

from actions.invitations.inviting import MAX_RECIPIENTS
from actions.invitations.recipients import RecipientRequest, request_for_address, requests_in_text
from graph import ids
from graph.arguments import given
from rules import usernames
from rules.problems import Code, Problem
from rules.roles import Role


@strawberry.input
class EmailRecipientInput:
    """Somebody by address."""

    email: str
    name: str | None = strawberry.field(default=strawberry.UNSET, description="What to call them in the mail.")
    role: Role = Role.MEMBER


@strawberry.input
class UsernameRecipientInput:
    """Somebody by username."""

    username: str
    role: Role = Role.MEMBER


@strawberry.input
class AccountRecipientInput:
    """Somebody picked, e.g. from inviteCandidates."""

    account_id: strawberry.ID
    role: Role = Role.MEMBER


@strawberry.input(one_of=True, description="One of email, username and accountId.")
class InviteRecipientInput:
    email: EmailRecipientInput | None = strawberry.UNSET
    username: UsernameRecipientInput | None = strawberry.UNSET
    account: AccountRecipientInput | None = strawberry.UNSET


@strawberry.input(description="recipients and addresses may be combined, 5,000 people in all.")
class InviteMembersInput:
    group_id: strawberry.ID
    recipients: list[InviteRecipientInput] = strawberry.field(default_factory=list)
    addresses: str = strawberry.field(
        default="",
        description="Text as people paste it: lists, columns of a spreadsheet, mail headers, 'Name <address>'. Words "
        "beside an address are its name, or nothing; a username stands in a line of its own, as @anna. A text without "
        "any address is a list of usernames.",
    )
    role: Role = strawberry.field(default=Role.MEMBER, description="What those in addresses will be.")
    subject: str | None = strawberry.field(
        default=strawberry.UNSET, description="Of the mail, one line; the template's where left out."
    )
    body: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Plain text. Must hold @register_url, which becomes the recipient's own link; may hold @group_name, "
        "@inviter_name, @recipient_name, @site_name.",
    )
    send_mail: bool = strawberry.field(
        default=True,
        description="False where the caller sends the links itself: no mail, reminder or batch; each result's "
        "invitation has its url.",
    )


async def entries(given_input: InviteMembersInput) -> list[RecipientRequest]:
    """Return recipients first, then entries of the pasted text, and at most one more than is allowed."""
    named = [_entry(place, one) for place, one in enumerate(given_input.recipients[: MAX_RECIPIENTS + 1])]
    return named + await requests_in_text(given_input.addresses, given_input.role, MAX_RECIPIENTS - len(named))


def _entry(place: int, one: InviteRecipientInput) -> RecipientRequest:
    by_email, by_username, by_account = given(one.email), given(one.username), given(one.account)
    if by_email is not None:
        return request_for_address(
            ("recipients", str(place), "email"), by_email.email, given(by_email.name), by_email.role
        )
    if by_username is not None:
        path = ("recipients", str(place), "username")
        read = usernames.check(by_username.username)
        if isinstance(read, Problem):
            code = Code.BLANK if read.code is Code.BLANK else Code.UNKNOWN_PERSON
            problem = Problem(code, read.message, path)
            return RecipientRequest(path, by_username.username[:320], by_username.role, problem=problem)
        return RecipientRequest(path, by_username.username, by_username.role, username=read)
    assert by_account is not None  # @oneOf guarantees exactly one
    path = ("recipients", str(place), "account")
    key = ids.key("Account", by_account.account_id)
    return RecipientRequest(path, by_account.account_id[:320], by_account.role, account_id=key)
