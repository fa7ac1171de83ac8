"""What every part of the type Viewer stands on."""

import strawberry

from rules.caller import Caller
from rules.refusals import password_required


@strawberry.type
class ViewerBase:
    """The signed-in account, and how it has signed in."""

    key: strawberry.Private[int]
    caller: strawberry.Private[Caller]

    def require_password(self) -> None:
        """Let a field answer only once a one-time login has been followed by setPassword.

        Raises:
            RefusalError: PASSWORD_REQUIRED; the field is null, the rest of the answer stands.
        """
        if self.caller.must_set_password:
            raise password_required()
