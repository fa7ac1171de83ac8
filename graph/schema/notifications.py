from collections.abc import Sequence
from datetime import datetime

import strawberry

from db.queries import notifications
from db.queries.notifications import NotificationRow
from graph import ids
from graph.context import Context
from graph.fields import Loader, attribute, function, loaded_by
from graph.schema.accounts import Account, load_accounts
from graph.schema.groups import Group, load_groups
from graph.schema.invitations import Invitation, reachable_invitations
from graph.schema.members import Member, reachable_members
from graph.schema.node import Node, fetched_by, node_id
from graph.schema.resources import Resource, reachable_resources
from mail.links import event_link
from mail.sentences import isolate_names
from rules.notification_recipients import may_know
from rules.notifications import NotificationKind
from rules.roles import Role


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


async def load_badges(context: Context, account_ids: Sequence[int]) -> list[Badge]:
    rows = await context.load_many(notifications.badges, account_ids)
    return [
        Badge(
            id=ids.encode("Badge", account_id),
            unread_notifications=row.unread,
            pending_invitations=row.pending,
            total=row.unread + row.pending - row.both,
        )
        for account_id, row in zip(account_ids, rows, strict=True)
        if row is not None
    ]


@strawberry.type(
    description="What the `message` of a notification is made of, to say it in another language: each part as it was when "
    "the notification was written."
)
class NotificationDetails:
    person: str | None = strawberry.field(
        description="The person whom the message names, as it does: by name, or an invitee by the address that was "
        "invited; null if it names nobody."
    )
    group: str | None = strawberry.field(
        description="The name of the group; null in a notification that was written before there were details."
    )
    resource: str | None = strawberry.field(description="The title of the resource; null if the message names none.")
    role: Role | None = strawberry.field(description="The role that the viewer got; null if the message names none.")
    expires_at: datetime | None = strawberry.field(
        description="When the seat plan expires; null if the message does not tell."
    )


_NO_LONGER = "This was about something in a group that you may no longer see."


def _may_know(row: NotificationRow) -> bool:
    return may_know(row.kind, row.viewer_role)


@strawberry.type(description="Something that the viewer is told about.")
class Notification(Node):
    id: strawberry.ID = node_id("Notification", "row.id")
    row: strawberry.Private[NotificationRow]
    kind: NotificationKind = attribute("row.kind", description="What the notification is about.")
    created_at: datetime = attribute("row.created_at", description="When the notification was created.")
    read_at: datetime | None = attribute("row.read_at", description="When it was marked as read; null if it is unread.")
    actor: Account | None = loaded_by(
        load_accounts,
        lambda one: one.row.actor_id if _may_know(one.row) else None,
        description="The person who caused it; null if nobody did, or if the viewer may not know.",
    )
    group: Group | None = loaded_by(
        load_groups,
        "row.group_id",
        description="The group that it is about; null if there is none, or if the viewer may not see it any more.",
    )
    invitation: Invitation | None = loaded_by(
        reachable_invitations,
        "row.invitation_id",
        description="The invitation that it is about; null if there is none, or if the viewer may not see it any more.",
    )
    member: Member | None = loaded_by(
        reachable_members,
        "row.membership_id",
        description="The member whom it is about; null if there is none any more, or if the viewer may not see them "
        "any more.",
    )
    resource: Resource | None = loaded_by(
        reachable_resources,
        "row.resource_id",
        description="The resource that it is about; null if there is none any more, or if the viewer may not see it "
        "any more.",
    )

    @function(
        description="An English sentence to show to the viewer. Names in it that are written from right to left stand "
        "between U+2068 and U+2069, so that they do not turn the sentence. If the viewer may no longer know, as after "
        "leaving the group, it says only that."
    )
    def message(self, context: Context) -> str:
        return isolate_names(self.row.message, self.row.details) if _may_know(self.row) else _NO_LONGER

    @function(
        description="What `message` is made of, to say it in another language by `kind`. Null if the viewer may no longer "
        "know, and `message` says only that."
    )
    def details(self, context: Context) -> NotificationDetails | None:
        if not _may_know(self.row):
            return None
        given = self.row.details or {}
        expires_at = given.get("expires_at")
        return NotificationDetails(
            person=given.get("person"),
            group=given.get("group"),
            resource=given.get("resource"),
            role=Role(given["role"]) if "role" in given else None,
            expires_at=datetime.fromisoformat(expires_at) if expires_at else None,
        )

    @function(description="The page that shows what the notification is about.")
    def url(self, context: Context) -> str:
        row = self.row
        return event_link(
            context.config,
            row.kind,
            row.group_id,
            row.viewer_role,
            has_plan=row.has_plan,
            details=row.details,
        )


def notification_of(row: NotificationRow) -> Notification:
    return Notification(row=row)


load_notifications = fetched_by("Notification")(Loader(notifications.own, notification_of, by_viewer=True))
