"""Kinds of events. Clients see the last part of a kind as an enum value."""

from enum import StrEnum


class EventKind(StrEnum):
    """`subject_id` of an event refers to what its noun names, `account_id` to the person concerned, if any."""

    INVITATION_CREATED = "invitation.CREATED"
    INVITATION_RESENT = "invitation.RESENT"
    INVITATION_ACCEPTED = "invitation.ACCEPTED"
    INVITATION_DECLINED = "invitation.DECLINED"
    INVITATION_CANCELLED = "invitation.CANCELLED"
    INVITATION_EXPIRED = "invitation.EXPIRED"
    INVITATION_DELIVERED = "invitation.DELIVERED"
    INVITATION_UNDELIVERED = "invitation.UNDELIVERED"

    MEMBER_JOINED = "member.JOINED"
    MEMBER_LEFT = "member.LEFT"
    MEMBER_REMOVED = "member.REMOVED"
    MEMBER_ROLE_CHANGED = "member.ROLE_CHANGED"
    MEMBER_SEAT_ALLOCATED = "member.SEAT_ALLOCATED"
    MEMBER_SEAT_RELEASED = "member.SEAT_RELEASED"

    GROUP_EDITED = "group.EDITED"
    PLAN_CHANGED = "plan.CHANGED"
    LINE_CHANGED = "line.CHANGED"
    BATCH_MOVED = "batch.MOVED"

    NOTIFICATION_CREATED = "notification.CREATED"
    NOTIFICATION_READ = "notification.READ"
    ACCESS_CHANGED = "access.CHANGED"
    SESSION_ENDED = "session.ENDED"
    TOKEN_REVOKED = "token.REVOKED"  # noqa: S105 - a kind of event

    @property
    def noun(self) -> str:
        return self.value.partition(".")[0]

    @property
    def verb(self) -> str:
        return self.value.partition(".")[2]
