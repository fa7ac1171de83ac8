from datetime import datetime

import strawberry

from actions.seats import seat_plans
from actions.seats import seats as seat_actions
from actions.seats.seats import Seated
from db.queries import members, seats
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import Outcome, change
from graph.resolvers.groups import MemberPayload
from graph.schema.access import Access, access_of
from graph.schema.errors import UserError
from graph.schema.members import Member, group_access_in, load_member
from graph.schema.seats import Seat, SeatPlan, load_plan, load_seat
from rules.addresses import canonical
from rules.refusals import bad_request, forbidden, not_found
from rules.roles import Permission, allows, can_see
from rules.seats import SeatPolicy


@strawberry.input
class AllocateSeatInput:
    """Who is to get a seat."""

    member_id: strawberry.ID


@strawberry.input
class ReleaseSeatInput:
    """Whose seat is to be taken back."""

    member_id: strawberry.ID


@strawberry.input
class RequestSeatInput:
    """In which group to stand in line."""

    group_id: strawberry.ID
    waiting: bool = strawberry.field(default=True, description="False leaves the line.")


@strawberry.input
class SetSeatPolicyInput:
    """Who hands out a group's seats."""

    group_id: strawberry.ID
    policy: SeatPolicy


@strawberry.type
class SeatPayload:
    """A seat that changed hands."""

    seat: Seat | None
    member: Member | None
    seat_plan: SeatPlan | None
    user_errors: list[UserError]


@strawberry.input(description="seatCount may not fall below the seats in use: SEATS_IN_USE.")
class SetSeatPlanInput:
    group_id: strawberry.ID
    seat_count: int = strawberry.field(description="How many seats there are to be, 1 to 100,000.")
    expires_at: datetime = strawberry.field(description="When the plan ends: after it starts; may be past.")
    starts_at: datetime | None = strawberry.field(
        default=strawberry.UNSET,
        description="When the plan starts; now, or as it is for a plan that exists, where left out.",
    )


@strawberry.type
class SetSeatPlanPayload:
    """A plan, changed."""

    seat_plan: SeatPlan | None
    user_errors: list[UserError]


async def _seat_payload(info: Info, done: Outcome[Seated]) -> SeatPayload:
    touched = done.value
    if touched is None:
        return SeatPayload(seat=None, member=None, seat_plan=None, user_errors=done.user_errors)
    return SeatPayload(
        seat=await load_seat(info, touched.seat_id),
        member=await load_member(info, touched.membership_id),
        seat_plan=await load_plan(info, touched.group_id),
        user_errors=[],
    )


@strawberry.type
class SeatMutations:
    @strawberry.mutation(description="Gives the lowest free seat to a member. Administrators only.")
    async def allocate_seat(self, info: Info, input: Input[AllocateSeatInput]) -> SeatPayload | None:  # noqa: A002
        done = await change(info, lambda work: seat_actions.allocate(work, ids.key("Member", input.member_id)))
        return await _seat_payload(info, done)

    @strawberry.mutation(description="Takes a member's seat back. Administrators only.")
    async def release_seat(self, info: Info, input: Input[ReleaseSeatInput]) -> SeatPayload | None:  # noqa: A002
        done = await change(info, lambda work: seat_actions.release(work, ids.key("Member", input.member_id)))
        return await _seat_payload(info, done)

    @strawberry.mutation(
        description="Joins, or with waiting: false leaves, the line for a seat; answers with a seat at once where the "
        "policy and a free seat allow."
    )
    async def request_seat(self, info: Info, input: Input[RequestSeatInput]) -> MemberPayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        done = await change(info, lambda work: seat_actions.request(work, group_id, waiting=input.waiting))
        return MemberPayload(member=await load_member(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(
        description="Decides who hands out seats. AUTOMATIC lines up all without one by when they joined, behind those "
        "waiting, and gives out what is free. Administrators only."
    )
    async def set_seat_policy(self, info: Info, input: Input[SetSeatPolicyInput]) -> SetSeatPlanPayload | None:  # noqa: A002
        group_id = ids.key("Group", input.group_id)
        done = await change(info, lambda work: seat_actions.set_policy(work, group_id, input.policy))
        return SetSeatPlanPayload(seat_plan=await load_plan(info, done.value), user_errors=done.user_errors)

    @strawberry.mutation(description="Sets how many seats a group has bought, and until when. Staff only.")
    async def set_seat_plan(self, info: Info, input: Input[SetSeatPlanInput]) -> SetSeatPlanPayload | None:  # noqa: A002
        done = await change(
            info,
            lambda work: seat_plans.set_plan(
                work, ids.key("Group", input.group_id), input.seat_count, input.expires_at, given(input.starts_at)
            ),
        )
        return SetSeatPlanPayload(seat_plan=await load_plan(info, done.value), user_errors=done.user_errors)


@strawberry.type
class SeatQueries:
    @strawberry.field(
        description="Whether a person may use what a group has paid for. For partner apps: of a group that the account "
        "manages, or, for staff, of any; a token needs "
        "READ_ACCESS or READ. Exactly one of accountId and email, else BAD_REQUEST. A person unknown here is "
        "NOT_A_MEMBER."
    )
    async def access(
        self,
        info: Info,
        group_id: strawberry.ID,
        account_id: strawberry.ID | None = strawberry.UNSET,
        email: str | None = strawberry.UNSET,
    ) -> Access | None:
        account, address = given(account_id), given(email)
        key = ids.key("Group", group_id)
        group_access, _ = await group_access_in(info, key)
        if not can_see(group_access):
            raise not_found()
        if not group_access.is_manager and not group_access.is_staff:
            raise forbidden()
        if (account is None) == (address is None):
            raise bad_request("Give exactly one of accountId and email.")
        if account is not None:
            pair = (key, ids.key("Account", account))
            row = await info.context.load(members.by_group_and_account, pair)
        else:
            read = canonical(address or "")
            row = await seats.member_with_email(info.context.reader, key, read) if isinstance(read, str) else None
        is_own = row is not None and row.account_id == info.context.caller.account_id
        return access_of(row, position_shown=is_own or allows(group_access, Permission.SEE_SEATS))
