from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import seats
from db.queries.members import MemberRow
from db.queries.seats import PlanRow, SeatRow
from graph.context import Context
from graph.fields import Loader, attribute, function, loaded_by, relation
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.accounts import Account, account_of, load_accounts
from graph.schema.group_base import GroupBase, has_permission
from graph.schema.members import Member, member_of
from graph.schema.node import LazyGroup, Node, fetched_for_permission, groups_or_not_found, node_id
from rules.roles import GroupAccess, Permission, allows
from rules.seats import PlanStatus, SeatPolicy


async def _givers(found: Sequence["Seat"], context: Context) -> list[Account | None]:
    """A member's own row names the giver by ID alone."""
    rows = [seat.row for seat in found]
    keys = [row.member.allocated_by if row.member is not None and row.giver is None else None for row in rows]
    loaded = await load_accounts(context, keys)
    return [
        account_of(row.giver.id, row.giver) if row.giver is not None else account
        for row, account in zip(rows, loaded, strict=True)
    ]


@strawberry.type(description="A seat that a group has bought. It is free or held by a member.")
class Seat(Node):
    id: strawberry.ID = node_id("Seat", "row.id")
    row: strawberry.Private[SeatRow]
    number: int = attribute(
        "row.number",
        description="The number of the seat in the plan, 1 to `SeatPlan.seatCount`. It may change when the plan "
        "shrinks.",
    )
    allocated_at: datetime | None = attribute(
        "row.allocated_at", description="When the member got the seat; null for a free seat."
    )

    group: LazyGroup = loaded_by(groups_or_not_found, "row.group_id", description="The group that has bought the seat.")

    @function(description="The member who holds the seat; null for a free seat.")
    def member(self, context: Context) -> Member | None:
        return member_of(self.row.member) if self.row.member is not None else None

    allocated_by: Account | None = relation(
        _givers,
        description="The administrator who gave the seat to the member; null for a free seat, and if the seat policy "
        "gave it.",
    )

    def is_of(self, account_id: int | None) -> bool:
        return self.row.member is not None and self.row.member.account_id == account_id


def seat_of(row: SeatRow) -> Seat:
    return Seat(row=row)


def seat_of_member(row: MemberRow) -> Seat | None:
    if row.seat_id is None or row.seat_number is None:
        return None
    return Seat(row=SeatRow(row.seat_id, row.group_id, row.seat_number, row.allocated_at, row, None))


load_seats = Loader(seats.by_ids, seat_of)
fetched_for_permission("Seat", load_seats, Permission.SEE_SEATS, is_own=lambda seat, viewer: seat.is_of(viewer))


def _plans_seen(plans: Sequence["SeatPlan"]) -> list["SeatPlan"]:
    return [plan for plan in plans if allows(plan.group_access, Permission.SEE_SEATS)]


def _waiting(plans: Sequence["SeatPlan"], context: Context) -> tuple[Listing[MemberRow], list["SeatPlan"]]:
    return Listing("waiting", seats.waiting, (("waiting_number", int), ("id", int))), _plans_seen(plans)


def _seats(
    plans: Sequence["SeatPlan"],
    context: Context,
    allocated: Annotated[
        bool | None, strawberry.argument(description="Only seats that are held, or that are free.")
    ] = None,
) -> tuple[Listing[SeatRow], list["SeatPlan"]]:
    order = (("number", int), ("id", int))
    return Listing("seats", seats.of_group, order, filters=(allocated,)), _plans_seen(plans)


@strawberry.type(description="The seats that a group has bought: how many people may hold one, from when until when.")
class SeatPlan(Node):
    id: strawberry.ID = node_id("SeatPlan", "row.group_id")
    row: strawberry.Private[PlanRow]
    group_access: strawberry.Private[GroupAccess]
    seat_count: int = attribute("row.seat_count", description="The number of seats that the group has bought.")
    allocated_count: int = attribute("row.allocated", description="The number of seats that members hold.")
    free_count: int = attribute("row.free", description="The number of seats that nobody holds.")
    starts_at: datetime = attribute("row.starts_at", description="From when the plan is in force.")
    expires_at: datetime = attribute(
        "row.expires_at", description="Until when the plan is in force. From then on no seat gives full access."
    )
    status: PlanStatus = attribute("row.status", description="Whether the plan is in force now.")
    policy: SeatPolicy = attribute("row.policy", description="How free seats are given out.")
    updated_at: datetime = attribute(
        "row.updated_at", description="When the plan, its status or the number of seats that members hold changed last."
    )

    group: LazyGroup = loaded_by(
        groups_or_not_found, "row.group_id", description="The group that has bought the seats."
    )

    @function(description="The email address to ask for more seats.")
    def support_email(self, context: Context) -> str:
        return context.config.support_email

    waiting: Connection[Member] | None = paged(
        _waiting,
        member_of,
        "row.group_id",
        description="The members who wait for a seat, next first. Administrators and staff only: others get null and a "
        "FORBIDDEN error.",
    )
    seats: Connection[Seat] | None = paged(
        _seats,
        seat_of,
        "row.group_id",
        description="The seats, by number. Administrators and staff only: others get null and a FORBIDDEN error.",
    )


async def load_plans(context: Context, group_keys: Sequence[int | None]) -> list[SeatPlan | None]:
    rows = await Loader(seats.plans, lambda row: row)(context, group_keys)
    standings = await context.standings_in({row.group_id for row in rows if row is not None})
    return [
        SeatPlan(row=row, group_access=standings[row.group_id].group_access) if row is not None else None
        for row in rows
    ]


fetched_for_permission("SeatPlan", load_plans, Permission.SEE)


@strawberry.type
class GroupSeats(GroupBase):
    seat_plan: SeatPlan | None = loaded_by(
        load_plans,
        "key",
        may_see=has_permission(Permission.SEE),
        description="The seats that the group has bought; null for a group without a seat plan. Members and staff "
        "only: others get null and a FORBIDDEN error.",
    )
