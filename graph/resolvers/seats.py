from datetime import datetime
from typing import Annotated

import strawberry

from actions.seats import seat_plans
from actions.seats import seats as seat_actions
from actions.seats.seats import SeatChange
from db.queries import members
from graph import ids
from graph.arguments import Input, optional
from graph.context import Info
from graph.gate import run_mutation
from graph.resolvers.groups import MemberPayload, member_payload
from graph.schema.full_access import Access, full_access_of
from graph.schema.group_owner import OfGroup
from graph.schema.members import Member, load_members
from graph.schema.node import load_one
from graph.schema.seats import Seat, SeatPlan, load_plans, load_seats, seat_of_member
from graph.schema.user_errors import UserError, user_errors
from rules.addresses import canonical
from rules.refusals import bad_request, forbidden, not_found
from rules.roles import Permission, allows, can_see
from rules.seats import SeatPolicy


@strawberry.input(description="Input of `allocateSeat`.")
class AllocateSeatInput:
    member_id: strawberry.ID = strawberry.field(description="The ID of the member who is to get a seat.")


@strawberry.input(description="Input of `releaseSeat`.")
class ReleaseSeatInput:
    member_id: strawberry.ID = strawberry.field(description="The ID of the member who holds the seat.")


@strawberry.input(description="Input of `requestSeat`.")
class RequestSeatInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group.")
    waiting: bool = strawberry.field(
        default=True, description="Whether the viewer is to wait for a seat; false leaves the line."
    )


@strawberry.input(description="Input of `setSeatPolicy`.")
class SetSeatPolicyInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group.")
    policy: SeatPolicy = strawberry.field(description="How free seats are to be given out.")


@strawberry.type(description="Answer to `allocateSeat` and `releaseSeat`.")
class SeatPayload(OfGroup):
    seat: Seat | None = strawberry.field(
        description="The seat that was allocated or released; null when there are userErrors."
    )
    member: Member | None = strawberry.field(
        description="The member who got or lost the seat; null when there are userErrors."
    )
    seat_plan: SeatPlan | None = strawberry.field(
        description="The plan with its new figures; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `setSeatPlan`.")
class SetSeatPlanInput:
    group_id: strawberry.ID = strawberry.field(description="The ID of the group.")
    seat_count: int = strawberry.field(
        description="The number of seats, 1 to 100,000. Fewer than members hold are SEATS_IN_USE."
    )
    expires_at: datetime = strawberry.field(
        description="Until when the plan is in force. It must be after the start, and may be past."
    )
    starts_at: datetime | None = optional(
        "From when the plan is in force. If left out, a new plan starts now, and an existing one keeps its start."
    )


@strawberry.type(description="A seat plan that was created or changed.")
class SetSeatPlanPayload(OfGroup):
    seat_plan: SeatPlan | None = strawberry.field(description="The plan; null when there are userErrors.")
    user_errors: list[UserError] = user_errors()


async def _seat_payload(info: Info, touched: SeatChange) -> SeatPayload:
    member = await load_one(load_members, info, touched.membership_id)
    seat = seat_of_member(member.row) if member is not None else None
    if seat is None or seat.row.id != touched.seat_id:  # released, or by now another's
        seat = await load_one(load_seats, info, touched.seat_id)
    return SeatPayload(
        group_key=touched.group_id,
        seat=seat,
        member=member,
        seat_plan=await load_one(load_plans, info, touched.group_id),
    )


async def _plan_payload(info: Info, group_id: int) -> SetSeatPlanPayload:
    return SetSeatPlanPayload(group_key=group_id, seat_plan=await load_one(load_plans, info, group_id))


@strawberry.type
class SeatMutations:
    @strawberry.mutation(
        description="Gives a member the free seat with the lowest number, for administrators. Possible errors are "
        "NO_SEAT_PLAN, SEAT_PLAN_EXPIRED, HAS_SEAT_ALREADY and NO_FREE_SEAT."
    )
    async def allocate_seat(self, info: Info, input: Input[AllocateSeatInput]) -> SeatPayload | None:  # noqa: A002
        change = await run_mutation(info, seat_actions.allocate, ids.key("Member", input.member_id))
        return await _seat_payload(info, change)

    @strawberry.mutation(
        description="Takes the seat of a member back, for administrators. A member without a seat is HAS_NO_SEAT."
    )
    async def release_seat(self, info: Info, input: Input[ReleaseSeatInput]) -> SeatPayload | None:  # noqa: A002
        change = await run_mutation(info, seat_actions.release, ids.key("Member", input.member_id))
        return await _seat_payload(info, change)

    @strawberry.mutation(
        description="Puts the viewer into the line for a seat, or takes the viewer out of it. With the policy "
        "AUTOMATIC a free seat is given at once. Possible errors are NO_SEAT_PLAN and HAS_SEAT_ALREADY."
    )
    async def request_seat(self, info: Info, input: Input[RequestSeatInput]) -> MemberPayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        changed = await run_mutation(info, seat_actions.set_waiting, group_id, waiting=input.waiting)
        return await member_payload(info, changed)

    @strawberry.mutation(
        description="Sets how the free seats of a group are given out, for administrators. AUTOMATIC puts all members "
        "without a seat into the line, by when they joined and behind those who wait, and gives out the free seats."
    )
    async def set_seat_policy(self, info: Info, input: Input[SetSeatPolicyInput]) -> SetSeatPlanPayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        return await _plan_payload(info, await run_mutation(info, seat_actions.set_policy, group_id, input.policy))

    @strawberry.mutation(
        description="Sets the number of seats that a group has bought, and from when until when. Staff only: others "
        "get FORBIDDEN."
    )
    async def set_seat_plan(self, info: Info, input: Input[SetSeatPlanInput]) -> SetSeatPlanPayload | None:  # noqa: A002
        changed = await run_mutation(
            info,
            seat_plans.set_plan,
            ids.key("Group", input.group_id),
            input.seat_count,
            input.expires_at,
            input.starts_at,
        )
        return await _plan_payload(info, changed)


@strawberry.type
class SeatQueries:
    @strawberry.field(
        description="Whether a person may use what a group has paid for, for programs of managers and staff. A token "
        "needs the scope READ_ACCESS, READ or WRITE. The person is named by either `accountId` or `email`, else "
        "BAD_REQUEST; a person without an account is NOT_A_MEMBER. Members who are not managers get null and a "
        "FORBIDDEN error."
    )
    async def access(
        self,
        info: Info,
        group_id: Annotated[strawberry.ID, strawberry.argument(description="The ID of the group.")],
        account_id: Annotated[
            strawberry.ID | None, strawberry.argument(description="The ID of the person's account.")
        ] = None,
        email: Annotated[str | None, strawberry.argument(description="The email address of the person.")] = None,
    ) -> Access | None:
        key = ids.key("Group", group_id)
        group_access = (await info.context.standing_in(key)).group_access
        if not can_see(group_access):
            raise not_found()
        if not group_access.is_manager and not group_access.is_staff:
            raise forbidden()
        if (account_id is None) == (email is None):
            raise bad_request("Give exactly one of accountId and email.")
        person: int | str
        if account_id is not None:
            person = account_key = ids.key("Account", account_id)
            row = await info.context.load(members.by_group_and_account, (key, account_key))
        else:
            read = canonical(email or "")
            row = await members.with_email(info.context.reader, key, read) if isinstance(read, str) else None
            person = row.account_id if row is not None else read if isinstance(read, str) else email or ""
        is_own = row is not None and row.account_id == info.context.personal_caller().account_id
        return full_access_of(key, person, row, position_shown=is_own or allows(group_access, Permission.SEE_SEATS))
