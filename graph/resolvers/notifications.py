import strawberry

from actions import notifications
from graph import ids
from graph.arguments import Input, optional
from graph.context import Info
from graph.gate import run_mutation
from graph.schema.node import load_one
from graph.schema.notifications import Badge, load_badges
from graph.schema.user_errors import UserError, user_errors
from graph.schema.viewer import CHANGED_VIEWER, Viewer, viewer_of
from rules.refusals import bad_request

_MAX_IDS = 1_000


@strawberry.input(one_of=True, description="Input of `markNotificationsRead`, with exactly one field.")
class MarkNotificationsReadInput:
    ids: list[strawberry.ID] | None = optional(
        "The IDs of notifications, 1,000 at most. IDs that are not of the viewer's notifications are skipped."
    )
    all: bool | None = optional("True for all notifications; false is BAD_REQUEST.")


@strawberry.type(description="Answer to `markNotificationsRead`.")
class MarkNotificationsReadPayload:
    badge: Badge | None = strawberry.field(
        description="The badge with its new figures; null when there are userErrors."
    )
    viewer: Viewer | None = strawberry.field(description=CHANGED_VIEWER)
    user_errors: list[UserError] = user_errors()


@strawberry.type
class NotificationMutations:
    @strawberry.mutation(description="Marks notifications of the viewer as read.")
    async def mark_notifications_read(
        self,
        info: Info,
        input: Input[MarkNotificationsReadInput],  # noqa: A002
    ) -> MarkNotificationsReadPayload | None:
        if input.all is False:
            raise bad_request("all: false asks for nothing. Give all: true, or ids.")
        if input.ids is not None and len(input.ids) > _MAX_IDS:
            raise bad_request(f"Mark at most {_MAX_IDS:,} notifications at once.")
        keys = None if input.ids is None else [ids.key("Notification", one) for one in input.ids]
        await run_mutation(info, notifications.mark_read, keys)
        caller = info.context.personal_caller()
        badge = await load_one(load_badges, info, caller.account)
        return MarkNotificationsReadPayload(badge=badge, viewer=viewer_of(caller))
