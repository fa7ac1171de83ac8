from datetime import datetime

import strawberry

from db.queries import access_tokens
from db.queries.access_tokens import AccessTokenRow
from graph import ids
from graph.context import Info
from graph.schema.enums import describe
from graph.schema.node import Node, fetched_by
from rules.caller import Scope

describe(
    Scope,
    "What an access token may be used for; anything else is FORBIDDEN. `setPassword`, `updateProfile`, "
    "`createAccessToken`, `revokeAccessToken` and `logOut` need a session instead of a token.",
    READ="Queries and subscriptions.",
    WRITE="Mutations, queries and subscriptions.",
    READ_ACCESS="The query `access` alone.",
    STAFF="The rights of staff, together with another scope. Only staff can give it.",
)


@strawberry.type(description="A token that lets a program act as the account that made it, within its scopes.")
class AccessToken(Node):
    name: str = strawberry.field(description="The name of the program that uses the token.")
    scopes: list[Scope] = strawberry.field(description="What the token may be used for.")
    created_at: datetime = strawberry.field(description="When the token was created.")
    expires_at: datetime | None = strawberry.field(
        description="When the token stops working; null for a token that does not expire."
    )
    last_used_at: datetime | None = strawberry.field(
        description="When the token was last used, to the minute; null if it never was."
    )


def access_token_of(row: AccessTokenRow) -> AccessToken:
    return AccessToken(
        id=ids.encode("AccessToken", row.id),
        name=row.name,
        scopes=row.scopes,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )


@fetched_by("AccessToken")
async def load_access_token(info: Info, key: int | None) -> AccessToken | None:
    row = await info.context.load(access_tokens.own_by_ids, key) if key else None
    return access_token_of(row) if row is not None else None
