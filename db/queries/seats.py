from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, any_, func, select
from sqlalchemy.orm import aliased

from db.bulk import ids_parameter
from db.queries import accounts, members
from db.queries.accounts import AccountRow
from db.queries.members import MemberRow
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect, part
from db.tables import Account, Membership, Seat, SeatPlan
from rules.seats import PlanStatus, SeatPolicy, plan_status

_giver = aliased(Account)
_NAMED = 20


class SeatRow(NamedTuple):
    """A seat, who holds it and who allocated it. The policy allocates in nobody's name."""

    id: int
    group_id: int
    number: int
    allocated_at: datetime | None
    member: MemberRow | None
    giver: AccountRow | None


class PlanRow(NamedTuple):
    group_id: int
    seat_count: int
    starts_at: datetime
    expires_at: datetime
    policy: SeatPolicy
    allocated: int
    written_at: datetime
    now: datetime

    @property
    def status(self) -> PlanStatus:
        return plan_status(self.starts_at, self.expires_at, self.now)

    @property
    def updated_at(self) -> datetime:
        """Return when the plan or its figures changed last; the status changes by the clock, too."""
        by_clock = (at for at in (self.starts_at, self.expires_at) if at <= self.now)
        return max((self.written_at, *by_clock))

    @property
    def free(self) -> int:
        return self.seat_count - self.allocated


class WatchedPlanRow(NamedTuple):
    """A plan and the times that distinguish two states whose figures are equal."""

    plan: PlanRow
    waiting: int
    last_waiting_since: datetime | None
    last_allocated_at: datetime | None


class _NameRow(NamedTuple):
    name: str


def _rows() -> TypedSelect[SeatRow]:
    columns = (Seat.id, Seat.group_id, Seat.number, Seat.allocated_at)
    found = (
        select(*columns, *part("member", members.COLUMNS), *accounts.columns(_giver, "giver"))
        .select_from(Seat)
        .outerjoin(_giver, _giver.id == Seat.allocated_by)
        .outerjoin(Membership, Membership.id == Seat.membership_id)
        .outerjoin(Account, Account.id == Membership.account_id)
        .outerjoin(SeatPlan, SeatPlan.group_id == Seat.group_id)
    )
    return TypedSelect(SeatRow, found)


_SEATS = _rows()
_BY_IDS = _SEATS.where(Seat.id == any_(ids_parameter("ids")))


def of_group(group: ColumnElement[int], allocated: bool | None = None) -> TypedSelect[SeatRow]:
    found = _SEATS.where(Seat.group_id == group)
    if allocated is None:
        return found
    return found.where(Seat.membership_id.is_not(None) if allocated else Seat.membership_id.is_(None))


def waiting(group: ColumnElement[int]) -> TypedSelect[MemberRow]:
    return members.of_group(group).where(Membership.waiting_number.is_not(None))


@SharedQuery
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, SeatRow]:
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}


def _plan_columns() -> tuple[Any, ...]:
    held = select(func.count()).where(Seat.group_id == SeatPlan.group_id, Seat.membership_id.is_not(None))
    return (
        SeatPlan.group_id,
        SeatPlan.seat_count,
        SeatPlan.starts_at,
        SeatPlan.expires_at,
        SeatPlan.policy,
        held.correlate(SeatPlan).scalar_subquery().label("allocated"),
        func.coalesce(SeatPlan.updated_at, SeatPlan.starts_at).label("written_at"),
        func.clock_timestamp().label("now"),
    )


def _watched() -> TypedSelect[WatchedPlanRow]:
    line = select(func.count()).where(Membership.group_id == SeatPlan.group_id, Membership.waiting_number.is_not(None))
    since = select(func.max(Membership.waiting_since)).where(Membership.group_id == SeatPlan.group_id)
    allocated = select(func.max(Seat.allocated_at)).where(Seat.group_id == SeatPlan.group_id)
    found = select(
        *part("plan", _plan_columns()),
        line.correlate(SeatPlan).scalar_subquery().label("waiting"),
        since.correlate(SeatPlan).scalar_subquery().label("last_waiting_since"),
        allocated.correlate(SeatPlan).scalar_subquery().label("last_allocated_at"),
    )
    return TypedSelect(WatchedPlanRow, found)


_OF_GROUPS = SeatPlan.group_id == any_(ids_parameter("ids"))
_PLANS = TypedSelect(PlanRow, select(*_plan_columns())).where(_OF_GROUPS)
_WATCHED = _watched().where(_OF_GROUPS)


@SharedQuery
async def plans(reader: Reader, group_ids: Sequence[int]) -> Mapping[int, PlanRow]:
    """Return plans, all figures of one from one statement, so that they agree."""
    return {row.group_id: row for row in await reader.rows(_PLANS, ids=list(group_ids))}


@SharedQuery
async def watched_plans(reader: Reader, group_ids: Sequence[int]) -> Mapping[int, WatchedPlanRow]:
    return {row.plan.group_id: row for row in await reader.rows(_WATCHED, ids=list(group_ids))}


async def next_in_line(reader: Reader, group_id: int, free: int, *, all_members: bool) -> tuple[int, list[str]]:
    """Return how many would get the free seats, and their first names. `all_members` join the end of the line first."""
    found = (
        select(Account.name)
        .select_from(Membership)
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Seat, Seat.membership_id == Membership.id)
        .where(Membership.group_id == group_id, Seat.id.is_(None))
    )
    if not all_members:
        found = found.where(Membership.waiting_number.is_not(None))
    line = found.order_by(Membership.waiting_number.nulls_last(), Membership.joined_at, Membership.id).limit(free)
    count = await reader.value(select(func.count()).select_from(line.subquery()))
    names = await reader.rows(TypedSelect(_NameRow, line.limit(min(free, _NAMED))))
    return int(count), [row.name for row in names]
