from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any

import strawberry

from db.queries import batches, members, seats
from db.queries.seats import WatchedPlanRow
from graph import ids
from graph.arguments import AfterEvent, GroupID
from graph.context import Info, stream_context
from graph.schema.batches import InvitationBatch
from graph.schema.events import InvitationEvent, MemberEvent, NotificationEvent, ViewerEvent, ViewerInvitationEvent
from graph.schema.full_access import Access, full_access_of
from graph.schema.group_events import GroupEvent
from graph.schema.node import load_one
from graph.schema.notifications import Badge, load_badges
from graph.schema.seats import SeatPlan
from graph.streams import group_events, latest, own_events
from live.event_kinds import EventKind
from live.latest_audience import Latest
from rules.refusals import not_found
from rules.roles import Permission
from rules.seats import next_change

_OF_NOTIFICATIONS = frozenset(kind for kind in EventKind if kind.noun == "notification")
_OF_INVITATIONS = frozenset(kind for kind in EventKind if kind.noun == "invitation")
_OF_MEMBERS = frozenset(kind for kind in EventKind if kind.noun == "member")
_BADGE = _OF_NOTIFICATIONS | _OF_INVITATIONS

_OF_A_PLAN = frozenset(
    {EventKind.PLAN_CHANGED, EventKind.LINE_CHANGED, EventKind.MEMBER_SEAT_ALLOCATED, EventKind.MEMBER_SEAT_RELEASED}
)
_OF_ACCESS = frozenset({EventKind.PLAN_CHANGED, EventKind.LINE_CHANGED})


def _state(row: WatchedPlanRow) -> tuple[Any, ...]:
    """Return the values that must change before a plan is sent again: all but the clock and when it was written."""
    plan = row.plan
    return (*row._replace(plan=plan._replace(now=plan.starts_at, written_at=plan.starts_at)), plan.status)


