import strawberry

from graph.context import Context
from graph.fields import function, loaded_by
from graph.schema.groups import Group, load_groups
from graph.schema.viewer import CHANGED_VIEWER, Viewer, viewer_of


@strawberry.type
class OfGroup:
    """A payload about something in a group. `group_key` is None if nothing changed."""

    group_key: strawberry.Private[int | None] = None

    group: Group | None = loaded_by(
        load_groups,
        "group_key",
        description="The group that owns what was changed; null if userErrors refused the whole change, or if the "
        "viewer may not see the group.",
    )


@strawberry.type
class OfGroupAndViewer(OfGroup):
    @function(description=CHANGED_VIEWER)
    def viewer(self, context: Context) -> Viewer | None:
        return viewer_of(context.personal_caller()) if self.group_key is not None else None
