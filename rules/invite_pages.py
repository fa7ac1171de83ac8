"""The page behind a personal link or a code: what is still there, and who may read the group's name (source R)."""

from enum import StrEnum

from rules.codes import CodeStatus
from rules.transitions import InvitationStatus


class InvitePageStatus(StrEnum):
    """What a link or a code is still good for."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    REPLACED = "REPLACED"
    USED_UP = "USED_UP"
    DELETED = "DELETED"


def of_invitation(status: InvitationStatus, *, version: int, newest: int) -> InvitePageStatus:
    """Return what a personal link of this version leads to."""
    if version < newest:
        return InvitePageStatus.REPLACED
    return InvitePageStatus.OPEN if status is InvitationStatus.PENDING else InvitePageStatus(status.value)


def of_code(status: CodeStatus) -> InvitePageStatus:
    """Return what a code leads to."""
    return InvitePageStatus.OPEN if status is CodeStatus.ACTIVE else InvitePageStatus(status.value)


def is_gone(status: InvitePageStatus, *, is_its_member: bool) -> bool:
    """Whether a page answers 410: all but open ones, and accepted ones for who became a member by them."""
    if status is InvitePageStatus.ACCEPTED:
        return not is_its_member
    return status is not InvitePageStatus.OPEN


def sees_present(status: InvitePageStatus | InvitationStatus, *, is_inside: bool) -> bool:
    """Whether somebody sees a group as it is now, and not only the name that it had when this was closed.

    Args:
        status: Of the invitation, link or code by which they know of it.
        is_inside: Whether they are a member, or staff.
    """
    return is_inside or status in (InvitePageStatus.OPEN, InvitationStatus.PENDING)


def is_named(*, discreet: bool, is_invitee: bool, is_personal: bool, is_member: bool) -> bool:
    """Whether the page may name the group: a discreet one only to its invitee or, for a code, to members."""
    return not discreet or (is_invitee if is_personal else is_member)
