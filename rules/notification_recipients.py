"""Who may know of which group event. Notifications and mails check this when written, sent and shown."""

from collections.abc import Collection, Mapping

from rules.notifications import NotificationKind
from rules.roles import GroupAccess, Permission, Role, allows

# The permission that a recipient needs in the group. None: the event concerns the recipient personally.
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
    """Check access to a notification or mail. `role` is None for a non-member; mails not about a group always pass."""
    needed = _NEEDED.get(kind)
    return needed is None or allows(GroupAccess(role), needed)


def depends_on_role(kind: str) -> bool:
    return _NEEDED.get(kind) is not None


def choose_recipients(kind: NotificationKind, wanted: Collection[int], roles: Mapping[int, Role]) -> list[int]:
    """Return those in `wanted` who may know of the event; if there are none, the administrators.

    `roles` contains the members among `wanted` and all administrators of the group.
    """
    allowed = [one for one in wanted if may_know(kind, roles.get(one))]
    return allowed or [one for one, role in roles.items() if role is Role.ADMINISTRATOR]
