from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry

from graph.context import Context
from graph.fields import Load
from graph.schema.node import Node
from rules.caller import Caller
from rules.refusals import password_required


@strawberry.type
class ViewerBase(Node):
    key: strawberry.Private[int]
    caller: strawberry.Private[Caller]


def require_password(viewers: Sequence[ViewerBase]) -> None:
    """Raise PASSWORD_REQUIRED until a one-time login has been followed by setPassword."""
    if any(viewer.caller.must_set_password for viewer in viewers):
        raise password_required()


def of_viewer(load: Load, *, before_password: bool = False) -> Callable[..., Awaitable[Sequence[Any]]]:
    """Return a relation of what is loaded by the viewer's account ID; PASSWORD_REQUIRED unless `before_password`."""

    async def read(viewers: Sequence[ViewerBase], context: Context) -> Sequence[Any]:
        if not before_password:
            require_password(viewers)
        return await load(context, [viewer.key for viewer in viewers])

    return read
