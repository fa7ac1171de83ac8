from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from db.queries import seats
from db.queries.accounts import AccountRow
from db.queries.members import MemberRow
from db.queries.seats import PlanRow, SeatRow
from graph import ids
from graph.arguments import After, Before, First, Last, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, account_of, load_account
from graph.schema.members import Member, group_access_in, member_of
from graph.schema.node import Node, fetched_by, node_id
from rules.refusals import forbidden
from rules.roles import GroupAccess, Permission, allows
from rules.seats import PlanStatus, SeatPolicy

if TYPE_CHECKING:
    from graph.schema.groups import Group


@strawberry.type(description="A seat that a group has bought. It is free or held by a member.")
class Seat(Node):
    id: strawberry.ID = node_id("Seat", "key")
    key: strawberry.Private[int]
    group_key: strawberry.Private[int]
    holder: strawberry.Private[MemberRow | None]
    giver_key: strawberry.Private[int | None]
    giver: strawberry.Private[AccountRow | None]
    number: int = strawberry.field(
        description="The number of the seat in the plan, 1 to `SeatPlan.seatCount`. It may change when the plan "
        "shrinks."
    )
    allocated_at: datetime | None = strawberry.field(description="When the member got the seat; null for a free seat.")

    @strawberry.field(description="The group that has bought the seat.")
    async def group(self, info: Info) -> Annotated["Group", strawberry.lazy("graph.schema.groups")]:
        from graph.schema.groups import must_load_group  # noqa: PLC0415 - two nouns that name each other

        return await must_load_group(info, self.group_key)

    @strawberry.field(description="The member who holds the seat; null for a free seat.")
    def member(self) -> Member | None:
        return member_of(self.holder) if self.holder is not None else None

    @strawberry.field(
        description="The administrator who gave the seat to the member; null for a free seat, and if the seat policy "
        "gave it."
    )
    async def allocated_by(self, info: Info) -> Account | None:
        """A member's own row names the giver by ID alone."""
        if self.giver is None:
            return await load_account(info.context, self.giver_key)
        return account_of(self.giver.id, self.giver)


def seat_of(row: SeatRow) -> Seat:
    return Seat(
        key=row.id,
        group_key=row.group_id,
        holder=row.member,
        giver_key=row.giver.id if row.giver is not None else None,
        giver=row.giver,
        number=row.number,
        allocated_at=row.allocated_at,
    )


def seat_of_member(row: MemberRow) -> Seat | None:
    if row.seat_id is None or row.seat_number is None:
        return None
    return Seat(
        key=row.seat_id,
        group_key=row.group_id,
        holder=row,
        giver_key=row.allocated_by,
        giver=None,
        number=row.seat_number,
        allocated_at=row.allocated_at,
    )


async def load_seat(info: Info, key: int | None) -> Seat | None:
    row = await info.context.load(seats.by_ids, key) if key else None
    return seat_of(row) if row is not None else None


@fetched_by("Seat")
async def reachable_seat(info: Info, key: int) -> Seat | None:
    seat = await load_seat(info, key)
    if seat is None:
        return None
    group_access, _ = await group_access_in(info, seat.group_key)
    is_own = seat.holder is not None and seat.holder.account_id == info.context.personal_caller().account_id
    return seat if is_own or allows(group_access, Permission.SEE_SEATS) else None


@strawberry.type(description="The seats that a group has bought: how many people may hold one, from when until when.")
class SeatPlan(Node):
    group_key: strawberry.Private[int]
    group_access: strawberry.Private[GroupAccess]
    seat_count: int = strawberry.field(description="The number of seats that the group has bought.")
    allocated_count: int = strawberry.field(description="The number of seats that members hold.")
    free_count: int = strawberry.field(description="The number of seats that nobody holds.")
    starts_at: datetime = strawberry.field(description="From when the plan is in force.")
    expires_at: datetime = strawberry.field(
        description="Until when the plan is in force. From then on no seat gives full access."
    )
    status: PlanStatus = strawberry.field(description="Whether the plan is in force now.")
    policy: SeatPolicy = strawberry.field(description="How free seats are given out.")
    updated_at: datetime = strawberry.field(
        description="When the plan, its status or the number of seats that members hold changed last."
    )

    @strawberry.field(description="The group that has bought the seats.")
    async def group(self, info: Info) -> Annotated["Group", strawberry.lazy("graph.schema.groups")]:
        from graph.schema.groups import must_load_group  # noqa: PLC0415 - two nouns that name each other

        return await must_load_group(info, self.group_key)

    @strawberry.field(description="The email address to ask for more seats.")
    def support_email(self, info: Info) -> str:
        return info.context.config.support_email

    @strawberry.field(
        description="The members who wait for a seat, next first. Administrators and staff only: others get null and a "
        "FORBIDDEN error."
    )
    async def waiting(
        self,
        info: Info,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Member] | None:
        self._require_sight()
        listing = Listing("waiting", seats.waiting, (("waiting_number", int), ("id", int)))
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.group_key, member_of)

    @strawberry.field(
        description="The seats, by number. Administrators and staff only: others get null and a FORBIDDEN error."
    )
    async def seats(
        self,
        info: Info,
        allocated: Annotated[
            bool | None, strawberry.argument(description="Only seats that are held, or that are free.")
        ] = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Seat] | None:
        self._require_sight()
        asked = given(allocated)
        listing = Listing(
            "seats",
            seats.of_group,
            (("number", int), ("id", int)),
            filters=(asked,),
        )
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.group_key, seat_of)

    def _require_sight(self) -> None:
        if not allows(self.group_access, Permission.SEE_SEATS):
            raise forbidden()


def plan_of(row: PlanRow, group_access: GroupAccess) -> SeatPlan:
    return SeatPlan(
        id=ids.encode("SeatPlan", row.group_id),
        group_key=row.group_id,
        group_access=group_access,
        seat_count=row.seat_count,
        allocated_count=row.allocated,
        free_count=row.free,
        starts_at=row.starts_at,
        expires_at=row.expires_at,
        status=row.status,
        policy=row.policy,
        updated_at=row.updated_at,
    )


async def load_plan(info: Info, group_key: int | None) -> SeatPlan | None:
    row = await info.context.load(seats.plans, group_key) if group_key else None
    if row is None:
        return None
    group_access, _ = await group_access_in(info, row.group_id)
    return plan_of(row, group_access)


@fetched_by("SeatPlan")
async def reachable_plan(info: Info, key: int) -> SeatPlan | None:
    plan = await load_plan(info, key)
    return plan if plan is not None and allows(plan.group_access, Permission.SEE) else None
