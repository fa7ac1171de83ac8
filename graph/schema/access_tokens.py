from datetime import datetime

import strawberry

from db.queries import access_tokens
from db.queries.access_tokens import AccessTokenRow
from graph.fields import Loader, attribute
from graph.schema.enums import describe
from graph.schema.node import Node, fetched_by, node_id
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
    id: strawberry.ID = node_id("AccessToken", "row.id")
    row: strawberry.Private[AccessTokenRow]
    name: str = attribute("row.name", description="The name of the program that uses the token.")
    scopes: list[Scope] = attribute("row.scopes", description="What the token may be used for.")
    created_at: datetime = attribute("row.created_at", description="When the token was created.")
    expires_at: datetime | None = attribute(
        "row.expires_at", description="When the token stops working; null for a token that does not expire."
    )
    last_used_at: datetime | None = attribute(
        "row.last_used_at", description="When the token was last used, to the minute; null if it never was."
    )


load_access_tokens = fetched_by("AccessToken")(Loader(access_tokens.own_by_ids, lambda row: AccessToken(row=row)))
