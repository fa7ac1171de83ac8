"""Kinds of events. Clients see the last part of a kind as an enum value."""

from collections.abc import Mapping
from enum import StrEnum

from rules.event_visibility import GroupEventKind, ViewerEventKind


class EventKind(StrEnum):
    """An event's `subject_id` is of the noun in its kind, its `account_id` of the person concerned, if any."""

    INVITATION_CREATED = "invitation.CREATED"
    INVITATION_RESENT = "invitation.RESENT"
    INVITATION_ACCEPTED = "invitation.ACCEPTED"
    INVITATION_DECLINED = "invitation.DECLINED"
    INVITATION_CANCELLED = "invitation.CANCELLED"
    INVITATION_EXPIRED = "invitation.EXPIRED"
    INVITATION_DELIVERED = "invitation.DELIVERED"
    INVITATION_UNDELIVERED = "invitation.UNDELIVERED"
    INVITATION_UPDATED = "invitation.UPDATED"

    MEMBER_JOINED = "member.JOINED"
    MEMBER_LEFT = "member.LEFT"
    MEMBER_REMOVED = "member.REMOVED"
    MEMBER_ROLE_CHANGED = "member.ROLE_CHANGED"
    MEMBER_SEAT_ALLOCATED = "member.SEAT_ALLOCATED"
    MEMBER_SEAT_RELEASED = "member.SEAT_RELEASED"

    MEMBER_RENAMED = "profile.RENAMED"

    SEAT_REQUESTED = "seat.REQUESTED"
    SEAT_REQUEST_WITHDRAWN = "seat.REQUEST_WITHDRAWN"

    CODE_GENERATED = "code.GENERATED"
    CODE_DELETED = "code.DELETED"
    CODE_USED = "code.USED"

    RESOURCE_SHARED = "resource.SHARED"
    RESOURCE_UPDATED = "resource.UPDATED"
    RESOURCE_REMOVED = "resource.REMOVED"
    # About an assignment, with the resource's ID as detail. Without a subject: about everyone's.
    RESOURCE_ASSIGNED = "assignment.ASSIGNED"
    RESOURCE_UNASSIGNED = "assignment.UNASSIGNED"
    ASSIGNMENT_COMPLETED = "assignment.COMPLETED"
    ASSIGNMENT_REOPENED = "assignment.REOPENED"

    GROUP_EDITED = "group.EDITED"
    PLAN_CHANGED = "plan.CHANGED"
    LINE_CHANGED = "line.CHANGED"
    BATCH_MOVED = "batch.MOVED"

    NOTIFICATION_CREATED = "notification.CREATED"
    # The detail is MORE_TO_COME or LAST_OF_SEVERAL where one call read several.
    NOTIFICATION_READ = "notification.READ"
    NOTIFICATION_ALL_READ = "notification.ALL_READ"
    # About one's own membership: the subject is the group, the detail the membership's ID.
    ACCESS_GAINED = "access.GAINED"
    ACCESS_CHANGED = "access.CHANGED"
    ACCESS_LOST = "access.LOST"
    OWN_ASSIGNMENT_ADDED = "own_assignment.ADDED"
    OWN_ASSIGNMENT_CHANGED = "own_assignment.CHANGED"
    CASELOAD_CHANGED = "caseload.CHANGED"
    PROFILE_CHANGED = "profile.CHANGED"
    SESSION_BEGUN = "session.BEGUN"
    SESSION_ENDED = "session.ENDED"
    TOKEN_CREATED = "token.CREATED"  # noqa: S105 - a kind of event
    TOKEN_REVOKED = "token.REVOKED"  # noqa: S105 - a kind of event

    @property
    def noun(self) -> str:
        return self.value.partition(".")[0]

    @property
    def verb(self) -> str:
        return self.value.partition(".")[2]


MORE_TO_COME = "followed"
"""The same call read more notifications: their events follow."""

LAST_OF_SEVERAL = "following"
"""The last of several notifications that one call read."""

_OTHER_NAMES: Mapping[str, GroupEventKind] = {
    EventKind.GROUP_EDITED: GroupEventKind.GROUP_UPDATED,
    EventKind.MEMBER_RENAMED: GroupEventKind.MEMBER_UPDATED,
    EventKind.MEMBER_ROLE_CHANGED: GroupEventKind.ROLE_CHANGED,
    EventKind.MEMBER_SEAT_ALLOCATED: GroupEventKind.SEAT_ALLOCATED,
    EventKind.MEMBER_SEAT_RELEASED: GroupEventKind.SEAT_RELEASED,
}
GROUP_EVENTS: Mapping[str, GroupEventKind] = {
    **{kind: GroupEventKind[kind.name] for kind in EventKind if kind.name in GroupEventKind.__members__},
    **_OTHER_NAMES,
}
"""Events that clients see in a group's stream. The others only wake subscriptions to single values."""

_OF_INVITATIONS = (kind for kind in EventKind if kind.noun == "invitation")
VIEWER_EVENTS: Mapping[str, ViewerEventKind] = {
    **dict.fromkeys(_OF_INVITATIONS, ViewerEventKind.INVITATION_CHANGED),
    EventKind.INVITATION_CREATED: ViewerEventKind.INVITATION_CREATED,
    EventKind.ACCESS_GAINED: ViewerEventKind.MEMBERSHIP_ADDED,
    EventKind.ACCESS_LOST: ViewerEventKind.MEMBERSHIP_ENDED,
    EventKind.ACCESS_CHANGED: ViewerEventKind.MEMBERSHIP_CHANGED,
    EventKind.NOTIFICATION_CREATED: ViewerEventKind.NOTIFICATION_CREATED,
    EventKind.NOTIFICATION_READ: ViewerEventKind.NOTIFICATIONS_READ,
    EventKind.NOTIFICATION_ALL_READ: ViewerEventKind.NOTIFICATIONS_READ,
    EventKind.OWN_ASSIGNMENT_ADDED: ViewerEventKind.ASSIGNMENT_ADDED,
    EventKind.OWN_ASSIGNMENT_CHANGED: ViewerEventKind.ASSIGNMENT_CHANGED,
    EventKind.CASELOAD_CHANGED: ViewerEventKind.CASELOAD_CHANGED,
    EventKind.PROFILE_CHANGED: ViewerEventKind.PROFILE_CHANGED,
    EventKind.SESSION_BEGUN: ViewerEventKind.SESSIONS_CHANGED,
    EventKind.SESSION_ENDED: ViewerEventKind.SESSIONS_CHANGED,
    EventKind.TOKEN_CREATED: ViewerEventKind.SESSIONS_CHANGED,
    EventKind.TOKEN_REVOKED: ViewerEventKind.SESSIONS_CHANGED,
}
"""Events that clients see in an account's own stream."""
