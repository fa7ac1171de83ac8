"""What the holder of a personal link or a code may see. Opening the page changes nothing."""

from dataclasses import dataclass
from typing import Any

from db.queries import codes, groups, invitations
from db.queries.codes import CodeRow
from db.queries.groups import FacilitatorRow
from db.queries.invitations import InvitationRow
from db.queries.links import invitation_of_link
from db.reader import Reader
from rules import cleaning
from rules.addresses import mask
from rules.caller import Caller
from rules.codes import CodeStatus, code_status, format_code
from rules.invite_pages import (
    InvitePageStatus,
    may_name_group,
    page_status_of_code,
    page_status_of_invitation,
    sees_current_name,
)
from rules.roles import Role
from rules.tokens import Keys


@dataclass(frozen=True, slots=True)
class VisibleInvitePage:
    """An invite page as one viewer may see it: None for what the viewer may not know."""

    key: str
    status: InvitePageStatus
    group_id: int
    role: Role
    is_member: bool
    is_invitee: bool = False
    # For closed pages non-members see only the name at that time, and for deleted codes nothing.
    group_name: str | None = None
    group_description: str | None = None
    facilitator_name: str | None = None
    member_count: int | None = None
    host: FacilitatorRow | None = None
    # Masked for all but the invitee.
    invited_email: str | None = None
    # Set for the invitee alone.
    invitation: InvitationRow | None = None
    email_domain: str | None = None

    @property
    def is_personal(self) -> bool:
        return self.invited_email is not None


async def find_invite_page(reader: Reader, caller: Caller, keys: Keys, key: str) -> VisibleInvitePage | None:
    """Return the page of a token or code, bare or in a link; None if it never existed."""
    key = cleaning.extract_key(key)
    named = await invitation_of_link(reader, keys, key)
    return await _personal(reader, caller, key, *named) if named else await _by_code(reader, caller, keys, key)


async def _personal(
    reader: Reader, caller: Caller, key: str, invitation_id: int, version: int
) -> VisibleInvitePage | None:
    row = (await invitations.by_ids(reader, caller, [invitation_id])).get(invitation_id)
    if row is None or version > row.version:
        return None
    is_invitee = row.invitee is not None and row.invitee.id == caller.account_id
    is_member = row.viewer_role is not None
    status = page_status_of_invitation(row.status, version=version, newest=row.version)
    return VisibleInvitePage(
        key=key,
        status=status,
        group_id=row.group_id,
        role=row.role,
        is_member=is_member,
        is_invitee=is_invitee,
        invited_email=row.email if is_invitee else mask(row.email),
        invitation=row if is_invitee else None,
        **await _group(reader, caller, row, status, is_invitee=is_invitee, is_personal=True, is_member=is_member),
    )


async def _by_code(reader: Reader, caller: Caller, keys: Keys, key: str) -> VisibleInvitePage | None:
    wanted = codes.spelled_like(keys, key)
    row = None if wanted is None else await reader.row(codes.rows(caller.account_id).where(wanted))
    code = None if row is None else codes.unsealed(keys, row.sealed, row.digest)
    if row is None or code is None:
        return None
    now = code_status(row)
    is_member = row.viewer_role is not None
    return VisibleInvitePage(
        key=format_code(code),
        status=page_status_of_code(now),
        group_id=row.group_id,
        role=Role.MEMBER,
        is_member=is_member,
        email_domain=row.email_domain if now is not CodeStatus.DELETED or is_member else None,
        **await _group(
            reader, caller, row, page_status_of_code(now), is_invitee=False, is_personal=False, is_member=is_member
        ),
    )


async def _group(
    reader: Reader,
    caller: Caller,
    row: InvitationRow | CodeRow,
    status: InvitePageStatus,
    *,
    is_invitee: bool,
    is_personal: bool,
    is_member: bool,
) -> dict[str, Any]:
    if status is InvitePageStatus.DELETED and not is_member:
        return {}
    group = (await groups.invited(reader, caller, [row.group_id]))[row.group_id]
    discreet = group.discreet or (bool(row.closed_discreet) and not is_member)
    if not may_name_group(discreet=discreet, is_invitee=is_invitee, is_personal=is_personal, is_member=is_member):
        return {}
    if not sees_current_name(status, is_member=is_member):
        return {"group_name": row.closed_name or group.name}
    host = await groups.facilitator(reader, row.group_id)
    return {
        "group_name": group.name,
        "group_description": group.description,
        "facilitator_name": None if host is None else host.name,
        "host": host,
        "member_count": group.member_count,
    }
