import strawberry

from actions import notifications
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import change
from graph.schema.errors import UserError
from graph.schema.notifications import Badge, load_badge
from rules.refusals import bad_request

_MOST = 1_000


@strawberry.input(
    one_of=True, description="One of the two. IDs that are not the viewer's are passed over; all: false is BAD_REQUEST."
)
class MarkNotificationsReadInput:
    ids: list[strawberry.ID] | None = strawberry.UNSET
    all: bool | None = strawberry.UNSET


@strawberry.type
class MarkNotificationsReadPayload:
    """The badge that is left."""

    badge: Badge | None
    user_errors: list[UserError]


@strawberry.type
class NotificationMutations:
    @strawberry.mutation(description="Marks entries of the viewer's notification centre as read.")
    async def mark_notifications_read(
        self,
        info: Info,
        input: Input[MarkNotificationsReadInput],  # noqa: A002
    ) -> MarkNotificationsReadPayload | None:
        given_ids = given(input.ids)
        if given(input.all) is False:
            raise bad_request("all: false asks for nothing. Give all: true, or ids.")
        if given_ids is not None and len(given_ids) > _MOST:
            raise bad_request(f"Mark {_MOST:,} notifications at once at most.")
        keys = None if given_ids is None else [ids.key("Notification", one) for one in given_ids]
        done = await change(info, lambda work: notifications.mark_read(work, keys))
        badge = await load_badge(info, info.context.caller.account)
        return MarkNotificationsReadPayload(badge=badge, user_errors=done.user_errors)
