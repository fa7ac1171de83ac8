import strawberry

from actions import attempts
from db.queries.invite_pages import VisibleInvitePage, find_invite_page
from graph.context import Info
from graph.schema.invitations import Invitation, invitation_of
from graph.schema.qr_codes import QrCode, qr_code_of
from graph.schema.site import Site
from mail.links import join_link
from rules.config import Config
from rules.invite_pages import InvitePageStatus
from rules.roles import Role


@strawberry.type(description="What the holder of a personal link or an invite code sees before signing in.")
class InvitePage:
    url: str = strawberry.field(description="The address of the page.")
    status: InvitePageStatus = strawberry.field(description="Whether the link or code can still be used.")
    group_name: str | None = strawberry.field(
        description="The name of the group; for non-members, the one that it had when the invitation or code was "
        "closed. It is null for non-members if the code was deleted or replaced. For a discreet group it is null until "
        "the invitee has signed in, or, with a code, until the viewer is a member."
    )
    group_description: str | None = strawberry.field(
        description="What the group says of itself; null where `groupName` is null, and for non-members once the "
        "invitation or code is closed."
    )
    facilitator_name: str | None = strawberry.field(
        description="The name of the person to ask about the group; null where `groupName` is null, and for "
        "non-members once the invitation or code is closed."
    )
    member_count: int | None = strawberry.field(
        description="The number of members of the group; null where `groupName` is null, and for non-members once the "
        "invitation or code is closed."
    )
    role: Role = strawberry.field(description="The role that the invitation or code gives.")
    invited_email: str | None = strawberry.field(
        description="The invited address, masked (a…@example.org) unless the viewer is the invitee; null for a code."
    )
    invitation: Invitation | None = strawberry.field(
        description="The invitation behind a personal link, for its invitee; null for others and for a code."
    )
    email_domain: str | None = strawberry.field(
        description="The only domain whose email addresses the code admits; null for a code that admits any, and for a "
        "personal link."
    )
    viewer_is_member: bool = strawberry.field(description="Whether the viewer is a member of the group already.")
    qr_code: QrCode = strawberry.field(description="The QR code of the address of the page.")
    site: Site = strawberry.field(description="The site that the group belongs to.")


async def page_of_key(info: Info, key: str) -> InvitePage | None:
    context, config, caller = info.context, info.context.config, info.context.personal_caller()
    seen = await attempts.look_up_guess(
        context.services.limiter,
        config.limits,
        caller,
        lambda: find_invite_page(context.reader, caller.public_viewer, config.secret_keys, key),
    )
    return _page(config, seen) if seen is not None else None


def _page(config: Config, seen: VisibleInvitePage) -> InvitePage:
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
