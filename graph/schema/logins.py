"""Inputs and payloads of the mutations about accounts."""

import strawberry

from graph.schema.errors import UserError
from graph.schema.viewer import Viewer


@strawberry.input
class RegisterInput:
    """Who registers."""

    email: str
    name: str
    invite_key: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="The personal token or code that led here, or the whole link; the login link then leads back to it. "
        "Some sites let nobody register without one that is still open.",
    )


@strawberry.type(description="The same for an address that is known and for one that is not.")
class RegisterPayload:
    user_errors: list[UserError]


@strawberry.input
class RequestOneTimeLoginInput:
    """Who wants in."""

    email: str
    invite_key: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="The personal token or code that led here, or the whole link; the login link then leads back to it.",
    )


@strawberry.type(description="The same for an address that is known and for one that is not.")
class RequestOneTimeLoginPayload:
    user_errors: list[UserError]


@strawberry.input
class LogInWithOneTimeLinkInput:
    """What the link ends in."""

    token: str


@strawberry.input
class LogInInput:
    """Who, and the proof."""

    email: str
    password: str


@strawberry.type(
    description="token goes into Authorization: Bearer; a browser on the same site gets a cookie as well. inviteKey: where a "
    "login that began on an invite page goes on."
)
class LogInPayload:
    token: str | None
    viewer: Viewer | None
    invite_key: str | None
    user_errors: list[UserError]


@strawberry.type
class LogOutPayload:
    """Nothing is left to tell."""

    user_errors: list[UserError]


@strawberry.input(
    description="currentPassword is needed unless mustSetPassword. Ends every other session and every open login link of the "
    "account, and revokes its access tokens."
)
class SetPasswordInput:
    password: str = strawberry.field(
        description="10 to 1,024 characters, not among the best-known ones, not what the account or the site is called."
    )
    current_password: str | None = strawberry.UNSET


@strawberry.type
class SetPasswordPayload:
    """The viewer, who may do everything from now on."""

    viewer: Viewer | None
    user_errors: list[UserError]


@strawberry.input
class UpdateProfileInput:
    """What is to change; what is left out stays."""

    name: str | None = strawberry.field(default=strawberry.UNSET, description="1 to 120 characters.")
    username: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="3 to 32 of a-z 0-9 . _ - and unique, ignoring case. INVALID_VALUE for those kept for the site, such as admin.",
    )


@strawberry.type
class UpdateProfilePayload:
    """The viewer, as they are called now."""

    viewer: Viewer | None
    user_errors: list[UserError]
