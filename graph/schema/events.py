"""Events of streams. An event's objects are read when it is sent, not as they were when it happened."""

from collections.abc import Sequence
from typing import Any

import strawberry

from graph import ids
from graph.context import Context
from graph.fields import function, related, relation
from graph.schema.enums import InvitationEventKind, MemberEventKind, NotificationEventKind
from graph.schema.groups import Group
from graph.schema.invitation_counts import InvitationCounts, load_counts
from graph.schema.invitations import Invitation, load_group_invitations, load_invitations
from graph.schema.members import Member, load_member_counts, load_members
from graph.schema.node import groups_or_not_found, or_not_found
from graph.schema.notifications import Badge, Notification, load_badges, load_notifications
from graph.schema.viewer import Viewer, viewer_of
from live.cursors import encode_stream_cursor
from live.event_kinds import EventKind
from live.feed import EventRow

CURSOR = "The position of this event. A client that subscribes after it misses nothing."


def cursor_of(row: EventRow) -> str:
    return encode_stream_cursor(row.epoch, row.topic, row.number)


def group_key_in(event: Any) -> int:
    """Return the key of the group that an event of one of its streams belongs to."""
    return int(event.row.topic[2:])


async def _badges(events: Sequence["OfViewer"], context: Context) -> list[Badge]:
    return await load_badges(context, [context.personal_caller().account] * len(events))


@strawberry.type
class OfViewer:
    """An event of a stream that only one account reads."""

    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)

    @function(description="The account that reads the stream.")
    def viewer(self, context: Context) -> Viewer:
        return viewer_of(context.personal_caller())

    badge: Badge = relation(_badges, description="The badge of the viewer as it is when the event is sent.")


@strawberry.type(description="Something that happened to a notification of the viewer.")
class NotificationEvent(OfViewer):
    kind: NotificationEventKind = strawberry.field(description="What happened to the notification.")
    notification: Notification | None = related(
        load_notifications,
        "row.subject_id",
        description="The notification as it is when the event is sent; null if all were marked as read at once.",
    )

    @classmethod
    def of(cls, row: EventRow) -> "NotificationEvent":
        return cls(row=row, cursor=cursor_of(row), kind=NotificationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to an invitation that is addressed to the viewer.")
class ViewerInvitationEvent(OfViewer):
    kind: InvitationEventKind = strawberry.field(description="What happened to the invitation or to its email.")
    invitation: Invitation = related(
        or_not_found(load_invitations), "row.subject_id", description="The invitation as it is when the event is sent."
    )

    @classmethod
    def of(cls, row: EventRow) -> "ViewerInvitationEvent":
        return cls(row=row, cursor=cursor_of(row), kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to an invitation of a group or to its email.")
class InvitationEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)
    kind: InvitationEventKind = strawberry.field(description="What happened to the invitation or to its email.")
    invitation: Invitation = related(
        or_not_found(load_group_invitations),
        "row.subject_id",
        description="The invitation as it is when the event is sent.",
    )
    group: Group = related(groups_or_not_found, group_key_in, description="The group of the invitation.")
    counts: InvitationCounts = related(
        load_counts,
        group_key_in,
        description="The number of invitations of the group, by status, when the event is sent.",
    )

    @classmethod
    def of(cls, row: EventRow) -> "InvitationEvent":
        return cls(row=row, cursor=cursor_of(row), kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to a member of a group.")
class MemberEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)
    kind: MemberEventKind = strawberry.field(description="What happened to the member.")
    member_id: strawberry.ID = strawberry.field(description="The ID of the member, also when the member is gone.")
    group: Group = related(groups_or_not_found, group_key_in, description="The group of the member.")
    member: Member | None = related(
        load_members,
        "row.subject_id",
        description="The member as it is when the event is sent; null if the member is gone.",
    )
    member_count: int = related(
        load_member_counts, group_key_in, description="The number of members of the group when the event is sent."
    )

    @classmethod
    def of(cls, row: EventRow) -> "MemberEvent":
        return cls(
            row=row,
            cursor=cursor_of(row),
            kind=MemberEventKind(EventKind(row.kind).verb),
            member_id=ids.encode("Member", row.subject_id or 0),
        )
