import strawberry

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
