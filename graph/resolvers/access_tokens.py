from datetime import datetime

import strawberry

from actions.accounts import access_tokens
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import change
from graph.schema.access_tokens import AccessToken, load_access_token
from graph.schema.errors import UserError
from rules.caller import Scope


@strawberry.input
class CreateAccessTokenInput:
    """For whom, and what for."""

    name: str = strawberry.field(description="What the app is called; 1 to 120 characters.")
    scopes: list[Scope] = strawberry.field(description="What the token may do; at least one.")
    expires_at: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="When it expires; must lie ahead. Null for never."
    )


@strawberry.type(description="secret is shown this once.")
class CreateAccessTokenPayload:
    access_token: AccessToken | None
    secret: str | None
    user_errors: list[UserError]


@strawberry.input
class RevokeAccessTokenInput:
    """Which access token."""

    id: strawberry.ID


@strawberry.type
class RevokeAccessTokenPayload:
    """The token that is good no more."""

    revoked_id: strawberry.ID | None
    user_errors: list[UserError]


@strawberry.type
class AccessTokenMutations:
    @strawberry.mutation(description="Makes a key for a partner app. The scope STAFF is for staff to give.")
    async def create_access_token(
        self,
        info: Info,
        input: Input[CreateAccessTokenInput],  # noqa: A002
    ) -> CreateAccessTokenPayload | None:
        done = await change(
            info,
            lambda work: access_tokens.create(work, input.name, input.scopes, given(input.expires_at)),
        )
        made = done.value
        return CreateAccessTokenPayload(
            access_token=await load_access_token(info, made.id) if made is not None else None,
            secret=made.secret if made is not None else None,
            user_errors=done.user_errors,
        )

    @strawberry.mutation(description="Takes a key back: it is refused at once, and its sockets close.")
    async def revoke_access_token(
        self,
        info: Info,
        input: Input[RevokeAccessTokenInput],  # noqa: A002
    ) -> RevokeAccessTokenPayload | None:
        done = await change(
            info,
            lambda work: access_tokens.revoke(work, ids.key("AccessToken", input.id)),
        )
        return RevokeAccessTokenPayload(revoked_id=input.id, user_errors=done.user_errors)
