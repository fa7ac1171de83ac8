from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry

from graph.context import Context
from graph.schema.node import Node
from rules.caller import Caller
from rules.refusals import password_required


@strawberry.type
class ViewerBase(Node):
    key: strawberry.Private[int]
    caller: strawberry.Private[Caller]

    def require_password(self) -> None:
        """Raise PASSWORD_REQUIRED until a one-time login has been followed by setPassword."""
        if self.caller.must_set_password:
            raise password_required()


def of_viewer(
    load: Callable[[Context, int], Awaitable[Any]], *, before_password: bool = False
) -> Callable[..., Awaitable[list[Any]]]:
    """Return a relation of what is loaded by the viewer's account ID; PASSWORD_REQUIRED unless `before_password`."""

    async def read(viewers: Sequence[ViewerBase], context: Context) -> list[Any]:
        found = []
        for viewer in viewers:  # there is one
            if not before_password:
                viewer.require_password()
            found.append(await load(context, viewer.key))
        return found

    return read
