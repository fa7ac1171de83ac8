from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import func, select

from actions.side_thread import run_in_side_thread
from db.queries import accounts, invitations
from db.queries.counts import CountKind, count_by_group
from db.queries.discoverability import EVERYONE, findable_name
from db.queries.invitations import ListedInvitationRow
from graph import ids
from graph.context import Context, Info
from graph.fields import function, loaded_by
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.group_base import GroupBase, groups_allowing, has_permission
from graph.schema.invitations import Invitation, listed_invitation
from graph.schema.node import LazyGroup, groups_or_not_found
from graph.schema.user_errors import UserError
from mail.invitation import InvitationContent, render_invitation, replies_to_inviter
from mail.links import join_link
from rules import templates
from rules.addresses import canonical
from rules.config import Config
from rules.problems import Problem, ProblemCode
from rules.roles import Permission
from rules.transitions import DeliveryStatus, InvitationStatus

NOWHERE = "preview"
_SHOWN = 320
_NOT_RENDERED = (ProblemCode.TOO_LONG, ProblemCode.INVALID_VALUE)


@strawberry.type(description="The text of an invitation email, with placeholders, for a manager to start from.")
class EmailTemplate:
    subject: str = strawberry.field(description="The subject line.")
    body: str = strawberry.field(description="The text, as plain text with `@register_url` and other placeholders.")
    replies_to_inviter: bool = strawberry.field(
        description="Whether answers to the email go to the person who invites. In a discreet group they do not, nor "
        "where the site has them sent to its support."
    )


@strawberry.type(description="An invitation email as it would be sent.")
class EmailPreview:
    to: str = strawberry.field(
        description="The address that the email would go to. It is masked (a…@example.org) for a person who was named "
        "by username or account."
    )
    subject: str = strawberry.field(
        description="The subject line with its placeholders filled; empty if the text cannot be rendered."
    )
    text: str = strawberry.field(description="The email as plain text; empty if the text cannot be rendered.")
    html: str = strawberry.field(description="The email as HTML; empty if the text cannot be rendered.")
    alternative_text: str | None = strawberry.field(
        description="The email as plain text for a person who has an account. Where the viewer may not know whether "
        "the person has one, `subject`, `text` and `html` are for somebody without an account; else this is null."
    )
    problems: list[UserError] = strawberry.field(
        description="The errors that `inviteMembers` would report for this text and address. A text that is TOO_LONG "
        "or an INVALID_VALUE cannot be rendered."
    )


async def preview_of(content: InvitationContent, config: Config, problems: list[UserError]) -> EmailPreview:
    """Render an email in a thread; `has_account` of its content is what the viewer may know."""
    return await run_in_side_thread(_render, content, config, problems)


def _render(content: InvitationContent, config: Config, problems: list[UserError]) -> EmailPreview:
    mail = render_invitation(content, config)
    may_know = content.has_account or config.directory == EVERYONE
    other = None if may_know else render_invitation(replace(content, has_account=True), config).text
    return EmailPreview(
        to=content.to_email,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        alternative_text=other,
        problems=problems,
    )


@strawberry.type(description="The number of invitations of a group, by status.")
class InvitationCounts:
    id: strawberry.ID = strawberry.field(description="An ID for caches, the same for all counts of the group.")
    group_key: strawberry.Private[int]
    pending: int = strawberry.field(description="The number of invitations that wait for an answer.")
    accepted: int = strawberry.field(description="The number of invitations that were accepted.")
    declined: int = strawberry.field(description="The number of invitations that were declined.")
    cancelled: int = strawberry.field(description="The number of invitations that were cancelled.")
    expired: int = strawberry.field(description="The number of invitations that nobody answered in time.")
    total: int = strawberry.field(description="The number of invitations, whatever their status.")

    group: LazyGroup = loaded_by(
        groups_or_not_found, "group_key", description="The group whose invitations are counted."
    )


async def load_counts(context: Context, group_keys: Sequence[int]) -> list[InvitationCounts]:
    counted = await context.load_many(count_by_group, [(key, CountKind.INVITATIONS) for key in group_keys])
    return [_counts_of(key, found or {}) for key, found in zip(group_keys, counted, strict=True)]


def _counts_of(group_key: int, found: Mapping[str, int]) -> InvitationCounts:
    each: dict[str, Any] = {status.value.lower(): found.get(status, 0) for status in InvitationStatus}
    return InvitationCounts(
        id=ids.opaque("InvitationCounts", group_key), group_key=group_key, **each, total=sum(each.values())
    )


def _invitations(
    groups: Sequence[GroupBase],
    context: Context,
    status: Annotated[
        list[InvitationStatus] | None, strawberry.argument(description="Only invitations with one of these statuses.")
    ] = None,
    search: Annotated[
        str | None,
        strawberry.argument(
            description="Beginnings of words of the invitee's name, or of the address or username that was invited; "
            "case and accents do not matter."
        ),
    ] = None,
    delivery: Annotated[
        list[DeliveryStatus] | None,
        strawberry.argument(
            description="Only invitations whose newest email has got this far. For managers; FORBIDDEN for others."
        ),
    ] = None,
    invited_by_id: Annotated[
        strawberry.ID | None,
        strawberry.argument(
            description="Only invitations that the person with this account ID sent, or sent again last."
        ),
    ] = None,
) -> tuple[Listing[ListedInvitationRow], list[GroupBase]]:
    listing = Listing(
        "invitations",
        invitations.of_group,
        (("invitation_created_at", datetime), ("invitation_id", int)),
        descending=True,
        filters=(status, search, delivery, invited_by_id is not None),
        values=() if invited_by_id is None else (("inviter", ids.key("Account", invited_by_id)),),
        depends_on_viewer=True,
    )
    shown = groups_allowing(groups, Permission.SEE_INVITATIONS)
    return listing, [group for group in shown if delivery is None or group.group_access.is_manager]


@strawberry.type
class GroupInvitations(GroupBase):
    invitations: Connection[Invitation] | None = paged(
        _invitations,
        listed_invitation,
        description="The invitations of the group, newest first. Managers and staff only: others get null and a "
        "FORBIDDEN error.",
    )
    invitation_counts: InvitationCounts | None = loaded_by(
        load_counts,
        "key",
        may_see=has_permission(Permission.SEE_INVITATIONS),
        description="The number of invitations of the group, by status. Managers and staff only: others get null and a "
        "FORBIDDEN error.",
    )

    @function(
        description="The text of an invitation email, to start from when personalising it. Managers only: others get "
        "null and a FORBIDDEN error."
    )
    def invitation_template(self, context: Context) -> EmailTemplate | None:
        self.require_manager()
        return EmailTemplate(
            subject=templates.DEFAULT_SUBJECT,
            body=templates.DEFAULT_BODY,
            replies_to_inviter=replies_to_inviter(context.config, discreet=self.row.discreet),
        )

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
        ] = None,
        subject: Annotated[
            str | None, strawberry.argument(description="The subject line. If left out, it is that of the template.")
        ] = None,
        body: Annotated[
            str | None, strawberry.argument(description="The text. If left out, it is that of the template.")
        ] = None,
    ) -> EmailPreview | None:
        self.require_manager()
        config = info.context.config
        to = (email or "recipient@example.org")[:_SHOWN]
        title = templates.DEFAULT_SUBJECT if subject is None else subject
        text = templates.DEFAULT_BODY if body is None else body
        problems = templates.check_template(title, text)
        address = canonical(to)
        if isinstance(address, Problem):
            problems.append(address.at("email") if not address.path else address)
        shown = [UserError(problem=problem) for problem in problems]
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
        return await preview_of(words, config, shown)
