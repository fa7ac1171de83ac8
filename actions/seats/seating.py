"""Giving and taking back seats, with the events and notifications. The group must be locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from actions.notices import Notice
from actions.work import ProblemsError, Work
from db import seating
from db.bulk import number
from db.prepared import Prepared
from db.tables import Group, SeatPlan
from live.event_kinds import EventKind
from mail.outbox import Kind, Letter
from rules.notices import HistoryAction, NotificationKind
from rules.seats import NO_PLAN, PlanStatus, SeatPolicy, plan_status


class Plan(NamedTuple):
    """A locked group's plan; `now` is the time by which its status is computed."""

    group_id: int
    group_name: str
    seat_count: int
    starts_at: datetime
    expires_at: datetime
    policy: SeatPolicy
    told_days: int | None
    status_told: str | None
    now: datetime

    @property
    def status(self) -> PlanStatus:
        return plan_status(self.starts_at, self.expires_at, self.now)

    @property
    def in_force(self) -> bool:
        return self.status is PlanStatus.ACTIVE

    @property
    def hands_out(self) -> bool:
        """Whether free seats go to the waiting line now."""
        return self.policy is SeatPolicy.AUTOMATIC and self.in_force


_PLAN = Prepared(
    Plan,
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
    .where(SeatPlan.group_id == number("group_id")),
)


@dataclass(frozen=True, slots=True)
class Person:
    membership_id: int
    account_id: int
    name: str
    email: str


async def plan_of(work: Work, group_id: int) -> Plan | None:
    plan = await work.row(_PLAN, group_id=group_id)
    return None if plan is None else plan._replace(policy=SeatPolicy(plan.policy))


async def must_have_plan(work: Work, group_id: int) -> Plan:
    plan = await plan_of(work, group_id)
    if plan is None:
        raise ProblemsError(NO_PLAN)
    return plan


def tell_plan(work: Work, group_id: int) -> None:
    """Emit, once per transaction, that the plan's terms, policy or status changed; not for seats that change hands."""
    work.emit_once(EventKind.PLAN_CHANGED, group_id=group_id)
    work.affect_other_members(group_id)


def tell_line(work: Work, group_id: int) -> None:
    """Emit, once per transaction, that the order of the waiting line changed."""
    work.emit_once(EventKind.LINE_CHANGED, group_id=group_id)
    work.affect_other_members(group_id)


def emit_own_access(work: Work, group_id: int, membership_id: int, account_id: int) -> None:
    """Emit to a member that their seat or their place in line changed."""
    work.emit_account_event(account_id, EventKind.ACCESS_CHANGED, group_id, str(membership_id))


async def hand_out(work: Work, plan: Plan) -> None:
    """Give free seats to those who have waited longest, if the plan hands out seats; recorded as nobody's act."""
    if not plan.hands_out:
        return
    seated = await work.rows(seating.seat_the_line(plan.group_id, plan.now))
    if not seated:
        return
    await work.run(seating.clear_line_of_seated(plan.group_id))
    people = [
        Person(row.membership_id, row.account_id, row.name, row.email)
        for row in sorted(seated, key=lambda row: int(row.number))
    ]
    tell_line(work, plan.group_id)
    tell_seated(work, plan, people, by=None)


def tell_seated(work: Work, plan: Plan, people: Sequence[Person], *, by: int | None) -> None:
    """Record and announce new seats, in the order of `people`; `by` is None for the policy."""
    for person in people:
        # Not `add_history` and `notify`: a policy acts in nobody's name, although the caller triggered it.
        work.add_history_by(by, plan.group_id, HistoryAction.SEAT_ALLOCATED, person.name)
        work.emit_group_event_by(
            by, plan.group_id, EventKind.MEMBER_SEAT_ALLOCATED, person.membership_id, person.account_id
        )
        emit_own_access(work, plan.group_id, person.membership_id, person.account_id)
        if by != person.account_id:
            work.notices.append(
                Notice(
                    person.account_id,
                    NotificationKind.SEAT_ALLOCATED,
                    f"You hold a seat in {plan.group_name} now.",
                    actor_id=by,
                    group_id=plan.group_id,
                    membership_id=person.membership_id,
                )
            )
        work.mail(Letter(Kind.SEAT_ALLOCATED, person.email, person.name, person.account_id, plan.group_id))


async def take_back(work: Work, plan: Plan, person: Person) -> int | None:
    """Free a member's seat and hand it on, but not to them; return its ID, or None if they have none."""
    freed = await work.row(seating.free_seat(person.membership_id))
    if freed is None:
        return None
    if not freed.others_free:
        work.affect_other_members(plan.group_id)
    work.add_history(plan.group_id, HistoryAction.SEAT_RELEASED, person.name)
    work.emit_group_event(plan.group_id, EventKind.MEMBER_SEAT_RELEASED, person.membership_id, person.account_id)
    emit_own_access(work, plan.group_id, person.membership_id, person.account_id)
    await hand_out(work, plan)
    return int(freed.id)
