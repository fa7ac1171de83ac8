import strawberry

from db.queries import seats
from graph.context import Info
from graph.schema.group_base import GroupBase
from graph.schema.seats import SeatPlan, plan_of
from rules.roles import Permission


@strawberry.type
class GroupSeats(GroupBase):
    @strawberry.field(
        description="The seats bought for this group; null for a group that needs none. Every member may see the plan; "
        "administrators and staff see the seats."
    )
    async def seat_plan(self, info: Info) -> SeatPlan | None:
        self.require(Permission.SEE)
        row = await info.context.load(seats.plans, self.key)
        return plan_of(row, self.group_access) if row is not None else None
