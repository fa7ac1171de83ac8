"""Who may know what of a group: one answer for every notification and mail, when it is written, sent and shown."""

from collections.abc import Collection, Mapping

from rules.notices import NotificationKind
from rules.roles import GroupAccess, Permission, Role, allows

# What somebody must be allowed to do in the group. None: it is about themselves, in the group or not.
_NEEDED: dict[str, Permission | None] = {
    NotificationKind.INVITATION_RECEIVED: None,
    NotificationKind.INVITATION_ACCEPTED: Permission.SEE_INVITATIONS,
    NotificationKind.INVITATION_DECLINED: Permission.SEE_INVITATIONS,
    NotificationKind.INVITATION_EMAIL_FAILED: Permission.SEE_INVITATIONS,
    NotificationKind.MEMBER_JOINED: Permission.MANAGE_MEMBERS,
    NotificationKind.ADDED_TO_GROUP: Permission.SEE,
    NotificationKind.REMOVED_FROM_GROUP: None,
    NotificationKind.ROLE_CHANGED: Permission.SEE,
    NotificationKind.SEAT_ALLOCATED: Permission.SEE,
    NotificationKind.SEAT_RELEASED: Permission.SEE,
    NotificationKind.SEAT_PLAN_EXPIRING: Permission.MANAGE_SEATS,
    NotificationKind.RESOURCE_SHARED: Permission.SEE,
    NotificationKind.RESOURCE_ASSIGNED: Permission.SEE,
    NotificationKind.ASSIGNMENT_COMPLETED: Permission.SEE_ASSIGNMENTS,
    NotificationKind.CASELOAD_FULL: Permission.SEE,
}


def may_know(kind: str, role: Role | None) -> bool:
    """Whether somebody may know of an event of this kind now.

    Args:
        kind: Of a notification, or of a mail: one that is no news of a group is for its recipient in any case.
        role: What they are in the group now; None for who is no member.
    """
    needed = _NEEDED.get(kind)
    return needed is None or allows(GroupAccess(role), needed)


def depends_on_role(kind: str) -> bool:
    """Whether it takes a role to know of an event of this kind."""
    return _NEEDED.get(kind) is not None


def audience(kind: NotificationKind, wanted: Collection[int], roles: Mapping[int, Role]) -> list[int]:
    """Who hears of an event that somebody in the group has to hear of.

    Args:
        kind: What happened.
        wanted: Whom it concerns.
        roles: Of these, where they are members, and of all administrators of the group.

    Returns:
        Those whom it concerns and who may know of it; where there are none, the administrators.
    """
    hearing = [one for one in wanted if may_know(kind, roles.get(one))]
    return hearing or [one for one, role in roles.items() if role is Role.ADMINISTRATOR]
