"""Seat plans: sold by staff, started and ended by the clock."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import ColumnElement, and_, func, insert, literal_column, or_, select, update

from actions.perform import perform
from actions.recording import NewNotification
from actions.seats.allocation import (
    LockedPlan,
    allocate_free_seats,
    emit_access_of_members,
    emit_plan_changed,
    load_locked_plan,
)
from actions.work import ProblemsError, Services, Work
from db import locks, seat_updates
from db.access import open_group
from db.tables import Account, Membership, Seat, SeatPlan
from mail.outbox import MailKind, NewMail
from rules.caller import Caller
from rules.history import HistoryAction
from rules.notifications import MessageParts, NotificationKind
from rules.roles import Permission, Role
from rules.seats import (
    REMINDER_DAYS,
    PlanStatus,
    SeatPolicy,
    due_reminder,
    last_moment,
    passed_reminder,
    plan_status,
    seats_in_use,
    seats_until,
    terms_problems,
)


def _is_unannounced(status: PlanStatus) -> ColumnElement[bool]:
    """The status is a literal because the partial indexes need it so."""
    return SeatPlan.status_told.is_distinct_from(literal_column(f"'{status}'"))


_DUE = or_(
    and_(SeatPlan.expires_at <= func.now(), _is_unannounced(PlanStatus.EXPIRED)),
    and_(SeatPlan.starts_at <= func.now(), SeatPlan.expires_at > func.now(), _is_unannounced(PlanStatus.ACTIVE)),
    and_(SeatPlan.starts_at > func.now(), _is_unannounced(PlanStatus.SCHEDULED)),
)


async def set_plan(work: Work, group_id: int, seat_count: int, expires_at: datetime, starts_at: datetime | None) -> int:
    """Create or change a group's plan; a plan that is the same already is not written again.

    Without `starts_at`, a new plan starts now and an existing one keeps its start.
    """
    locked = await open_group(work, group_id, Permission.SET_PLAN)
    plan = await load_locked_plan(work, group_id)
    begins = starts_at or (plan.starts_at if plan else locked.now)
    problems = terms_problems(seat_count, begins, expires_at)
    if problems:
        raise ProblemsError(*problems)
    status = plan_status(begins, expires_at, locked.now)
    if plan is None:
        await _create(work, group_id, seat_count, begins, expires_at)
    elif (plan.seat_count, plan.starts_at, plan.expires_at) == (seat_count, begins, expires_at):
        return group_id
    else:
        await _resize(work, plan, seat_count)
        await _set_terms(work, plan, seat_count, begins, expires_at)
    work.add_history(group_id, HistoryAction.SEAT_PLAN_SET, seats_until(seat_count, expires_at))
    emit_plan_changed(work, group_id)
    before = None if plan is None else plan.status_told or plan.status
    await emit_access_of_members(work, group_id, before, status)
    await _allocate_free_seats(work, group_id)
    return group_id


async def _create(work: Work, group_id: int, seat_count: int, starts_at: datetime, expires_at: datetime) -> None:
    await work.run(
        insert(SeatPlan).values(
            group_id=group_id,
            seat_count=seat_count,
            starts_at=starts_at,
            expires_at=expires_at,
            policy=SeatPolicy.MANUAL,
            told_days=passed_reminder(expires_at, work.now),
            status_told=plan_status(starts_at, expires_at, work.now),
        )
    )
    await work.run(seat_updates.add_seats(group_id, 1, seat_count))


async def _resize(work: Work, plan: LockedPlan, seat_count: int) -> None:
    if seat_count > plan.seat_count:
        await work.run(seat_updates.add_seats(plan.group_id, plan.seat_count + 1, seat_count))
    elif seat_count < plan.seat_count:
        held = select(func.count()).where(Seat.group_id == plan.group_id, Seat.membership_id.is_not(None))
        allocated = await work.value(held)
        if seat_count < allocated:
            raise ProblemsError(seats_in_use(allocated))
        await work.run(seat_updates.remove_seats(plan.group_id, seat_count))


async def _set_terms(work: Work, plan: LockedPlan, seat_count: int, starts_at: datetime, expires_at: datetime) -> None:
    moved = plan.expires_at != expires_at
    await work.run(
        update(SeatPlan)
        .where(SeatPlan.group_id == plan.group_id)
        .values(
            seat_count=seat_count,
            starts_at=starts_at,
            expires_at=expires_at,
            told_days=passed_reminder(expires_at, work.now) if moved else plan.told_days,
            status_told=plan_status(starts_at, expires_at, work.now),
        )
    )


async def _allocate_free_seats(work: Work, group_id: int) -> None:
    plan = await load_locked_plan(work, group_id)
    assert plan is not None
    await allocate_free_seats(work, plan)


async def announce_status_changes(services: Services) -> int:
    """Emit events for plans whose status changed, and allocate the free seats of those that began."""
    return await _for_each(services, _DUE, _announce_status)


async def _announce_status(work: Work, group_id: int) -> bool:
    plan = await _lock_plan(work, group_id)
    if plan is None or plan.status == plan.status_told:
        return False
    await work.run(update(SeatPlan).where(SeatPlan.group_id == group_id).values(status_told=plan.status))
    emit_plan_changed(work, group_id)
    await emit_access_of_members(work, group_id, plan.status_told or plan.status, plan.status)
    await allocate_free_seats(work, plan)
    return True


async def notify_expiring(services: Services) -> int:
    """Notify administrators 30, 7 and 1 days before their plan expires, once each.

    The last mark is stored, so this is safe with several workers; extending a plan resets it.
    """
    soon = [
        (SeatPlan.expires_at <= func.now() + timedelta(days=mark))
        & (func.coalesce(SeatPlan.told_days, REMINDER_DAYS[0] + 1) > mark)
        for mark in REMINDER_DAYS
    ]
    ahead = (SeatPlan.expires_at > func.now()) & (SeatPlan.expires_at <= func.now() + timedelta(days=REMINDER_DAYS[0]))
    return await _for_each(services, ahead & or_(*soon), _notify_expiring)


async def _notify_expiring(work: Work, group_id: int) -> bool:
    plan = await _lock_plan(work, group_id)
    reminder = due_reminder(plan.expires_at, plan.now, plan.told_days) if plan else None
    if plan is None or reminder is None:
        return False
    await work.run(update(SeatPlan).where(SeatPlan.group_id == group_id).values(told_days=reminder))
    administrators = await work.rows(
        select(Account.id, Account.name, Account.email)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.group_id == group_id, Membership.role == Role.ADMINISTRATOR)
        .order_by(Account.id)
    )
    message = f"The seat plan of {plan.group_name} expires at {last_moment(plan.expires_at)}."
    days = ceil((plan.expires_at - plan.now) / timedelta(days=1))  # fewer than the mark if the worker was down
    details = {"days": days, "seats": plan.seat_count, "expires_at": plan.expires_at.isoformat()}
    parts: MessageParts = {"group": plan.group_name, "expires_at": plan.expires_at.isoformat()}
    for person in administrators:
        work.notify(NewNotification(person.id, NotificationKind.SEAT_PLAN_EXPIRING, message, parts, group_id=group_id))
        mail = NewMail(MailKind.SEAT_PLAN_EXPIRING, person.email, person.name, person.id, group_id, details=details)
        work.mail(mail)
    return True


async def _for_each(
    services: Services, due: ColumnElement[bool], announce: Callable[[Work, int], Awaitable[bool]]
) -> int:
    """Call `announce` for each plan that seems due, in its own transaction; it checks again under the lock."""
    async with services.engine.connect() as connection:
        found = await connection.execute(select(SeatPlan.group_id).where(due).order_by(SeatPlan.group_id))
        groups = found.scalars().all()
    return sum([await perform(services, Caller(), announce, group_id) for group_id in groups])


async def _lock_plan(work: Work, group_id: int) -> LockedPlan | None:
    await locks.group(work.connection, group_id)
    plan = await load_locked_plan(work, group_id)
    if plan is not None:
        work.now = plan.now
    return plan
