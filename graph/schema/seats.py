from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Row

from db.queries import seats
from graph import ids
from graph.arguments import After, First, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, load_account
from graph.schema.members import Member, group_access_in, member_of
from graph.schema.node import Node, fetched_by
from rules.refusals import forbidden
from rules.roles import GroupAccess, Permission, allows
from rules.seats import PlanStatus, SeatPolicy, plan_status

if TYPE_CHECKING:
    from graph.schema.groups import Group


@strawberry.type(description="A seat that a group has bought. It is free or held by a member.")
class Seat(Node):
    row: strawberry.Private[Row[Any]]
    number: int = strawberry.field(
        description="The number of the seat in the plan, 1 to `SeatPlan.seatCount`. It may change when the plan "
        "shrinks."
    )
    allocated_at: datetime | None = strawberry.field(description="When the member got the seat; null for a free seat.")

    @strawberry.field(description="The group that has bought the seat.")
    async def group(self, info: Info) -> Annotated["Group", strawberry.lazy("graph.schema.groups")]:
        from graph.schema.groups import must_load_group  # noqa: PLC0415 - two nouns that name each other

        return await must_load_group(info, self.row.group_id)

    @strawberry.field(description="The member who holds the seat; null for a free seat.")
    def member(self) -> Member | None:
        return member_of(self.row) if self.row.id is not None else None

    @strawberry.field(
        description="The administrator who gave the seat to the member; null for a free seat, and if the seat policy "
        "gave it."
    )
    async def allocated_by(self, info: Info) -> Account | None:
        """Use the names in the row where it has them: only some statements select these."""
        key = self.row.allocated_by
        if key is None or "by_name" not in self.row._mapping:
            return await load_account(info, key)
        row = self.row
        return Account(
            id=ids.encode("Account", key),
            key=key,
            address=row.by_email,
            address_shown=False,
            name=row.by_name,
            username=row.by_username,
        )


def seat_of(row: Row[Any]) -> Seat:
    return Seat(id=ids.encode("Seat", row.seat_id), row=row, number=row.seat_number, allocated_at=row.allocated_at)


def seat_of_member(row: Row[Any]) -> Seat:
    return seat_of(row)


async def load_seat(info: Info, key: int | None) -> Seat | None:
    row = await info.context.load(seats.by_ids, key) if key else None
    return seat_of(row) if row is not None else None


@fetched_by("Seat")
async def reachable_seat(info: Info, key: int) -> Seat | None:
    seat = await load_seat(info, key)
    if seat is None:
        return None
    group_access, _ = await group_access_in(info, seat.row.group_id)
    is_own = seat.row.account_id is not None and seat.row.account_id == info.context.caller.account_id
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
        self, info: Info, first: First = 20, after: After = strawberry.UNSET
    ) -> Connection[Member] | None:
        self._require_sight()
        listing = Listing("waiting", seats.waiting, (("waiting_number", int), ("id", int)))
        return await page_of(info, listing, slice_of(listing, first, given(after)), self.group_key, member_of)

    @strawberry.field(
        description="The seats, by number. Administrators and staff only: others get null and a FORBIDDEN error."
    )
    async def seats(
        self,
        info: Info,
        allocated: Annotated[
            bool | None, strawberry.argument(description="Only seats that are held, or that are free.")
        ] = strawberry.UNSET,
        first: First = 20,
        after: After = strawberry.UNSET,
    ) -> Connection[Seat] | None:
        self._require_sight()
        asked = given(allocated)
        listing = Listing(
            "seats",
            seats.of_group,
            (("seat_number", int), ("seat_id", int)),
            filters=(asked,),
        )
        return await page_of(info, listing, slice_of(listing, first, given(after)), self.group_key, seat_of)

    def _require_sight(self) -> None:
        if not allows(self.group_access, Permission.SEE_SEATS):
            raise forbidden()


def plan_of(row: Row[Any], group_access: GroupAccess) -> SeatPlan:
    return SeatPlan(
        id=ids.encode("SeatPlan", row.group_id),
        group_key=row.group_id,
        group_access=group_access,
        seat_count=row.seat_count,
        allocated_count=row.allocated,
        free_count=row.seat_count - row.allocated,
        starts_at=row.starts_at,
        expires_at=row.expires_at,
        status=plan_status(row.starts_at, row.expires_at, row.now),
        policy=SeatPolicy(row.policy),
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
