import strawberry

from graph.context import Info
from graph.schema.groups import Group, load_group


@strawberry.type
class OfGroup:
    """A payload about something in a group, which is read only where it is selected."""

    group_key: strawberry.Private[int | None] = None

    @strawberry.field(
        description="The group that owns what was changed; null when there are userErrors, or if the viewer may not "
        "see it."
    )
    async def group(self, info: Info) -> Group | None:
        return await load_group(info, self.group_key)
