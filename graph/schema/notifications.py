from datetime import datetime

import strawberry

from db.queries import notifications
from db.queries.notifications import NotificationRow
from graph import ids
from graph.context import Context, Info
from graph.schema.accounts import Account, load_account
from graph.schema.groups import Group, load_group
from graph.schema.invitations import Invitation, reachable_invitation
from graph.schema.members import Member, reachable_member
from graph.schema.node import Node, fetched_by
from graph.schema.resources import Resource, reachable_resource
from mail.links import event_link
from rules.config import Config
from rules.notification_recipients import may_know
from rules.notifications import NotificationKind


@strawberry.type(description="The number of things that wait for the viewer, for a badge on a bell.")
class Badge:
    id: strawberry.ID = strawberry.field(description="An ID for caches, the same for every badge of the account.")
    unread_notifications: int = strawberry.field(
        description="The number of notifications that the viewer has not read."
    )
    pending_invitations: int = strawberry.field(
        description="The number of invitations that wait for an answer of the viewer."
    )
    total: int = strawberry.field(
        description="The number to show: unread notifications and pending invitations. A pending invitation and its "
        "unread notification count once."
    )


async def load_badge(context: Context, account_id: int) -> Badge:
    row = await context.load(notifications.badges, account_id)
    assert row is not None
    return Badge(
        id=ids.encode("Badge", account_id),
        unread_notifications=row.unread,
        pending_invitations=row.pending,
        total=row.unread + row.pending - row.both,
    )


_NO_LONGER = "This was about something in a group that you may no longer see."


def _may_know(row: NotificationRow) -> bool:
    return may_know(row.kind, row.viewer_role)


def _leads_to(config: Config, row: NotificationRow) -> str:
    return event_link(config, row.kind, row.group_id, row.viewer_role, row.has_plan)


@strawberry.type(description="Something that the viewer is told about.")
class Notification(Node):
    row: strawberry.Private[NotificationRow]
    kind: NotificationKind = strawberry.field(description="What the notification is about.")
    message: str = strawberry.field(
        description="A sentence to show to the viewer. If the viewer may no longer know, as after leaving the group, "
        "it says only that."
    )
    url: str = strawberry.field(description="The page that shows what the notification is about.")
    created_at: datetime = strawberry.field(description="When the notification was created.")
    read_at: datetime | None = strawberry.field(description="When it was marked as read; null if it is unread.")

    @strawberry.field(description="The person who caused it; null if nobody did, or if the viewer may not know.")
    async def actor(self, info: Info) -> Account | None:
        return await load_account(info.context, self.row.actor_id) if _may_know(self.row) else None

    @strawberry.field(
        description="The group that it is about; null if there is none, or if the viewer may not see it any more."
    )
    async def group(self, info: Info) -> Group | None:
        return await load_group(info, self.row.group_id)

    @strawberry.field(
        description="The invitation that it is about; null if there is none, or if the viewer may not see it any more."
    )
    async def invitation(self, info: Info) -> Invitation | None:
        return await reachable_invitation(info, self.row.invitation_id) if self.row.invitation_id else None

    @strawberry.field(
        description="The member whom it is about; null if there is none any more, or if the viewer may not see them "
        "any more."
    )
    async def member(self, info: Info) -> Member | None:
        return await reachable_member(info, self.row.membership_id) if self.row.membership_id else None

    @strawberry.field(
        description="The resource that it is about; null if there is none any more, or if the viewer may not see it "
        "any more."
    )
    async def resource(self, info: Info) -> Resource | None:
        return await reachable_resource(info, self.row.resource_id) if self.row.resource_id else None


def notification_of(info: Info, row: NotificationRow) -> Notification:
    return Notification(
        id=ids.encode("Notification", row.id),
        row=row,
        kind=row.kind,
        message=row.message if _may_know(row) else _NO_LONGER,
        url=_leads_to(info.context.config, row),
        created_at=row.created_at,
        read_at=row.read_at,
    )


@fetched_by("Notification")
async def load_notification(info: Info, key: int) -> Notification | None:
    row = await info.context.load(notifications.own, (key, info.context.personal_caller().account_id))
    return notification_of(info, row) if row is not None else None
