"""Who sees which event: one table for all streams of a group."""

from enum import StrEnum, auto

from rules.roles import GroupAccess, Permission, allows


class GroupEventKind(StrEnum):
    GROUP_UPDATED = "GROUP_UPDATED"
    MEMBER_JOINED = "MEMBER_JOINED"
    MEMBER_LEFT = "MEMBER_LEFT"
    MEMBER_REMOVED = "MEMBER_REMOVED"
    MEMBER_UPDATED = "MEMBER_UPDATED"
    ROLE_CHANGED = "ROLE_CHANGED"
    INVITATION_CREATED = "INVITATION_CREATED"
    INVITATION_RESENT = "INVITATION_RESENT"
    INVITATION_UPDATED = "INVITATION_UPDATED"
    INVITATION_ACCEPTED = "INVITATION_ACCEPTED"
    INVITATION_DECLINED = "INVITATION_DECLINED"
    INVITATION_CANCELLED = "INVITATION_CANCELLED"
    INVITATION_EXPIRED = "INVITATION_EXPIRED"
    INVITATION_DELIVERED = "INVITATION_DELIVERED"
    INVITATION_UNDELIVERED = "INVITATION_UNDELIVERED"
    CODE_GENERATED = "CODE_GENERATED"
    CODE_DELETED = "CODE_DELETED"
    CODE_USED = "CODE_USED"
    PLAN_CHANGED = "PLAN_CHANGED"
    SEAT_ALLOCATED = "SEAT_ALLOCATED"
    SEAT_RELEASED = "SEAT_RELEASED"
    SEAT_REQUESTED = "SEAT_REQUESTED"
    SEAT_REQUEST_WITHDRAWN = "SEAT_REQUEST_WITHDRAWN"
    RESOURCE_SHARED = "RESOURCE_SHARED"
    RESOURCE_UPDATED = "RESOURCE_UPDATED"
    RESOURCE_REMOVED = "RESOURCE_REMOVED"
    RESOURCE_ASSIGNED = "RESOURCE_ASSIGNED"
    RESOURCE_UNASSIGNED = "RESOURCE_UNASSIGNED"
    ASSIGNMENT_COMPLETED = "ASSIGNMENT_COMPLETED"
    ASSIGNMENT_REOPENED = "ASSIGNMENT_REOPENED"


class ViewerEventKind(StrEnum):
    MEMBERSHIP_ADDED = "MEMBERSHIP_ADDED"
    MEMBERSHIP_ENDED = "MEMBERSHIP_ENDED"
    MEMBERSHIP_CHANGED = "MEMBERSHIP_CHANGED"
    INVITATION_CREATED = "INVITATION_CREATED"
    INVITATION_CHANGED = "INVITATION_CHANGED"
    NOTIFICATION_CREATED = "NOTIFICATION_CREATED"
    NOTIFICATIONS_READ = "NOTIFICATIONS_READ"
    ASSIGNMENT_ADDED = "ASSIGNMENT_ADDED"
    ASSIGNMENT_CHANGED = "ASSIGNMENT_CHANGED"
    CASELOAD_CHANGED = "CASELOAD_CHANGED"
    PROFILE_CHANGED = "PROFILE_CHANGED"
    SESSIONS_CHANGED = "SESSIONS_CHANGED"


class EventVisibility(StrEnum):
    """Which subscribers with the same standing see an event. OWN: the account that it concerns."""

    ALL = auto()
    OWN = auto()
    NONE = auto()


_K = GroupEventKind

_NEEDED: dict[GroupEventKind, Permission] = {
    **dict.fromkeys((_K.GROUP_UPDATED, _K.PLAN_CHANGED), Permission.SEE),
    **dict.fromkeys((kind for kind in _K if kind.startswith(("MEMBER_", "ROLE_"))), Permission.SEE),
    **dict.fromkeys((_K.RESOURCE_SHARED, _K.RESOURCE_UPDATED, _K.RESOURCE_REMOVED), Permission.SEE),
    **dict.fromkeys((kind for kind in _K if kind.startswith("INVITATION_")), Permission.SEE_INVITATIONS),
    **dict.fromkeys((kind for kind in _K if kind.startswith("CODE_")), Permission.SHARE_CODE),
    **dict.fromkeys((kind for kind in _K if kind.startswith("SEAT_")), Permission.SEE_SEATS),
    **dict.fromkeys((_K.RESOURCE_ASSIGNED, _K.RESOURCE_UNASSIGNED), Permission.SEE_ASSIGNMENTS),
    **dict.fromkeys((_K.ASSIGNMENT_COMPLETED, _K.ASSIGNMENT_REOPENED), Permission.SEE_ASSIGNMENTS),
}

_OWN_TOO = frozenset({Permission.SEE_SEATS, Permission.SEE_ASSIGNMENTS})
"""Whoever lacks one of these sees only their own events."""


def event_visibility(
    kind: GroupEventKind, group_access: GroupAccess, *, is_about_everyone: bool = False
) -> EventVisibility:
    """Return who with this access sees an event. `is_about_everyone`: it concerns each member, as its own."""
    needed = _NEEDED[kind]
    if allows(group_access, needed):
        return EventVisibility.ALL
    if needed not in _OWN_TOO or not allows(group_access, Permission.SEE):
        return EventVisibility.NONE
    return EventVisibility.ALL if is_about_everyone else EventVisibility.OWN


def sees_actors(group_access: GroupAccess) -> bool:
    """Return whether the actor of every event is shown; else only one's own acts name one."""
    return group_access.is_manager or group_access.is_staff
