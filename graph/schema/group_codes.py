import strawberry

from db.queries import codes
from graph.context import Info
from graph.schema.group_base import GroupBase
from graph.schema.invite_codes import InviteCode, invite_code_of


@strawberry.type
class GroupCodes(GroupBase):
    @strawberry.field(
        description="The newest invite code, also if it has expired or is used up; null if there is none, or if it was "
        "deleted. Managers only: others get null and a FORBIDDEN error."
    )
    async def invite_code(self, info: Info) -> InviteCode | None:
        self.require_manager()
        row = await info.context.load(codes.of_groups, self.key)
        return invite_code_of(info, row) if row is not None else None
