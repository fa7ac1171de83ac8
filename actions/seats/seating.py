"""Giving seats and taking them back: what is written, and who is told. The group is locked by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from actions.notices import Notice
from actions.work import ProblemsError, Work
from db import seating
from db.bulk import number
from db.tables import Group, SeatPlan
from live.event_kinds import EventKind
from mail.outbox import Kind, Letter
from rules.notices import HistoryAction, NotificationKind
from rules.seats import NO_PLAN, PlanStatus, SeatPolicy, plan_status

_PLAN = (
    select(
        SeatPlan.group_id,
        Group.name.label("group_name"),
        SeatPlan.seat_count,
        SeatPlan.starts_at,
        SeatPlan.expires_at,
        SeatPlan.policy,
        SeatPlan.told_days,
        SeatPlan.status_told,
        func.clock_timestamp().label("now"),
    )
    .join(Group, Group.id == SeatPlan.group_id)
    .where(SeatPlan.group_id == number("group_id"))
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A group's plan as it is until the commit, and the clock by which it is judged."""

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
        """Where it stands now."""
        return plan_status(self.starts_at, self.expires_at, self.now)

    @property
    def in_force(self) -> bool:
        """Whether seats can be allocated."""
        return self.status is PlanStatus.ACTIVE

    @property
    def hands_out(self) -> bool:
        """Whether free seats go to the line by themselves, now."""
        return self.policy is SeatPolicy.AUTOMATIC and self.in_force


@dataclass(frozen=True, slots=True)
class Person:
    """A member who gets a seat or gives one back."""

    membership_id: int
    account_id: int
    name: str
    email: str


async def plan_of(work: Work, group_id: int) -> Plan | None:
    """The plan of a group that is locked; None for a group that needs none."""
    row = await work.row(_PLAN, group_id=group_id)
    return Plan(**(dict(row._mapping) | {"policy": SeatPolicy(row.policy)})) if row is not None else None


async def must_have_plan(work: Work, group_id: int) -> Plan:
    """The plan of a group that is locked.

    Raises:
        ProblemsError: NO_SEAT_PLAN.
    """
    plan = await plan_of(work, group_id)
    if plan is None:
        raise ProblemsError(NO_PLAN)
    return plan


def tell_plan(work: Work, group_id: int) -> None:
    """Say, once for each transaction, that the plan itself is another now: its terms, its policy, its status.

    Of seats that change hands the members' own events tell; every member's screen follows this one.
    """
    _tell_once(work, group_id, EventKind.PLAN_CHANGED)


def tell_line(work: Work, group_id: int) -> None:
    """Say, once for each transaction, that somebody's place in line is another now."""
    _tell_once(work, group_id, EventKind.LINE_CHANGED)


def _tell_once(work: Work, group_id: int, kind: EventKind) -> None:
    if not any(event.kind == kind and event.subject_id == group_id for event in work.events):
        work.emit_group_event(group_id, kind, group_id)


async def hand_out(work: Work, plan: Plan) -> None:
    """Give what is free to the longest waiting, where the policy and the clock allow; nobody's own act."""
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
    """Write down and tell that these people hold a seat now.

    Args:
        work: In which they were seated.
        plan: Of their group.
        people: In the order of their seats.
        by: Who allocated; None for the policy, of which everybody is told.
    """
    for person in people:
        # Not `note` and `notify`: what the policy does is not the caller's act, though they set it off.
        work.add_history_by(by, plan.group_id, HistoryAction.SEAT_ALLOCATED, person.name)
        work.emit_group_event(plan.group_id, EventKind.MEMBER_SEAT_ALLOCATED, person.membership_id, person.account_id)
        work.emit_account_event(person.account_id, EventKind.ACCESS_CHANGED, plan.group_id)
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
    """Free a member's seat and hand it on; they stand at no place in line.

    Returns:
        The seat's ID; None where they hold none, and nothing was changed.
    """
    seat_id: int | None = await work.value(seating.free_seat(person.membership_id))
    if seat_id is None:
        return None
    work.add_history(plan.group_id, HistoryAction.SEAT_RELEASED, person.name)
    work.emit_group_event(plan.group_id, EventKind.MEMBER_SEAT_RELEASED, person.membership_id, person.account_id)
    work.emit_account_event(person.account_id, EventKind.ACCESS_CHANGED, plan.group_id)
    await hand_out(work, plan)
    return seat_id
