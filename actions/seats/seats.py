"""Seats: allocated, released, requested, given to the waiting line.

All of it happens under the group's lock, so a group never allocates more seats than it has bought, nor two to one
member.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update

from actions.recording import NewNotification
from actions.seats.allocation import (
    LockedPlan,
    MemberContact,
    allocate_free_seats,
    announce_allocations,
    emit_line_changed,
    emit_line_left,
    emit_own_access,
    emit_plan_changed,
    load_locked_plan,
    plan_of,
    release_seat,
    require_plan,
)
from actions.work import ProblemsError, Work
from db import seat_updates
from db.access import open_group
from db.member_access import LockedMember, open_member
from db.tables import Account, Membership, Seat, SeatPlan
from live.event_kinds import EventKind
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.roles import Permission
from rules.seats import HAS_NO_SEAT, HAS_SEAT, NO_FREE_SEAT, PLAN_NOT_ACTIVE, SeatPolicy


@dataclass(frozen=True, slots=True)
class SeatChange:
    seat_id: int
    membership_id: int
    group_id: int


async def allocate(work: Work, membership_id: int) -> SeatChange:
    """Give the lowest free seat to a member; under AUTOMATIC the waiting line goes first."""
    locked = await open_member(work, membership_id, Permission.MANAGE_SEATS)
    plan = plan_of(locked)
    if not plan.is_active:
        raise ProblemsError(PLAN_NOT_ACTIVE)
    await allocate_free_seats(work, plan)  # the plan may have just begun: the waiting line goes first
    by = work.caller.account
    seated = await work.row(
        seat_updates.ALLOCATE_SEAT, group_id=plan.group_id, membership_id=membership_id, by=by, now=plan.now
    )
    if seated is None:
        raise ProblemsError(NO_FREE_SEAT if await _seat_of(work, membership_id) is None else HAS_SEAT)
    if not seated.others_free:
        work.bump_viewer_actions_version(plan.group_id)
    if seated.left_number is not None:
        await emit_line_left(work, plan.group_id, seated.left_number, by=by)
    work.note_role(plan.group_id, locked.account_id, locked.role)
    announce_allocations(work, plan, {seated.seat_id: _contact_of(locked)}, by=by)
    return SeatChange(seated.seat_id, membership_id, plan.group_id)


async def release(work: Work, membership_id: int) -> SeatChange:
    """Release a member's seat, even if the plan is not active; under AUTOMATIC the next in line gets it."""
    locked = await open_member(work, membership_id, Permission.MANAGE_SEATS)
    plan = plan_of(locked)
    seat_id = await release_seat(work, plan, _contact_of(locked))
    if seat_id is None:
        raise ProblemsError(HAS_NO_SEAT)
    work.notify(
        NewNotification(
            locked.account_id,
            NotificationKind.SEAT_RELEASED,
            f"Your seat in {plan.group_name} was taken back.",
            {"group": plan.group_name},
            actor_id=work.caller.account,
            group_id=plan.group_id,
            membership_id=membership_id,
        )
    )
    return SeatChange(seat_id, membership_id, plan.group_id)


async def set_policy(work: Work, group_id: int, policy: SeatPolicy) -> int:
    """Set who allocates seats. AUTOMATIC puts all members without a seat in line and allocates the free seats."""
    await open_group(work, group_id, Permission.MANAGE_SEATS)
    plan = await require_plan(work, group_id)
    if plan.policy is policy:
        return group_id
    await work.run(update(SeatPlan).where(SeatPlan.group_id == group_id).values(policy=policy))
    work.add_history(group_id, HistoryAction.SEAT_POLICY_SET, policy.value)
    emit_plan_changed(work, group_id)
    if policy is SeatPolicy.AUTOMATIC:
        joined = seat_updates.join_line(group_id, plan.now).returning(Membership.id, Membership.account_id)
        for row in await work.rows(joined):
            _emit_waiting_changed(work, plan, row.id, row.account_id, by=work.caller.account)
        await allocate_free_seats(work, await require_plan(work, group_id))
    return group_id


async def set_waiting(work: Work, group_id: int, *, waiting: bool) -> int:
    """Join the waiting line, or leave it if not `waiting`; return the caller's membership. Idempotent."""
    locked = await open_group(work, group_id, Permission.REQUEST_SEAT)
    assert locked.membership_id is not None
    plan = await require_plan(work, group_id)
    if not waiting:
        number = await work.value(seat_updates.leave_line(locked.membership_id))
        if number is not None:
            work.add_history(group_id, HistoryAction.SEAT_REQUEST_WITHDRAWN, locked.caller_name)
            work.emit_group_event(group_id, EventKind.SEAT_REQUEST_WITHDRAWN, locked.membership_id, work.caller.account)
            emit_own_access(work, group_id, locked.membership_id, work.caller.account)
            await emit_line_left(work, group_id, number, by=work.caller.account)
        return locked.membership_id
    if await _seat_of(work, locked.membership_id) is not None:
        raise ProblemsError(HAS_SEAT)
    if await work.run(seat_updates.join_line(group_id, plan.now, [locked.membership_id])):
        work.add_history(group_id, HistoryAction.SEAT_REQUESTED, locked.caller_name)
        work.emit_group_event(group_id, EventKind.SEAT_REQUESTED, locked.membership_id, work.caller.account)
        _emit_waiting_changed(work, plan, locked.membership_id, work.caller.account, by=work.caller.account)
    await allocate_free_seats(work, plan)
    return locked.membership_id


async def on_joined(work: Work, group_id: int, joined: Mapping[int, int]) -> None:
    """Under AUTOMATIC, put new members (membership ID: account ID) in line. The group must be locked."""
    plan = await load_locked_plan(work, group_id)
    if plan is None or plan.policy is not SeatPolicy.AUTOMATIC:
        return
    await work.run(seat_updates.join_line(group_id, plan.now, joined))
    for joined_id, account_id in joined.items():
        _emit_waiting_changed(work, plan, joined_id, account_id, by=None)
    await allocate_free_seats(work, plan)


async def on_leaving(work: Work, group_id: int, membership_id: int) -> None:
    """Free the seat or the place in line of a member about to leave. The group must be locked."""
    plan = await load_locked_plan(work, group_id)
    if plan is None:
        return
    number = await work.value(seat_updates.leave_line(membership_id))
    if number is not None:
        await emit_line_left(work, group_id, number, by=work.caller.account_id)
        return
    row = await work.row(
        select(Membership.id, Membership.account_id, Account.name, Account.email)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.id == membership_id)
    )
    assert row is not None
    await release_seat(work, plan, MemberContact(row.id, row.account_id, row.name, row.email))


def _emit_waiting_changed(work: Work, plan: LockedPlan, membership_id: int, account_id: int, *, by: int | None) -> None:
    emit_line_changed(work, plan.group_id, by=by)
    emit_own_access(work, plan.group_id, membership_id, account_id)


def _contact_of(locked: LockedMember) -> MemberContact:
    return MemberContact(locked.id, locked.account_id, locked.account_name, locked.email)


async def _seat_of(work: Work, membership_id: int) -> int | None:
    seat_id: int | None = await work.value(select(Seat.id).where(Seat.membership_id == membership_id))
    return seat_id
