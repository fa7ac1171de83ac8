import strawberry

from db.queries import seats
from graph.context import Info
from graph.schema.group_base import GroupBase
from graph.schema.seats import SeatPlan, plan_of
from rules.roles import Permission


@strawberry.type
class GroupSeats(GroupBase):
    @strawberry.field(
        description="The seats that the group has bought; null for a group without a seat plan. Members and staff "
        "only: others get null and a FORBIDDEN error."
    )
    async def seat_plan(self, info: Info) -> SeatPlan | None:
        self.require(Permission.SEE)
        row = await info.context.load(seats.plans, self.key)
        return plan_of(row, self.group_access) if row is not None else None
