"""Streams of the current seat plan and of the viewer's own access."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import strawberry

from db.queries import members, seats
from db.queries.seats import WatchedPlanRow
from graph import ids
from graph.arguments import GroupID
from graph.context import Info, stream_context
from graph.schema.access import Access, access_of
from graph.schema.members import group_access_in
from graph.schema.seats import SeatPlan, plan_of
from graph.streams import latest
from live.event_kinds import EventKind
from rules.roles import Permission
from rules.seats import next_change

_OF_A_PLAN = frozenset(
    {EventKind.PLAN_CHANGED, EventKind.LINE_CHANGED, EventKind.MEMBER_SEAT_ALLOCATED, EventKind.MEMBER_SEAT_RELEASED}
)
_OF_ACCESS = frozenset(
    {
        *(EventKind.PLAN_CHANGED, EventKind.LINE_CHANGED),
        *(EventKind.ACCESS_GAINED, EventKind.ACCESS_CHANGED, EventKind.ACCESS_LOST),
    }
)


def _state(row: WatchedPlanRow | None) -> tuple[Any, ...]:
    """Return the values that must change before a plan is sent again: all but the clock."""
    if row is None:
        return ()
    plan = row.plan
    return (*row._replace(plan=plan._replace(now=plan.starts_at)), plan.status)


@strawberry.type
class SeatSubscriptions:
    @strawberry.subscription(
        description="The seat plan of a group now, and again whenever it changes; null while the group has none. For "
        "administrators and staff; FORBIDDEN for others."
    )
    async def seat_plan(self, info: Info, group_id: GroupID) -> AsyncGenerator[SeatPlan | None, None]:
        key = ids.key("Group", group_id)
        sent: tuple[Any, ...] | None = None
        async with aclosing(latest(info, _OF_A_PLAN, key, requires=Permission.SEE_SEATS)) as coming:
            async for changes in coming:
                row = await info.context.load(seats.watched_plans, key)
                plan = row.plan if row is not None else None
                changes.deadline = next_change(plan.starts_at, plan.expires_at, plan.now) if plan is not None else None
                if sent != _state(row):
                    sent = _state(row)
                    group_access, _ = await group_access_in(info, key)
                    stream_context(info).value = ("plan", key, sent)
                    yield plan_of(plan, group_access) if plan is not None else None

    @strawberry.subscription(
        description="Whether the viewer has full access to what a group has paid for, and the position in the line for "
        "a seat: now, and again whenever it changes. For members and staff."
    )
    async def access(self, info: Info, group_id: GroupID) -> AsyncGenerator[Access, None]:
        key = ids.key("Group", group_id)
        sent: tuple[Any, ...] | None = None
        kinds = set(_OF_ACCESS)
        context = stream_context(info)
        async with aclosing(latest(info, kinds, key, requires=Permission.SEE, subject_id=key)) as coming:
            async for changes in coming:
                own = (key, context.caller.account)
                row = await context.load(members.by_group_and_account, own)
                if row is None and context.access is not None:
                    await context.access.check()  # it may have ended before the group's event arrives
                if row is not None and row.plan_starts_at is not None and row.plan_expires_at is not None:
                    changes.deadline = next_change(row.plan_starts_at, row.plan_expires_at, row.now)
                # The queue changes often and thousands may watch it, so it wakes only members without a seat.
                if row is not None and row.seat_id is not None:
                    kinds.discard(EventKind.LINE_CHANGED)
                else:
                    kinds.add(EventKind.LINE_CHANGED)
                answer = access_of(*own, row, position_shown=True)
                if sent != (answer.reason, answer.seat_wait_position):
                    sent = (answer.reason, answer.seat_wait_position)
                    yield answer
