"""What the holder of a personal link or a code sees before signing in. Source: R."""

from typing import Any

import strawberry
from sqlalchemy import Row

from db.queries import groups, invitations
from graph.context import Info
from graph.schema.accounts import load_account
from graph.schema.enums import InvitePageStatus
from graph.schema.invitations import Invitation, invitation_of
from graph.schema.site import Site
from mail.links import join_link
from rules.addresses import mask
from rules.roles import Role
from rules.tokens import read_invitation_token
from rules.transitions import InvitationStatus


@strawberry.type(description="What the holder of a personal link or a code sees before signing in.")
class InvitePage:
    """A page of one link."""

    url: str
    status: InvitePageStatus
    group_name: str | None = strawberry.field(
        description="This and the next three: null for a discreet group until its invitee has signed in, or, for a "
        "code, until the viewer is a member."
    )
    group_description: str | None
    facilitator_name: str | None
    member_count: int | None
    role: Role
    invited_email: str | None = strawberry.field(
        description="Set on a personal invitation. Masked (a…@example.org) unless the viewer is the invitee."
    )
    invitation: Invitation | None = strawberry.field(
        description="The invitation behind a personal link, for its invitee only."
    )
    viewer_is_member: bool
    site: Site


async def page_of_invitation(info: Info, key: str) -> InvitePage | None:
    """The page of a personal token; None for one that never was."""
    config, caller = info.context.config, info.context.caller
    named = read_invitation_token(config.secret_keys, key)
    row = await info.context.load(invitations.by_ids, named[0]) if named else None
    if named is None or row is None or named[1] > row.version:
        return None
    group = await info.context.load(groups.invited, row.group_id)
    assert group is not None
    is_invitee = row.invitee_id is not None and row.invitee_id == caller.account_id
    named_openly = is_invitee or not group.discreet
    facilitator = await load_account(info, group.facilitator_id) if named_openly else None
    return InvitePage(
        url=join_link(config, key),
        status=_status(row, named[1]),
        group_name=group.name if named_openly else None,
        group_description=group.description if named_openly else None,
        facilitator_name=facilitator.name if facilitator is not None else None,
        member_count=group.member_count if named_openly else None,
        role=Role(row.role),
        invited_email=row.email if is_invitee else mask(row.email),
        invitation=invitation_of(row) if is_invitee else None,
        viewer_is_member=row.viewer_role is not None,
        site=Site.of(config),
    )


def _status(row: Row[Any], version: int) -> InvitePageStatus:
    if version < row.version:
        return InvitePageStatus.REPLACED
    if row.status == InvitationStatus.PENDING:
        return InvitePageStatus.OPEN
    return InvitePageStatus(row.status)