@strawberry.type
class LiveSubscriptions:
    @strawberry.subscription(description="The badge of the viewer now, and again whenever it changes.")
    async def badge(self, info: Info) -> AsyncIterator[Badge]:
        account_id = info.context.personal_caller().account

        async def load() -> Latest:
            badge = await load_one(load_badges, info, account_id)
            return Latest(badge, badge)

        return latest(info, load, _BADGE, is_own=True)

    @strawberry.subscription(
        description="Each notification of the viewer when it is created and when it is marked as read. "
        "`Viewer.liveCursor` is a cursor of this stream."
    )
    async def notifications(self, info: Info, after: AfterEvent = None) -> AsyncIterator[NotificationEvent]:
        return own_events(info, "notification", NotificationEvent.of, after, kinds=_OF_NOTIFICATIONS)

    @strawberry.subscription(
        description="Each change of an invitation that is addressed to the viewer. `Viewer.liveCursor` is a cursor of "
        "this stream."
    )
    async def viewer_invitations(self, info: Info, after: AfterEvent = None) -> AsyncIterator[ViewerInvitationEvent]:
        return own_events(info, "invitation", ViewerInvitationEvent.of, after, kinds=_OF_INVITATIONS)

    @strawberry.subscription(
        description="Each change of an invitation of a group, and of the delivery of its email, for managers of the "
        "group; FORBIDDEN for others. `Group.liveCursor` is a cursor of this stream."
    )
    async def invitation_changes(
        self, info: Info, group_id: GroupID, after: AfterEvent = None
    ) -> AsyncIterator[InvitationEvent]:
        return group_events(
            info, group_id, "invitation", InvitationEvent.of, after, requires=Permission.INVITE, kinds=_OF_INVITATIONS
        )

    @strawberry.subscription(
        description="Each change of the members of a group, of their roles and of their seats, for members of the "
        "group. Members hear of their own seat, administrators of all. `Group.liveCursor` is a cursor of this stream."
    )
    async def member_changes(
        self, info: Info, group_id: GroupID, after: AfterEvent = None
    ) -> AsyncIterator[MemberEvent]:
        return group_events(
            info, group_id, "member", MemberEvent.of, after, requires=Permission.REQUEST_SEAT, kinds=_OF_MEMBERS
        )

    @strawberry.subscription(
        description="Everything that a screen of a group shows, in the order in which it was committed, for members "
        "and staff. Members and staff hear of the group, its members, roles, plan and resources; managers and staff of "
        "invitations; managers of the invite code; managers and staff of assignments, and administrators and staff of "
        "seats, while others hear of their own. After a change of the viewer's own role, read again. Where rows other "
        "than the event's may have changed with it, `Group.viewerActionsVersion` has moved: read the page again. "
        "`Group.liveCursor` is a cursor of this stream."
    )
    async def group_changes(self, info: Info, group_id: GroupID, after: AfterEvent = None) -> AsyncIterator[GroupEvent]:
        return group_events(
            info, group_id, "changes", GroupEvent.of, after, value_for_actor=partial(GroupEvent.of, shows_actor=True)
        )

    @strawberry.subscription(
        description="Everything that is the viewer's own, in the order in which it was committed: memberships (role, "
        "seat, place in line, access), invitations, notifications, assignments, the figures of the caseload, sessions. "
        "It does not include the names and figures of groups, nor the names of patients: follow `groupChanges` for "
        "those, or read again. `Viewer.liveCursor` is a cursor of this stream."
    )
    async def viewer_changes(self, info: Info, after: AfterEvent = None) -> AsyncIterator[ViewerEvent]:
        return own_events(info, "changes", ViewerEvent.of, after)

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
        if found is None or not (await info.context.standing_in(found.group_id)).group_access.is_manager:
            raise not_found()

        async def load() -> Latest:
            row = await info.context.load(batches.by_ids, key)
            if row is None:
                raise not_found()
            return Latest(InvitationBatch(row=row), row, is_last=row.finished_at is not None)

        kinds = {EventKind.BATCH_MOVED}
        return latest(info, load, kinds, found.group_id, requires=Permission.INVITE, subject_id=key)

    @strawberry.subscription(
        description="The seat plan of a group now, and again whenever it changes; null while the group has none. For "
        "administrators and staff; FORBIDDEN for others."
    )
    async def seat_plan(self, info: Info, group_id: GroupID) -> AsyncIterator[SeatPlan | None]:
        key = ids.key("Group", group_id)

        async def load() -> Latest:
            row = await info.context.load(seats.watched_plans, key)
            if row is None:
                return Latest(None, ())
            group_access = (await info.context.standing_in(key)).group_access
            deadline = next_change(row.plan.starts_at, row.plan.expires_at, row.plan.now)
            return Latest(SeatPlan(row=row.plan, group_access=group_access), _state(row), deadline)

        return latest(info, load, _OF_A_PLAN, key, requires=Permission.SEE_SEATS)

    @strawberry.subscription(
        description="Whether the viewer has full access to what a group has paid for, and the position in the line for "
        "a seat: now, and again whenever it changes. For members and staff."
    )
    async def access(self, info: Info, group_id: GroupID) -> AsyncIterator[Access]:
        key = ids.key("Group", group_id)
        context = stream_context(info)
        own, kinds = (key, context.personal_caller().account), set(_OF_ACCESS)

        async def load() -> Latest:
            row = await context.load(members.by_group_and_account, own)
            if row is None and context.access is not None:
                await context.access.check()  # it may have ended before the group's event arrives
            # The queue changes often and thousands may watch it, so it wakes only members without a seat.
            if row is not None and row.seat_id is not None:
                kinds.discard(EventKind.LINE_CHANGED)
            else:
                kinds.add(EventKind.LINE_CHANGED)
            answer = full_access_of(*own, row, position_shown=True)
            deadline = row.plan_changes_at if row is not None else None
            return Latest(answer, (answer.reason, answer.seat_wait_position), deadline)

        return latest(info, load, kinds, key, requires=Permission.SEE, subject_id=key, is_own=True)
