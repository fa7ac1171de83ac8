"""Events of `viewerChanges`. Their objects are read when an event is sent: they are as they are then."""

from datetime import datetime

import strawberry

from graph import ids
from graph.context import Context
from graph.fields import function, related
from graph.schema.enums import describe
from graph.schema.events import CURSOR, cursor_of
from graph.schema.invitations import Invitation, load_invitations
from graph.schema.members import Member, load_members
from graph.schema.notifications import Notification, load_notifications
from graph.schema.resources import Assignment, load_assignments
from graph.schema.viewer import Viewer, viewer_of
from live.event_kinds import FOLLOWED, FOLLOWING, VIEWER_EVENTS, EventKind
from live.feed import EventRow
from rules.event_visibility import ViewerEventKind

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
class ViewerEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)
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

    member: Member | None = related(
        load_members,
        lambda event: event.key_of("Member"),
        description="The membership of the viewer that began or changed; null for other events, and for one that ended.",
    )
    invitation: Invitation | None = related(
        load_invitations,
        lambda event: event.key_of("Invitation"),
        description="The invitation of the viewer that was made, sent again, changed or closed; null for other events.",
    )
    notification: Notification | None = related(
        load_notifications,
        lambda event: event.key_of("Notification"),
        description="The notification that was created, or that was read if it was the only one; null for other events, "
        "and when several were read.",
    )
    assignment: Assignment | None = related(
        load_assignments,
        lambda event: event.key_of("Assignment"),
        description="The assignment of the viewer that was made or changed; null for other events, and for one that was "
        "taken back.",
    )

    def key_of(self, type_name: str) -> int | None:
        row = self.row
        if _SUBJECTS.get(self.kind) != type_name or row.detail == FOLLOWING:
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
        if kind is None or (row.kind == EventKind.NOTIFICATION_READ and row.detail == FOLLOWED):
            return None
        return cls(row=row, cursor=cursor_of(row), kind=kind, at=row.created_at)
