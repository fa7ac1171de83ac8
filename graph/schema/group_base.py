"""What every part of the type Group stands on."""

from typing import Any

import strawberry
from sqlalchemy import Row

from graph.schema.node import Node
from rules.refusals import forbidden
from rules.roles import Doing, Standing, may


@strawberry.type
class GroupBase(Node):
    """A group's row and how the viewer stands towards it."""

    key: strawberry.Private[int]
    row: strawberry.Private[Row[Any]]
    standing: strawberry.Private[Standing]

    def require(self, doing: Doing) -> None:
        """Let only those see a field whose standing allows it.

        Raises:
            Refusal: FORBIDDEN; the field is null, the rest of the answer stands.
        """
        if not may(self.standing, doing):
            raise forbidden()

    def require_manager(self) -> None:
        """Let only managers see a field: facilitators and administrators, not staff.

        Raises:
            Refusal: FORBIDDEN.
        """
        if not self.standing.is_manager:
            raise forbidden()
