from collections.abc import Sequence

import strawberry

from graph.context import Context
from graph.fields import relation
from graph.schema.group_base import GroupBase, where
from graph.schema.seats import SeatPlan, load_plans
from rules.refusals import RefusalError, forbidden
from rules.roles import Permission


async def _plans(groups: Sequence[GroupBase], context: Context) -> list[SeatPlan | RefusalError | None]:
    seen = {group.key for group in where(groups, Permission.SEE)}
    plans = await load_plans(context, [group.key if group.key in seen else None for group in groups])
    return [plan if group.key in seen else forbidden() for group, plan in zip(groups, plans, strict=True)]


@strawberry.type
class GroupSeats(GroupBase):
    seat_plan: SeatPlan | None = relation(
        _plans,
        description="The seats that the group has bought; null for a group without a seat plan. Members and staff "
        "only: others get null and a FORBIDDEN error.",
    )
