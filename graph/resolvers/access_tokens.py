from datetime import datetime

import strawberry

from actions.accounts import access_tokens
from graph import ids
from graph.arguments import Input, given
from graph.context import Info
from graph.gate import run_mutation
from graph.schema.access_tokens import AccessToken, load_access_tokens
from graph.schema.errors import UserError, user_errors
from graph.schema.node import load_one
from graph.schema.viewer import CHANGED_VIEWER, Viewer, viewer_of
from rules.caller import Scope


@strawberry.input(description="Input of `createAccessToken`.")
class CreateAccessTokenInput:
    name: str = strawberry.field(description="The name of the program that will use the token; 1 to 120 characters.")
    scopes: list[Scope] = strawberry.field(description="What the token may be used for; at least one scope.")
    expires_at: datetime | None = strawberry.field(
        default=strawberry.UNSET,
        description="When the token is to stop working, in the future. If left out, it does not expire.",
    )


@strawberry.type(description="Answer to `createAccessToken`.")
class CreateAccessTokenPayload:
    access_token: AccessToken | None = strawberry.field(
        description="The new token, without its secret; null when there are userErrors."
    )
    secret: str | None = strawberry.field(
        description="What the program sends in the header `Authorization: Bearer`. It is shown only here; null when "
        "there are userErrors."
    )
    viewer: Viewer | None = strawberry.field(description=CHANGED_VIEWER)
    user_errors: list[UserError] = user_errors()


@strawberry.input(description="Input of `revokeAccessToken`.")
class RevokeAccessTokenInput:
    id: strawberry.ID = strawberry.field(description="The ID of the access token.")


@strawberry.type(description="Answer to `revokeAccessToken`.")
class RevokeAccessTokenPayload:
    revoked_id: strawberry.ID | None = strawberry.field(
        description="The ID of the revoked access token; null when there are userErrors."
    )
    viewer: Viewer | None = strawberry.field(description=CHANGED_VIEWER)
    user_errors: list[UserError] = user_errors()


@strawberry.type
class AccessTokenMutations:
    @strawberry.mutation(
        description="Creates an access token for a program. Only staff may give it the scope STAFF; others get "
        "FORBIDDEN."
    )
    async def create_access_token(
        self,
        info: Info,
        input: Input[CreateAccessTokenInput],  # noqa: A002
    ) -> CreateAccessTokenPayload | None:
        made = await run_mutation(info, access_tokens.create, input.name, input.scopes, given(input.expires_at))
        return CreateAccessTokenPayload(
            access_token=await load_one(load_access_tokens, info, made.id),
            secret=made.secret,
            viewer=viewer_of(info.context.personal_caller()),
        )

    @strawberry.mutation(
        description="Revokes an access token of the viewer. It stops working at once, and its sockets close."
    )
    async def revoke_access_token(
        self,
        info: Info,
        input: Input[RevokeAccessTokenInput],  # noqa: A002
    ) -> RevokeAccessTokenPayload | None:
        await run_mutation(info, access_tokens.revoke, ids.key("AccessToken", input.id))
        return RevokeAccessTokenPayload(revoked_id=input.id, viewer=viewer_of(info.context.personal_caller()))
