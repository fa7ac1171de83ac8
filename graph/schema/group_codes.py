from collections.abc import Sequence

import strawberry

from db.queries import codes
from graph.context import Context
from graph.fields import Loader, relation
from graph.schema.group_base import GroupBase
from graph.schema.invite_codes import InviteCode, listed_codes
from rules.refusals import RefusalError, forbidden


async def _codes(groups: Sequence[GroupBase], context: Context) -> list[InviteCode | RefusalError | None]:
    managed = {group.key for group in groups if group.group_access.is_manager}
    load = Loader(codes.of_groups, lambda row: row)
    rows = await load(context, [group.key if group.key in managed else None for group in groups])
    found = listed_codes(context, rows)
    return [code if group.key in managed else forbidden() for group, code in zip(groups, found, strict=True)]


@strawberry.type
class GroupCodes(GroupBase):
    invite_code: InviteCode | None = relation(
        _codes,
        description="The newest invite code, also if it has expired or is used up; null if there is none, or if it was "
        "deleted. Managers only: others get null and a FORBIDDEN error.",
    )
