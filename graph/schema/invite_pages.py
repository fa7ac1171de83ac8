"""What the holder of a personal link or a code sees before signing in."""

import strawberry

from actions import attempts
from db.queries.invite_pages import Seen, see
from graph.context import Info
from graph.schema.invitations import Invitation, invitation_of
from graph.schema.qr_codes import QrCode, qr_code_of
from graph.schema.site import Site
from mail.links import join_link
from rules.config import Config
from rules.invite_pages import InvitePageStatus
from rules.roles import Role


@strawberry.type(description="What the holder of a personal link or a code sees before signing in.")
class InvitePage:
    url: str
    status: InvitePageStatus
    group_name: str | None = strawberry.field(
        description="What the group is called. Null for a discreet group until its invitee has signed in, or, for a code, until the viewer is a "
        "member; and for a code that was deleted or replaced. Once the invitation or code is closed, for who is no member: "
        "the name that the group had then."
    )
    group_description: str | None = strawberry.field(
        description="What the group says of itself. Null where groupName is, and once the invitation or code is closed, for who is no member."
    )
    facilitator_name: str | None = strawberry.field(
        description="Whom to ask. Null where groupName is, and once the invitation or code is closed, for who is no member."
    )
    member_count: int | None = strawberry.field(
        description="How many members the group has. Null where groupName is, and once the invitation or code is closed, for who is no member."
    )
    role: Role
    invited_email: str | None = strawberry.field(
        description="The invited address; null on a code. Masked (a…@example.org) unless the viewer is the invitee."
    )
    invitation: Invitation | None = strawberry.field(
        description="The invitation behind a personal link, for its invitee only."
    )
    email_domain: str | None = strawberry.field(
        description="The one domain whose addresses a code admits; null for any, and on a personal invitation."
    )
    viewer_is_member: bool
    qr_code: QrCode
    site: Site


async def page_of_key(info: Info, key: str) -> InvitePage | None:
    context, config, caller = info.context, info.context.config, info.context.caller
    seen = await attempts.guessing(
        context.services.limiter,
        config.limits,
        caller,
        lambda: see(context.reader, caller.reader, config.secret_keys, key),
    )
    return _page(config, seen) if seen is not None else None


def _page(config: Config, seen: Seen) -> InvitePage:
    link = join_link(config, seen.key)
    return InvitePage(
        url=link,
        status=seen.status,
        group_name=seen.group_name,
        group_description=seen.group_description,
        facilitator_name=seen.facilitator_name,
        member_count=seen.member_count,
        role=seen.role,
        invited_email=seen.invited_email,
        invitation=invitation_of(seen.invitation) if seen.invitation is not None else None,
        email_domain=seen.email_domain,
        viewer_is_member=seen.is_member,
        qr_code=qr_code_of(config, seen.key, link),
        site=Site.of(config),
    )
