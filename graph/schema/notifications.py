from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import Row

from db.queries import notifications
from graph import ids
from graph.context import Info
from graph.schema.accounts import Account, load_account
from graph.schema.groups import Group, load_group
from graph.schema.invitations import Invitation, reachable_invitation
from graph.schema.members import Member, reachable_member
from graph.schema.node import Node, fetched_by
from graph.schema.resources import Resource, reachable_resource
from mail.links import event_link
from rules.audience import may_know
from rules.config import Config
from rules.notices import NotificationKind
from rules.roles import Role


@strawberry.type(description="The figure on the bell.")
class Badge:
    unread_notifications: int
    pending_invitations: int = strawberry.field(
        description="Those addressed to the viewer that wait for an answer now."
    )
    total: int = strawberry.field(description="The two together; an unread notice of a pending invitation counts once.")


async def load_badge(info: Info, account_id: int) -> Badge:
    row = await info.context.load(notifications.badges, account_id)
    assert row is not None
    return Badge(
        unread_notifications=row.unread, pending_invitations=row.pending, total=row.unread + row.pending - row.both
    )


_NO_LONGER = "This was about something in a group that you may no longer see."


def _may_know(row: Row[Any]) -> bool:
    return may_know(row.kind, Role(row.viewer_role) if row.viewer_role else None)


def _leads_to(config: Config, row: Row[Any]) -> str:
    role = Role(row.viewer_role) if row.viewer_role else None
    return event_link(config, NotificationKind(row.kind), row.group_id, role, row.has_plan)


@strawberry.type(description="One entry of the notification centre.")
class Notification(Node):
    row: strawberry.Private[Row[Any]]
    kind: NotificationKind
    message: str = strawberry.field(
        description="One plain sentence, ready to show. Once the viewer may no longer know of it, e.g. having left the "
        "group, it says only that."
    )
    url: str = strawberry.field(description="Where a click leads.")
    created_at: datetime
    read_at: datetime | None

    @strawberry.field(description="Who did it; null where nobody did, or it is not for the viewer to know.")
    async def actor(self, info: Info) -> Account | None:
        return await load_account(info, self.row.actor_id) if _may_know(self.row) else None

    @strawberry.field(
        description="The group it is about; null where there is none, and once the viewer may not see it."
    )
    async def group(self, info: Info) -> Group | None:
        return await load_group(info, self.row.group_id)

    @strawberry.field(description="The invitation it is about, while the viewer may see it.")
    async def invitation(self, info: Info) -> Invitation | None:
        return await reachable_invitation(info, self.row.invitation_id) if self.row.invitation_id else None

    @strawberry.field(description="The member it is about, while there is one and the viewer may see them.")
    async def member(self, info: Info) -> Member | None:
        return await reachable_member(info, self.row.membership_id) if self.row.membership_id else None

    @strawberry.field(description="The resource it is about, while there is one and the viewer may see it.")
    async def resource(self, info: Info) -> Resource | None:
        return await reachable_resource(info, self.row.resource_id) if self.row.resource_id else None


def notification_of(info: Info, row: Row[Any]) -> Notification:
    return Notification(
        id=ids.encode("Notification", row.id),
        row=row,
        kind=NotificationKind(row.kind),
        message=row.message if _may_know(row) else _NO_LONGER,
        url=_leads_to(info.context.config, row),
        created_at=row.created_at,
        read_at=row.read_at,
    )


@fetched_by("Notification")
async def load_notification(info: Info, key: int) -> Notification | None:
    row = await info.context.load(notifications.own, (key, info.context.caller.account_id))
    return notification_of(info, row) if row is not None else None
