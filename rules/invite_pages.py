from enum import StrEnum

from rules.codes import CodeStatus
from rules.transitions import InvitationStatus


class InvitePageStatus(StrEnum):
    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    REPLACED = "REPLACED"
    USED_UP = "USED_UP"
    DELETED = "DELETED"


def page_status_of_invitation(status: InvitationStatus, *, version: int, newest: int) -> InvitePageStatus:
    if version < newest:
        return InvitePageStatus.REPLACED
    return InvitePageStatus.OPEN if status is InvitationStatus.PENDING else InvitePageStatus(status.value)


def page_status_of_code(status: CodeStatus) -> InvitePageStatus:
    return InvitePageStatus.OPEN if status is CodeStatus.ACTIVE else InvitePageStatus(status.value)


def is_gone(status: InvitePageStatus, *, is_its_member: bool) -> bool:
    """Check whether a page answers 410: any that is not open, except an accepted one shown to its new member."""
    if status is InvitePageStatus.ACCEPTED:
        return not is_its_member
    return status is not InvitePageStatus.OPEN


def sees_current_name(status: InvitePageStatus | InvitationStatus, *, is_member: bool) -> bool:
    """Check whether the viewer sees the group as it is now, or just the name it had when the invitation closed."""
    return is_member or status in (InvitePageStatus.OPEN, InvitationStatus.PENDING)


def may_name_group(*, discreet: bool, is_invitee: bool, is_personal: bool, is_member: bool) -> bool:
    """Check whether the page may name the group: a discreet group is named only to the invitee or to members."""
    return not discreet or (is_invitee if is_personal else is_member)
