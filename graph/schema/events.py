"""Events of streams. An event's objects are read when it is sent, not as they were when it happened."""

import strawberry

from graph import ids
from graph.context import Info
from graph.schema.enums import InvitationEventKind, MemberEventKind, NotificationEventKind
from graph.schema.invitations import Invitation, InvitationCounts, load_counts, load_group_invitation, load_invitation
from graph.schema.members import Member, load_member, load_member_count
from graph.schema.notifications import Badge, Notification, load_badge, load_notification
from live.cursors import encode_cursor
from live.event_kinds import EventKind
from live.feed import EventRow
from rules.refusals import not_found


def _cursor(row: EventRow) -> str:
    return encode_cursor(row.epoch, row.topic, row.number)


@strawberry.type(description="Something happened in the viewer's notification centre.")
class NotificationEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description="Subscribe after it to go on from here.")
    kind: NotificationEventKind

    @strawberry.field(description="The entry, as it is when this is sent.")
    async def notification(self, info: Info) -> Notification:
        found = await load_notification(info, self.row.subject_id or 0)
        if found is None:
            raise not_found()
        return found

    @strawberry.field(description="The badge, as it is when this is sent.")
    async def badge(self, info: Info) -> Badge:
        return await load_badge(info, info.context.caller.account)

    @classmethod
    def of(cls, row: EventRow) -> "NotificationEvent":
        return cls(row=row, cursor=_cursor(row), kind=NotificationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something happened to an invitation addressed to the viewer.")
class ViewerInvitationEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description="Subscribe after it to go on from here.")
    kind: InvitationEventKind

    @strawberry.field(description="The invitation, as it is when this is sent.")
    async def invitation(self, info: Info) -> Invitation:
        found = await load_invitation(info, self.row.subject_id)
        if found is None:
            raise not_found()
        return found

    @strawberry.field(description="The badge, as it is when this is sent.")
    async def badge(self, info: Info) -> Badge:
        return await load_badge(info, info.context.caller.account)

    @classmethod
    def of(cls, row: EventRow) -> "ViewerInvitationEvent":
        return cls(row=row, cursor=_cursor(row), kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="Something happened to an invitation of the group, or to its mail.")
class InvitationEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description="Subscribe after it to go on from here.")
    kind: InvitationEventKind

    @strawberry.field(description="The invitation, as it is when this is sent.")
    async def invitation(self, info: Info) -> Invitation:
        found = await load_group_invitation(info, self.row.subject_id)
        if found is None:
            raise not_found()
        return found

    @strawberry.field(description="How many invitations the group has, by status, when this is sent.")
    async def counts(self, info: Info) -> InvitationCounts:
        return await load_counts(info, int(self.row.topic[2:]))

    @classmethod
    def of(cls, row: EventRow) -> "InvitationEvent":
        return cls(row=row, cursor=_cursor(row), kind=InvitationEventKind(EventKind(row.kind).verb))


@strawberry.type(description="A member came, went, or changed role or seat.")
class MemberEvent:
    row: strawberry.Private[EventRow]
    cursor: str = strawberry.field(description="Subscribe after it to go on from here.")
    kind: MemberEventKind
    member_id: strawberry.ID

    @strawberry.field(description="The member, as they are when this is sent; null once they are gone.")
    async def member(self, info: Info) -> Member | None:
        return await load_member(info, self.row.subject_id)

    @strawberry.field(description="How many members the group has when this is sent.")
    async def member_count(self, info: Info) -> int:
        return await load_member_count(info, int(self.row.topic[2:]))

    @classmethod
    def of(cls, row: EventRow) -> "MemberEvent":
        return cls(
            row=row,
            cursor=_cursor(row),
            kind=MemberEventKind(EventKind(row.kind).verb),
            member_id=ids.encode("Member", row.subject_id or 0),
        )
