from collections.abc import Callable, Sequence
from typing import TypeVar

import strawberry

from db.queries.groups import GroupRow
from graph.schema.node import Node
from rules.refusals import forbidden
from rules.roles import GroupAccess, Permission, allows

G = TypeVar("G", bound="GroupBase")


@strawberry.type
class GroupBase(Node):
    key: strawberry.Private[int]
    row: strawberry.Private[GroupRow]
    group_access: strawberry.Private[GroupAccess]

    def require(self, permission: Permission) -> None:
        """Raise FORBIDDEN without the permission: the field is null, the rest of the response is kept."""
        if not allows(self.group_access, permission):
            raise forbidden()

    def require_manager(self) -> None:
        """Allow facilitators and administrators, but not staff."""
        if not self.group_access.is_manager:
            raise forbidden()


def has_permission(permission: Permission) -> Callable[[GroupBase], bool]:
    return lambda group: allows(group.group_access, permission)


def is_managed(group: GroupBase) -> bool:
    """Return whether the viewer is a facilitator or an administrator; staff are not."""
    return group.group_access.is_manager


def groups_allowing(groups: Sequence[G], permission: Permission) -> list[G]:
    """Return the groups in which the viewer has a permission."""
    return [group for group in groups if allows(group.group_access, permission)]
