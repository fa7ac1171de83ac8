"""Streams of the current seat plan and of the viewer's own access."""

from collections.abc import AsyncIterator
from typing import Any

import strawberry

from db.queries import members, seats
from db.queries.seats import WatchedPlanRow
from graph import ids
from graph.arguments import GroupID
from graph.context import Info, stream_context
from graph.schema.full_access import Access, full_access_of
from graph.schema.seats import SeatPlan
from graph.streams import latest
from live.event_kinds import EventKind
from live.latest_audience import Latest
from rules.roles import Permission
from rules.seats import next_change

_OF_A_PLAN = frozenset(
    {EventKind.PLAN_CHANGED, EventKind.LINE_CHANGED, EventKind.MEMBER_SEAT_ALLOCATED, EventKind.MEMBER_SEAT_RELEASED}
)
_OF_ACCESS = frozenset({EventKind.PLAN_CHANGED, EventKind.LINE_CHANGED})


def _state(row: WatchedPlanRow) -> tuple[Any, ...]:
    """Return the values that must change before a plan is sent again: all but the clock and when it was written."""
    plan = row.plan
    return (*row._replace(plan=plan._replace(now=plan.starts_at, written_at=plan.starts_at)), plan.status)


@strawberry.type
class SeatSubscriptions:
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
            answer, deadline = full_access_of(*own, row, position_shown=True), None
            if row is not None and row.plan_starts_at is not None and row.plan_expires_at is not None:
                deadline = next_change(row.plan_starts_at, row.plan_expires_at, row.now)
            return Latest(answer, (answer.reason, answer.seat_wait_position), deadline)

        return latest(info, load, kinds, key, requires=Permission.SEE, subject_id=key, is_own=True)
