from enum import StrEnum
from typing import Required, TypedDict

from rules.roles import Role


class NotificationKind(StrEnum):
    INVITATION_RECEIVED = "INVITATION_RECEIVED"
    INVITATION_ACCEPTED = "INVITATION_ACCEPTED"
    INVITATION_DECLINED = "INVITATION_DECLINED"
    INVITATION_EMAIL_FAILED = "INVITATION_EMAIL_FAILED"
    MEMBER_JOINED = "MEMBER_JOINED"
    ADDED_TO_GROUP = "ADDED_TO_GROUP"
    REMOVED_FROM_GROUP = "REMOVED_FROM_GROUP"
    ROLE_CHANGED = "ROLE_CHANGED"
    SEAT_ALLOCATED = "SEAT_ALLOCATED"
    SEAT_RELEASED = "SEAT_RELEASED"
    SEAT_PLAN_EXPIRING = "SEAT_PLAN_EXPIRING"
    RESOURCE_SHARED = "RESOURCE_SHARED"
    RESOURCE_ASSIGNED = "RESOURCE_ASSIGNED"
    ASSIGNMENT_COMPLETED = "ASSIGNMENT_COMPLETED"
    CASELOAD_FULL = "CASELOAD_FULL"


class MessageParts(TypedDict, total=False):
    """What a notification's message is made of, and no more, so that clients can say it in another language.

    Each is as it was then: names change, and whoever was removed from a group no longer sees what it is called.
    """

    group: Required[str]
    person: str
    resource: str
    role: Role
    expires_at: str
    """In ISO 8601."""
    is_keeper: bool
    """Of CASELOAD_FULL: whether the full list is the recipient's own."""
