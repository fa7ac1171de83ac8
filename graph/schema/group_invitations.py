from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry
from sqlalchemy import func, select

from db.queries import accounts, invitations
from db.queries.discoverability import findable_name
from db.queries.invitations import ListedInvitationRow
from graph import ids
from graph.arguments import given
from graph.context import Context, Info
from graph.fields import relation
from graph.pagination.paged_fields import paged
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection
from graph.schema.email_previews import EmailPreview, preview_of
from graph.schema.errors import UserError
from graph.schema.group_base import GroupBase, where
from graph.schema.invitation_counts import InvitationCounts, load_counts
from graph.schema.invitations import Invitation, listed_invitation
from mail.invitation import InvitationContent
from mail.links import join_link
from rules import templates
from rules.addresses import canonical
from rules.problems import Problem, ProblemCode
from rules.refusals import RefusalError, forbidden
from rules.roles import Permission
from rules.transitions import DeliveryStatus, InvitationStatus

NOWHERE = "preview"
_SHOWN = 320
_NOT_RENDERED = (ProblemCode.TOO_LONG, ProblemCode.INVALID_VALUE)


@strawberry.type(description="The text of an invitation email, with placeholders, for a manager to start from.")
class EmailTemplate:
    subject: str = strawberry.field(description="The subject line.")
    body: str = strawberry.field(description="The text, as plain text with `@register_url` and other placeholders.")


def _invitations(
    groups: Sequence[GroupBase],
    context: Context,
    status: Annotated[
        list[InvitationStatus] | None, strawberry.argument(description="Only invitations with one of these statuses.")
    ] = strawberry.UNSET,
    search: Annotated[
        str | None,
        strawberry.argument(
            description="Beginnings of words of the invitee's name, or of the address or username that was "
            "invited; case and accents do not matter."
        ),
    ] = strawberry.UNSET,
    delivery: Annotated[
        list[DeliveryStatus] | None,
        strawberry.argument(
            description="Only invitations whose newest email has got this far. For managers; FORBIDDEN for others."
        ),
    ] = strawberry.UNSET,
    invited_by_id: Annotated[
        strawberry.ID | None,
        strawberry.argument(
            description="Only invitations that the person with this account ID sent, or sent again last."
        ),
    ] = strawberry.UNSET,
) -> tuple[Listing[ListedInvitationRow], list[GroupBase]]:
    statuses, words, deliveries, inviter = given(status), given(search), given(delivery), given(invited_by_id)
    listing = Listing(
        "invitations",
        invitations.of_group,
        (("invitation_created_at", datetime), ("invitation_id", int)),
        descending=True,
        filters=(
            None if statuses is None else tuple(statuses),
            words,
            None if deliveries is None else tuple(deliveries),
            inviter is not None,
        ),
        values=() if inviter is None else (("inviter", ids.key("Account", inviter)),),
        depends_on_viewer=True,
    )
    shown = where(groups, Permission.SEE_INVITATIONS)
    return listing, [group for group in shown if deliveries is None or group.group_access.is_manager]


async def _invitation_counts(groups: Sequence[GroupBase], context: Context) -> list[InvitationCounts | RefusalError]:
    keys = [group.key for group in where(groups, Permission.SEE_INVITATIONS)]
    found = dict(zip(keys, await load_counts(context, keys), strict=True))
    return [found.get(group.key) or forbidden() for group in groups]


@strawberry.type
class GroupInvitations(GroupBase):
    invitations: Connection[Invitation] | None = paged(
        _invitations,
        listed_invitation,
        description="The invitations of the group, newest first. Managers and staff only: others get null and a "
        "FORBIDDEN error.",
    )
    invitation_counts: InvitationCounts | None = relation(
        _invitation_counts,
        description="The number of invitations of the group, by status. Managers and staff only: others get null and a "
        "FORBIDDEN error.",
    )

    @strawberry.field(
        description="The text of an invitation email, to start from when personalising it. Managers only: others get "
        "null and a FORBIDDEN error."
    )
    def invitation_template(self) -> EmailTemplate | None:
        self.require_manager()
        return EmailTemplate(subject=templates.DEFAULT_SUBJECT, body=templates.DEFAULT_BODY)

    @strawberry.field(
        description="The invitation email as it would be sent, with a link that leads nowhere; nothing is sent. For an "
        "address whose account the viewer may not find, it is the email for somebody without an account. Managers "
        "only: others get null and a FORBIDDEN error."
    )
    async def invitation_preview(
        self,
        info: Info,
        email: Annotated[
            str | None, strawberry.argument(description="The address of the recipient. If left out, it is an example.")
        ] = strawberry.UNSET,
        subject: Annotated[
            str | None, strawberry.argument(description="The subject line. If left out, it is that of the template.")
        ] = strawberry.UNSET,
        body: Annotated[
            str | None, strawberry.argument(description="The text. If left out, it is that of the template.")
        ] = strawberry.UNSET,
    ) -> EmailPreview | None:
        self.require_manager()
        config = info.context.config
        to = (given(email) or "recipient@example.org")[:_SHOWN]
        title = given(subject)
        title = templates.DEFAULT_SUBJECT if title is None else title
        text = given(body)
        text = templates.DEFAULT_BODY if text is None else text
        problems = templates.check_template(title, text)
        address = canonical(to)
        if isinstance(address, Problem):
            problems.append(address.at("email") if not address.path else address)
        shown = [UserError.of(problem) for problem in problems]
        if any(problem.code in _NOT_RENDERED for problem in problems):
            return EmailPreview(to=to, subject="", text="", html="", alternative_text=None, problems=shown)
        row = await info.context.load(accounts.by_ids, info.context.personal_caller().account)
        now = await info.context.reader.value(select(func.now()))
        # Reveal that an account exists only to a caller who may find it. Others see the text for new users.
        known = None
        if not isinstance(address, Problem):
            named = findable_name(address, info.context.personal_caller().account_id, config.directory)
            known = await info.context.reader.value(named)
        words = InvitationContent(
            subject=title,
            body=text,
            url=join_link(config, NOWHERE),
            group_name=self.row.name,
            discreet=self.row.discreet,
            inviter_name=row.name if row is not None else config.site_name,
            recipient_name=known,
            to_email=to,
            has_account=known is not None,
            expires_at=now + config.invitation_lifetime,
            inviter_email=row.email if row is not None else None,
        )
        return preview_of(words, config, shown)
