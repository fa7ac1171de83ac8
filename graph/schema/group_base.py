"""What every part of the type Group stands on."""

from typing import Any

import strawberry
from sqlalchemy import Row

from graph.schema.node import Node
from rules.refusals import forbidden
from rules.roles import GroupAccess, Permission, allows


@strawberry.type
class GroupBase(Node):
    """A group's row and how the viewer stands towards it."""

    key: strawberry.Private[int]
    row: strawberry.Private[Row[Any]]
    group_access: strawberry.Private[GroupAccess]

    def require(self, permission: Permission) -> None:
        """Let only those see a field whose standing allows it.

        Raises:
            RefusalError: FORBIDDEN; the field is null, the rest of the answer stands.
        """
        if not allows(self.group_access, permission):
            raise forbidden()

    def require_manager(self) -> None:
        """Let only managers see a field: facilitators and administrators, not staff.

        Raises:
            RefusalError: FORBIDDEN.
        """
        if not self.group_access.is_manager:
            raise forbidden()
