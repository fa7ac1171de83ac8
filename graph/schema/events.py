"""Events of streams. An event's objects are read when it is sent, not as they were when it happened."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry

from graph import ids
from graph.context import Context
from graph.fields import function, loaded_by, relation
from graph.schema.enums import InvitationEventKind, MemberEventKind, NotificationEventKind, describe
from graph.schema.group_invitations import InvitationCounts, load_counts
from graph.schema.groups import Group
from graph.schema.invitations import Invitation, load_group_invitations, load_invitations
from graph.schema.members import Member, load_member_counts, load_members
from graph.schema.node import groups_or_not_found, or_not_found
from graph.schema.notifications import Badge, Notification, load_badges, load_notifications
from graph.schema.resources import Assignment, load_assignments
from graph.schema.viewer import Viewer, viewer_of
from live.cursors import encode_stream_cursor
from live.event_kinds import LAST_OF_SEVERAL, MORE_TO_COME, VIEWER_EVENTS, EventKind
from live.feed import EventRow
from rules.event_visibility import ViewerEventKind


def group_key_in(event: Any) -> int:
    """Return the key of the group that an event of one of its streams belongs to."""
    return int(event.row.topic[2:])


async def _badges(events: Sequence["OfViewer"], context: Context) -> list[Badge]:
    return await load_badges(context, [context.personal_caller().account] * len(events))


@strawberry.type
class EventWithCursor:
    """The base of events of streams that have cursors."""

    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(
        default="", description="The position of this event. A client that subscribes after it misses nothing."
    )

    def __post_init__(self) -> None:
        self.cursor = encode_stream_cursor(self.row.epoch, self.row.topic, self.row.number)


@strawberry.type
class OfViewer(EventWithCursor):
    """An event of a stream that only one account reads."""

    @function(description="The account that reads the stream.")
    def viewer(self, context: Context) -> Viewer:
        return viewer_of(context.personal_caller())

    badge: Badge = relation(_badges, description="The badge of the viewer as it is when the event is sent.")


@strawberry.type(description="Something that happened to a notification of the viewer.")
class NotificationEvent(OfViewer):
    kind: NotificationEventKind = strawberry.field(description="What happened to the notification.")
    notification: Notification | None = loaded_by(
        load_notifications,
        "row.subject_id",
        description="The notification as it is when the event is sent; null if all were marked as read at once.",
    )

    @classmethod
    def of(cls, row: EventRow) -> "NotificationEvent":
        return cls(row=row, kind=NotificationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to an invitation that is addressed to the viewer.")
class ViewerInvitationEvent(OfViewer):
    kind: InvitationEventKind = strawberry.field(description="What happened to the invitation or to its email.")
    invitation: Invitation = loaded_by(
        or_not_found(load_invitations), "row.subject_id", description="The invitation as it is when the event is sent."
    )

    @classmethod
    def of(cls, row: EventRow) -> "ViewerInvitationEvent":
        return cls(row=row, kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to an invitation of a group or to its email.")
class InvitationEvent(EventWithCursor):
    kind: InvitationEventKind = strawberry.field(description="What happened to the invitation or to its email.")
    invitation: Invitation = loaded_by(
        or_not_found(load_group_invitations),
        "row.subject_id",
        description="The invitation as it is when the event is sent.",
    )
    group: Group = loaded_by(groups_or_not_found, group_key_in, description="The group of the invitation.")
    counts: InvitationCounts = loaded_by(
        load_counts,
        group_key_in,
        description="The number of invitations of the group, by status, when the event is sent.",
    )

    @classmethod
    def of(cls, row: EventRow) -> "InvitationEvent":
        return cls(row=row, kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to a member of a group.")
class MemberEvent(EventWithCursor):
    kind: MemberEventKind = strawberry.field(description="What happened to the member.")
    member_id: strawberry.ID = strawberry.field(description="The ID of the member, also when the member is gone.")
    group: Group = loaded_by(groups_or_not_found, group_key_in, description="The group of the member.")
    member: Member | None = loaded_by(
        load_members,
        "row.subject_id",
        description="The member as it is when the event is sent; null if the member is gone.",
    )
    member_count: int = loaded_by(
        load_member_counts, group_key_in, description="The number of members of the group when the event is sent."
    )

    @classmethod
    def of(cls, row: EventRow) -> "MemberEvent":
        return cls(
            row=row, kind=MemberEventKind(EventKind(row.kind).verb), member_id=ids.encode("Member", row.subject_id or 0)
        )


_K = ViewerEventKind

describe(
    ViewerEventKind,
    "Something that happened to what is the viewer's own.",
    MEMBERSHIP_ADDED="The viewer became a member of a group.",
    MEMBERSHIP_ENDED="The viewer left a group or was removed.",
    MEMBERSHIP_CHANGED="The role, seat, access or place in the line for a seat of the viewer in a group has changed.",
    INVITATION_CREATED="The viewer was invited.",
    INVITATION_CHANGED="An invitation of the viewer was sent again, changed or closed.",
    NOTIFICATION_CREATED="The viewer got a notification.",
    NOTIFICATIONS_READ="Notifications were marked as read: one event, however many they were.",
    ASSIGNMENT_ADDED="A resource was assigned to the viewer.",
    ASSIGNMENT_CHANGED="An assignment of the viewer was done, opened again or taken back.",
    CASELOAD_CHANGED="The patients, the reserved places or the limit of the viewer's caseload have changed.",
    PROFILE_CHANGED="The viewer changed their name or username.",
    SESSIONS_CHANGED="A session of the viewer began or ended, or an access token was made or revoked.",
)

_SUBJECTS: dict[ViewerEventKind, str] = {
    **dict.fromkeys((_K.MEMBERSHIP_ADDED, _K.MEMBERSHIP_ENDED, _K.MEMBERSHIP_CHANGED), "Member"),
    **dict.fromkeys((_K.INVITATION_CREATED, _K.INVITATION_CHANGED), "Invitation"),
    **dict.fromkeys((_K.NOTIFICATION_CREATED, _K.NOTIFICATIONS_READ), "Notification"),
    **dict.fromkeys((_K.ASSIGNMENT_ADDED, _K.ASSIGNMENT_CHANGED), "Assignment"),
    _K.CASELOAD_CHANGED: "Caseload",
    _K.PROFILE_CHANGED: "Account",
}


@strawberry.type(
    description="Something that happened to what is the viewer's own. Its objects are as they are when the event is "
    "sent; those that it is not about, or that are gone, are null."
)
class ViewerEvent(EventWithCursor):
    kind: ViewerEventKind = strawberry.field(description="What happened.")
    at: datetime = strawberry.field(description="When it happened.")

    @function(description="The account that reads the stream.")
    def viewer(self, context: Context) -> Viewer:
        return viewer_of(context.personal_caller())

    @function(
        description="The ID of what the event is about, also when that is gone; null when several notifications were "
        "read, and for sessions."
    )
    def subject_id(self, context: Context) -> strawberry.ID | None:
        type_name = _SUBJECTS.get(self.kind)
        key = self.key_of(type_name) if type_name else None
        return ids.encode(type_name, key) if type_name and key else None

    member: Member | None = loaded_by(
        load_members,
        lambda event: event.key_of("Member"),
        description="The membership of the viewer that began or changed; null for other events, and for one that "
        "ended.",
    )
    invitation: Invitation | None = loaded_by(
        load_invitations,
        lambda event: event.key_of("Invitation"),
        description="The invitation of the viewer that was made, sent again, changed or closed; null for other events.",
    )
    notification: Notification | None = loaded_by(
        load_notifications,
        lambda event: event.key_of("Notification"),
        description="The notification that was created, or that was read if it was the only one; null for other "
        "events, and when several were read.",
    )
    assignment: Assignment | None = loaded_by(
        load_assignments,
        lambda event: event.key_of("Assignment"),
        description="The assignment of the viewer that was made or changed; null for other events, and for one that "
        "was taken back.",
    )

    def key_of(self, type_name: str) -> int | None:
        row = self.row
        if _SUBJECTS.get(self.kind) != type_name or row.detail == LAST_OF_SEVERAL:
            return None
        match type_name:
            case "Member":
                return int(row.detail) if row.detail else None
            case "Caseload" | "Account":
                return row.account_id
        return row.subject_id

    @classmethod
    def of(cls, row: EventRow) -> "ViewerEvent | None":
        """Return None for an event that clients do not see, or that is merged into a later one."""
        kind = VIEWER_EVENTS.get(row.kind)
        if kind is None or (row.kind == EventKind.NOTIFICATION_READ and row.detail == MORE_TO_COME):
            return None
        return cls(row=row, kind=kind, at=row.created_at)
