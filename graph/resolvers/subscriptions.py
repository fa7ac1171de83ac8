"""Streams about invitations, notifications and members."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated

import strawberry

from db.queries import batches
from graph import ids
from graph.arguments import AfterEvent, GroupID, given
from graph.context import Context, Info
from graph.schema.batches import InvitationBatch, batch_of
from graph.schema.events import (
    InvitationEvent,
    MemberEvent,
    NotificationEvent,
    ViewerInvitationEvent,
)
from graph.schema.members import group_access_in
from graph.schema.notifications import Badge, load_badge
from graph.streams import group_events, latest, own_events
from live.event_kinds import EventKind
from live.feed import EventRow
from rules.refusals import not_found
from rules.roles import Permission, allows

_OF_SEATS = frozenset({EventKind.MEMBER_SEAT_ALLOCATED, EventKind.MEMBER_SEAT_RELEASED})
_BADGE = frozenset(kind for kind in EventKind if kind.noun in ("notification", "invitation"))


@strawberry.type
class LiveSubscriptions:
    @strawberry.subscription(description="The badge of the viewer now, and again whenever it changes.")
    async def badge(self, info: Info) -> AsyncIterator[Badge]:
        shown: Badge | None = None
        async with aclosing(latest(info, _BADGE)) as changes:
            async for _ in changes:
                badge = await load_badge(info, info.context.caller.account)
                if badge != shown:
                    shown = badge
                    yield badge

    @strawberry.subscription(
        description="Each notification of the viewer when it is created and when it is marked as read. "
        "`Viewer.liveCursor` is a cursor of this stream."
    )
    async def notifications(self, info: Info, after: AfterEvent = strawberry.UNSET) -> AsyncIterator[NotificationEvent]:
        async with aclosing(own_events(info, "notification", given(after))) as rows:
            async for row in rows:
                yield NotificationEvent.of(row)

    @strawberry.subscription(
        description="Each change of an invitation that is addressed to the viewer. `Viewer.liveCursor` is a cursor of "
        "this stream."
    )
    async def viewer_invitations(
        self, info: Info, after: AfterEvent = strawberry.UNSET
    ) -> AsyncIterator[ViewerInvitationEvent]:
        async with aclosing(own_events(info, "invitation", given(after))) as rows:
            async for row in rows:
                yield ViewerInvitationEvent.of(row)

    @strawberry.subscription(
        description="Each change of an invitation of a group, and of the delivery of its email, for managers of the "
        "group; FORBIDDEN for others. `Group.liveCursor` is a cursor of this stream."
    )
    async def invitation_changes(
        self, info: Info, group_id: GroupID, after: AfterEvent = strawberry.UNSET
    ) -> AsyncIterator[InvitationEvent]:
        key = ids.key("Group", group_id)
        async with aclosing(group_events(info, key, "invitation", given(after), requires=Permission.INVITE)) as rows:
            async for row in rows:
                yield InvitationEvent.of(row)

    @strawberry.subscription(
        description="Each change of the members of a group, of their roles and of their seats, for members of the "
        "group. Members hear of their own seat, administrators of all. `Group.liveCursor` is a cursor of this stream."
    )
    async def member_changes(
        self, info: Info, group_id: GroupID, after: AfterEvent = strawberry.UNSET
    ) -> AsyncIterator[MemberEvent]:
        key = ids.key("Group", group_id)

        def concerns(row: EventRow) -> bool:
            return row.kind not in _OF_SEATS or _hears_of_seats(info.context, row.account_id)

        async with aclosing(
            group_events(info, key, "member", given(after), requires=Permission.REQUEST_SEAT, concerning=concerns)
        ) as rows:
            async for row in rows:
                yield MemberEvent.of(row)

    @strawberry.subscription(
        description="The progress of a batch of emails now, and again whenever it changes, until no email is left to "
        "send. For managers of the group; NOT_FOUND for others."
    )
    async def invitation_batch(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The ID of the batch.")],  # noqa: A002
    ) -> AsyncIterator[InvitationBatch]:
        key = ids.key("InvitationBatch", id)
        found = await info.context.load(batches.by_ids, key)
        if found is None or not (await group_access_in(info, found.group_id))[0].is_manager:
            raise not_found()
        kinds = {EventKind.BATCH_MOVED}
        async with aclosing(latest(info, kinds, found.group_id, requires=Permission.INVITE, subject_id=key)) as changes:
            async for _ in changes:
                row = await info.context.load(batches.by_ids, key)
                if row is not None:
                    yield batch_of(row)
                if row is None or row.finished_at is not None:
                    return


def _hears_of_seats(context: Context, account_id: int | None) -> bool:
    """Administrators and staff receive all seat events, a member only their own."""
    if account_id == context.caller.account_id:
        return True
    standing = context.standing
    return standing is not None and allows(standing.group_access, Permission.SEE_SEATS)
