"""Events of streams. An event's objects are read when it is sent, not as they were when it happened."""

import strawberry

from graph import ids
from graph.context import Info
from graph.schema.enums import InvitationEventKind, MemberEventKind, NotificationEventKind
from graph.schema.groups import Group, must_load_group
from graph.schema.invitation_counts import InvitationCounts, load_counts
from graph.schema.invitations import Invitation, load_group_invitation, load_invitation
from graph.schema.members import Member, load_member, load_member_counts
from graph.schema.notifications import Badge, Notification, load_badge, load_notification
from graph.schema.viewer import Viewer, viewer_of
from live.cursors import encode_stream_cursor
from live.event_kinds import EventKind
from live.feed import EventRow
from rules.refusals import not_found

CURSOR = "The position of this event. A client that subscribes after it misses nothing."


def cursor_of(row: EventRow) -> str:
    return encode_stream_cursor(row.epoch, row.topic, row.number)


def group_key_of(row: EventRow) -> int:
    return int(row.topic[2:])


@strawberry.type(description="Something that happened to a notification of the viewer.")
class NotificationEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)
    kind: NotificationEventKind = strawberry.field(description="What happened to the notification.")

    @strawberry.field(
        description="The notification as it is when the event is sent; null if all were marked as read at once."
    )
    async def notification(self, info: Info) -> Notification | None:
        return await load_notification(info, self.row.subject_id) if self.row.subject_id else None

    @strawberry.field(description="The account that reads the stream.")
    def viewer(self, info: Info) -> Viewer:
        return viewer_of(info.context.personal_caller())

    @strawberry.field(description="The badge of the viewer as it is when the event is sent.")
    async def badge(self, info: Info) -> Badge:
        return await load_badge(info.context, info.context.personal_caller().account)

    @classmethod
    def of(cls, row: EventRow) -> "NotificationEvent":
        return cls(row=row, cursor=cursor_of(row), kind=NotificationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to an invitation that is addressed to the viewer.")
class ViewerInvitationEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)
    kind: InvitationEventKind = strawberry.field(description="What happened to the invitation or to its email.")

    @strawberry.field(description="The invitation as it is when the event is sent.")
    async def invitation(self, info: Info) -> Invitation:
        found = await load_invitation(info, self.row.subject_id)
        if found is None:
            raise not_found()
        return found

    @strawberry.field(description="The account that reads the stream.")
    def viewer(self, info: Info) -> Viewer:
        return viewer_of(info.context.personal_caller())

    @strawberry.field(description="The badge of the viewer as it is when the event is sent.")
    async def badge(self, info: Info) -> Badge:
        return await load_badge(info.context, info.context.personal_caller().account)

    @classmethod
    def of(cls, row: EventRow) -> "ViewerInvitationEvent":
        return cls(row=row, cursor=cursor_of(row), kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to an invitation of a group or to its email.")
class InvitationEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)
    kind: InvitationEventKind = strawberry.field(description="What happened to the invitation or to its email.")

    @strawberry.field(description="The invitation as it is when the event is sent.")
    async def invitation(self, info: Info) -> Invitation:
        found = await load_group_invitation(info, self.row.subject_id)
        if found is None:
            raise not_found()
        return found

    @strawberry.field(description="The group of the invitation.")
    async def group(self, info: Info) -> Group:
        return await must_load_group(info, group_key_of(self.row))

    @strawberry.field(description="The number of invitations of the group, by status, when the event is sent.")
    async def counts(self, info: Info) -> InvitationCounts:
        key = group_key_of(self.row)
        return (await load_counts(info.context, [key]))[key]

    @classmethod
    def of(cls, row: EventRow) -> "InvitationEvent":
        return cls(row=row, cursor=cursor_of(row), kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something that happened to a member of a group.")
class MemberEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description=CURSOR)
    kind: MemberEventKind = strawberry.field(description="What happened to the member.")
    member_id: strawberry.ID = strawberry.field(description="The ID of the member, also when the member is gone.")

    @strawberry.field(description="The group of the member.")
    async def group(self, info: Info) -> Group:
        return await must_load_group(info, group_key_of(self.row))

    @strawberry.field(description="The member as it is when the event is sent; null if the member is gone.")
    async def member(self, info: Info) -> Member | None:
        return await load_member(info, self.row.subject_id)

    @strawberry.field(description="The number of members of the group when the event is sent.")
    async def member_count(self, info: Info) -> int:
        return (await load_member_counts(info.context, [group_key_of(self.row)]))[0]

    @classmethod
    def of(cls, row: EventRow) -> "MemberEvent":
        return cls(
            row=row,
            cursor=cursor_of(row),
            kind=MemberEventKind(EventKind(row.kind).verb),
            member_id=ids.encode("Member", row.subject_id or 0),
        )
