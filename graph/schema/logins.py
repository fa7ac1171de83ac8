"""Inputs and payloads of the mutations about accounts."""

import strawberry

from graph.arguments import optional
from graph.schema.user_errors import UserError, user_errors
from graph.schema.viewer import Viewer

_EMAIL = "The email address of the account; case does not matter."
_INVITE_KEY = (
    "The personal token or invite code that led here, or its whole link; the login link then leads back to it."
)


@strawberry.input(description="Input of `register`.")
class RegisterInput:
    email: str = strawberry.field(description="The email address of the new account; the login link is mailed to it.")
    name: str = strawberry.field(description="The name of the person; 1 to 120 characters.")
    invite_key: str | None = optional(
        f"{_INVITE_KEY} Where registration is by invitation, a key that is still open is required."
    )


@strawberry.type(description="Answer to `register`; it does not tell whether the address has an account.")
class RegisterPayload:
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `requestOneTimeLogin`.")
class RequestOneTimeLoginInput:
    email: str = strawberry.field(description=_EMAIL)
    invite_key: str | None = optional(_INVITE_KEY)


@strawberry.type(description="Answer to `requestOneTimeLogin`; it does not tell whether the address has an account.")
class RequestOneTimeLoginPayload:
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `logInWithOneTimeLink`.")
class LogInWithOneTimeLinkInput:
    token: str = strawberry.field(description="The token at the end of the mailed link, or the whole link.")


@strawberry.input(description="Input of `logIn`.")
class LogInInput:
    email: str = strawberry.field(description=_EMAIL)
    password: str = strawberry.field(description="The password of the account.")


@strawberry.type(description="The new session. Browsers on the same site get it as a cookie, too.")
class LogInPayload:
    token: str | None = strawberry.field(
        description="The token of the session, for the header `Authorization: Bearer`; null when there are userErrors."
    )
    viewer: Viewer | None = strawberry.field(
        description="The account that has signed in; null when there are userErrors."
    )
    invite_key: str | None = strawberry.field(
        description="The personal token or invite code to go on with; null if the login did not begin with one."
    )
    user_errors: list[UserError] = user_errors()


@strawberry.type(description="Answer to `logOut`.")
class LogOutPayload:
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `setPassword`.")
class SetPasswordInput:
    password: str = strawberry.field(
        description="The new password: 10 to 1,024 characters, not easy to guess, and not what the account or the site "
        "is called, else WEAK_PASSWORD."
    )
    current_password: str | None = optional("The current password; required unless `Viewer.mustSetPassword` is true.")


@strawberry.type(description="Answer to `setPassword`.")
class SetPasswordPayload:
    viewer: Viewer | None = strawberry.field(
        description="The signed-in account, which may now do everything; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `updateProfile`; fields that are left out stay as they are.")
class UpdateProfileInput:
    name: str | None = optional("The new name; 1 to 120 characters. If left out, the name stays.")
    username: str | None = optional(
        "The new username: 3 to 32 of a-z 0-9 . _ - and unique, ignoring case. Names that are kept for the site, such "
        "as admin, are INVALID_VALUE. If left out, the username stays."
    )


@strawberry.type(description="Answer to `updateProfile`.")
class UpdateProfilePayload:
    viewer: Viewer | None = strawberry.field(
        description="The account with its new profile; null when there are userErrors."
    )
    user_errors: list[UserError] = user_errors()
