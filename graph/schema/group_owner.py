import strawberry

from graph.context import Info
from graph.schema.groups import Group, load_group
from graph.schema.viewer import CHANGED_VIEWER, Viewer, viewer_of


@strawberry.type
class OfGroup:
    """A payload about something in a group. `group_key` is None if nothing changed."""

    group_key: strawberry.Private[int | None] = None

    @strawberry.field(
        description="The group that owns what was changed; null if userErrors refused the whole change, or if the "
        "viewer may not see the group."
    )
    async def group(self, info: Info) -> Group | None:
        return await load_group(info, self.group_key)


@strawberry.type
class OfGroupAndViewer(OfGroup):
    @strawberry.field(description=CHANGED_VIEWER)
    def viewer(self, info: Info) -> Viewer | None:
        return viewer_of(info.context.personal_caller()) if self.group_key is not None else None
