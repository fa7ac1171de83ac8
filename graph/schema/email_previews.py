from dataclasses import replace

import strawberry

from db.queries.discoverability import EVERYONE
from graph.schema.errors import UserError
from mail.invitation import InvitationContent, render_invitation
from rules.config import Config


@strawberry.type(description="An invitation email as it would be sent.")
class EmailPreview:
    to: str = strawberry.field(
        description="The address that the email would go to. It is masked (a…@example.org) for a person who was named by "
        "username or account."
    )
    subject: str = strawberry.field(
        description="The subject line with its placeholders filled; empty if the text cannot be rendered."
    )
    text: str = strawberry.field(description="The email as plain text; empty if the text cannot be rendered.")
    html: str = strawberry.field(description="The email as HTML; empty if the text cannot be rendered.")
    alternative_text: str | None = strawberry.field(
        description="The email as plain text for a person who has an account. Where the viewer may not know whether the "
        "person has one, `subject`, `text` and `html` are for somebody without an account; else this is null."
    )
    problems: list[UserError] = strawberry.field(
        description="The errors that `inviteMembers` would report for this text and address. A text that is TOO_LONG "
        "or an INVALID_VALUE cannot be rendered."
    )


def preview_of(content: InvitationContent, config: Config, problems: list[UserError]) -> EmailPreview:
    """Render an email; `has_account` of its content is what the viewer may know."""
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
