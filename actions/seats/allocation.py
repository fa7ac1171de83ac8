"""Allocating and releasing seats, with the events and notifications. The group must be locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from actions.recording import NewNotification
from actions.work import ProblemsError, Work
from db import seat_updates
from db.bulk import id_parameter
from db.member_access import LockedMember
from db.prepared import Prepared
from db.tables import Group, Membership, Seat, SeatPlan
from live.event_kinds import EventKind
from live.events import Event
from mail.outbox import MailKind, NewMail
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.seats import NO_PLAN, PlanStatus, SeatPolicy, plan_status

MAX_TOLD_OF_PLACES = 1_000
"""The most members behind one who leaves the line who get an event, which takes 30 ms; `access` follows any place."""


class LockedPlan(NamedTuple):
    """A locked group's plan; `now` is the time by which its status is computed."""

    group_id: int
    group_name: str
    seat_count: int
    starts_at: datetime
    expires_at: datetime
    policy: SeatPolicy
    told_days: int | None
    status_told: PlanStatus | None
    now: datetime

    @property
    def status(self) -> PlanStatus:
        return plan_status(self.starts_at, self.expires_at, self.now)

    @property
    def is_active(self) -> bool:
        return self.status is PlanStatus.ACTIVE

    @property
    def is_allocating(self) -> bool:
        """Whether free seats go to the waiting line now."""
        return self.policy is SeatPolicy.AUTOMATIC and self.is_active


_PLAN = Prepared(
    LockedPlan,
    select(
        SeatPlan.group_id,
        Group.name,
        SeatPlan.seat_count,
        SeatPlan.starts_at,
        SeatPlan.expires_at,
        SeatPlan.policy,
        SeatPlan.told_days,
        SeatPlan.status_told,
        func.clock_timestamp(),
    )
    .join(Group, Group.id == SeatPlan.group_id)
    .where(SeatPlan.group_id == id_parameter("group_id")),
)


@dataclass(frozen=True, slots=True)
class MemberContact:
    membership_id: int
    account_id: int
    name: str
    email: str


async def load_locked_plan(work: Work, group_id: int) -> LockedPlan | None:
    return await work.row(_PLAN, group_id=group_id)


def plan_of(locked: LockedMember) -> LockedPlan:
    """Return the plan that was read with a member."""
    if locked.plan is None:
        raise ProblemsError(NO_PLAN)
    group, terms = locked.group, locked.plan
    return LockedPlan(
        group.id,
        group.name,
        terms.seat_count,
        terms.starts_at,
        terms.expires_at,
        terms.policy,
        terms.told_days,
        terms.status_told,
        locked.now,
    )


async def require_plan(work: Work, group_id: int) -> LockedPlan:
    plan = await load_locked_plan(work, group_id)
    if plan is None:
        raise ProblemsError(NO_PLAN)
    return plan


def emit_plan_changed(work: Work, group_id: int) -> None:
    """Emit, once per transaction, that the plan's terms, policy or status changed; not for single seats."""
    work.emit_once(Event(f"g:{group_id}", EventKind.PLAN_CHANGED, subject_id=group_id, actor_id=work.caller.account_id))
    work.bump_viewer_actions_version(group_id)


async def emit_access_of_members(work: Work, group_id: int, before: PlanStatus | None, after: PlanStatus) -> None:
    """Emit to the members whose full access a plan gives or takes: without one, everybody has it."""
    if before is after or (before is not None and PlanStatus.ACTIVE not in (before, after)):
        return
    members = select(Membership.id, Membership.account_id).where(Membership.group_id == group_id)
    if before is not None:
        members = members.join(Seat, Seat.membership_id == Membership.id)
    for row in await work.rows(members.order_by(Membership.account_id)):
        emit_own_access(work, group_id, row.id, row.account_id)


def emit_line_changed(work: Work, group_id: int, *, by: int | None) -> None:
    """Emit, once per transaction, that the order of the waiting line changed; `by` is None for the policy."""
    work.emit_once(Event(f"g:{group_id}", EventKind.LINE_CHANGED, subject_id=group_id, actor_id=by))
    work.bump_viewer_actions_version(group_id)


async def emit_line_left(work: Work, group_id: int, number: int, *, by: int | None) -> None:
    """Emit that the member with this number left the line, also to those behind, who have moved up."""
    emit_line_changed(work, group_id, by=by)
    for row in await work.rows(seat_updates.waiting_behind(group_id, number, MAX_TOLD_OF_PLACES)):
        emit_own_access(work, group_id, row.id, row.account_id)


def emit_own_access(work: Work, group_id: int, membership_id: int, account_id: int) -> None:
    """Emit to a member that their seat or their place in line changed."""
    work.emit_account_event(account_id, EventKind.ACCESS_CHANGED, group_id, str(membership_id))


async def allocate_free_seats(work: Work, plan: LockedPlan) -> None:
    """Give free seats to those who have waited longest, if the policy is AUTOMATIC; nobody is recorded as the actor."""
    if not plan.is_allocating:
        return
    seated = await work.rows(seat_updates.allocate_to_line(plan.group_id, plan.now))
    if not seated:
        return
    await work.run(seat_updates.remove_seated_from_line(plan.group_id))
    people = {
        row.id: MemberContact(row.membership_id, row.account_id, row.name, row.email)
        for row in sorted(seated, key=lambda row: int(row.number))
    }
    await emit_line_left(work, plan.group_id, 0, by=None)
    announce_allocations(work, plan, people, by=None)


def announce_allocations(work: Work, plan: LockedPlan, people: Mapping[int, MemberContact], *, by: int | None) -> None:
    """Record and announce new seats, in the order of `people` by seat; `by` is None for the policy."""
    for seat_id, person in people.items():
        # Not `add_history` and `notify`: a policy has no actor, although the caller triggered it.
        work.add_history_by(by, plan.group_id, HistoryAction.SEAT_ALLOCATED, person.name)
        kind = EventKind.MEMBER_SEAT_ALLOCATED
        work.emit_group_event_by(by, plan.group_id, kind, person.membership_id, person.account_id, str(seat_id))
        emit_own_access(work, plan.group_id, person.membership_id, person.account_id)
        if by != person.account_id:
            work.notifications.append(
                NewNotification(
                    person.account_id,
                    NotificationKind.SEAT_ALLOCATED,
                    f"You hold a seat in {plan.group_name} now.",
                    {"group": plan.group_name},
                    actor_id=by,
                    group_id=plan.group_id,
                    membership_id=person.membership_id,
                )
            )
        work.mail(NewMail(MailKind.SEAT_ALLOCATED, person.email, person.name, person.account_id, plan.group_id))


async def release_seat(work: Work, plan: LockedPlan, person: MemberContact) -> int | None:
    """Release a member's seat for the next in line; return its ID, or None if they have none."""
    freed = await work.row(seat_updates.release_seat(person.membership_id))
    if freed is None:
        return None
    if not freed.others_free:
        work.bump_viewer_actions_version(plan.group_id)
    work.add_history(plan.group_id, HistoryAction.SEAT_RELEASED, person.name)
    kind = EventKind.MEMBER_SEAT_RELEASED
    work.emit_group_event(plan.group_id, kind, person.membership_id, person.account_id, str(freed.id))
    emit_own_access(work, plan.group_id, person.membership_id, person.account_id)
    await allocate_free_seats(work, plan)
    return int(freed.id)
