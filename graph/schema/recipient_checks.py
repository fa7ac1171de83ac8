"""`checkRecipients`: the results that `inviteMembers` would have."""

from typing import Annotated

import strawberry

from actions.invitations.checking import CheckedInvitation
from actions.invitations.inviting import name_of
from actions.invitations.recipients import Recipient
from graph.context import Info
from graph.schema.group_invitations import NOWHERE, EmailPreview, preview_of
from graph.schema.user_errors import UserError, user_errors
from mail.invitation import InvitationContent
from mail.links import join_link
from rules.addresses import mask
from rules.config import Config
from rules.roles import Role
from rules.transitions import NamedBy


@strawberry.type(
    description="A person whom `inviteMembers` would invite, or not. Nothing here tells whether an address has an "
    "account, unless the viewer may find that account."
)
class CheckedRecipient:
    input: str = strawberry.field(description="The address, username or account ID as it was given.")
    email: str | None = strawberry.field(
        description="The email address in its canonical form; null for an entry that has none, and for a person who "
        "was named by username or account."
    )
    username: str | None = strawberry.field(
        description="The username; null for a person who was named by email address, or who cannot be found."
    )
    name: str | None = strawberry.field(
        description="The name beside the address, or that of the account that was named; null if there is none."
    )
    role: Role = strawberry.field(description="The role that the person would have.")
    error: UserError | None = strawberry.field(
        description="Why the person would not be invited; null for one who would be."
    )

    @classmethod
    def of(cls, person: Recipient) -> "CheckedRecipient":
        request, account = person.request, person.account
        is_named = request.named_by != NamedBy.EMAIL and account is not None
        return cls(
            input=request.shown,
            email=request.email or None,
            username=account.username if is_named and account is not None else request.username,
            name=name_of(person),
            role=request.role,
            error=UserError(problem=person.problem) if person.problem is not None else None,
        )


@strawberry.type(description="What `inviteMembers` would answer to the same input.")
class RecipientCheck:
    checked: strawberry.Private[CheckedInvitation | None] = None
    has_mail: strawberry.Private[bool] = True
    results: list[CheckedRecipient] = strawberry.field(
        description="One result for each recipient, in the order given: first `recipients`, then the entries of "
        "`addresses`. Empty if the call would be refused as a whole."
    )
    ready_count: int = strawberry.field(
        description="The number of entries that would be invited. A person who is named in two ways counts twice: "
        "nothing here tells whether two entries are one person."
    )
    user_errors: list[UserError] = user_errors(
        "The errors of the call as a whole, or of each recipient who would not be invited."
    )

    @strawberry.field(
        description="The email as the person of an entry would get it, with a link that leads nowhere; null for an "
        "entry with an error, for one that does not exist, and if no email is to be sent."
    )
    async def preview(
        self,
        info: Info,
        entry: Annotated[int, strawberry.argument(description="The place of the entry in `results`, from 0.")] = 0,
    ) -> EmailPreview | None:
        if self.checked is None or not self.has_mail or not 0 <= entry < len(self.checked.people):
            return None
        person = self.checked.people[entry]
        if person.problem is not None:
            return None
        config = info.context.config
        return await preview_of(_content(self.checked, person, config), config, [])


def _content(checked: CheckedInvitation, person: Recipient, config: Config) -> InvitationContent:
    """Return the mail that the person would get, without what the inviter may not know about the address."""
    group, request = checked.group, person.request
    is_by_email = request.named_by == NamedBy.EMAIL
    account = person.account if person.account is not None and person.account.may_find else None
    return InvitationContent(
        subject=checked.subject,
        body=checked.body,
        url=join_link(config, NOWHERE),
        group_name=group.name,
        discreet=group.discreet,
        inviter_name=group.caller_name,
        recipient_name=(request.name if is_by_email else None) or (account.name if account is not None else None),
        to_email=person.email if is_by_email else mask(person.email),
        has_account=account is not None,
        expires_at=group.now + config.invitation_lifetime,
        role=request.role,
        inviter_email=group.caller_email,
    )


def check_of(checked: CheckedInvitation, *, has_mail: bool) -> RecipientCheck:
    results = [CheckedRecipient.of(person) for person in checked.people]
    errors = [one.error for one in results if one.error is not None]
    return RecipientCheck(
        checked=checked, has_mail=has_mail, results=results, ready_count=len(results) - len(errors), user_errors=errors
    )
