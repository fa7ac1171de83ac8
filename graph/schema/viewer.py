from collections.abc import Sequence

import strawberry

from db.queries import access_tokens, viewers
from graph.context import Context
from graph.fields import attribute, relation
from graph.schema.access_tokens import AccessToken
from graph.schema.accounts import Account, load_accounts
from graph.schema.caseloads import ViewerCaseload
from graph.schema.node import fetched_by, node_id
from graph.schema.viewer_base import of_viewer
from graph.schema.viewer_lists import ViewerLists
from live.cursors import encode_stream_cursor
from rules.caller import Caller


async def _tokens(context: Context, keys: Sequence[int]) -> list[list[AccessToken]]:
    found = await context.load_many(access_tokens.of_accounts, keys)
    return [[AccessToken(row=row) for row in rows or ()] for rows in found]


async def _cursors(context: Context, keys: Sequence[int]) -> list[str]:
    numbers = await context.load_many(viewers.event_numbers, keys)
    epoch = context.feeds.epoch
    return [encode_stream_cursor(epoch, f"a:{key}", number or 0) for key, number in zip(keys, numbers, strict=True)]


@strawberry.type(description="The account that is signed in, with what only it may see.")
class Viewer(ViewerLists, ViewerCaseload):
    id: strawberry.ID = node_id("Viewer", "key")
    is_staff: bool = attribute("caller.is_staff", description="Whether this session or token has the rights of staff.")
    must_set_password: bool = attribute(
        "caller.must_set_password",
        description="Whether this session has to call `setPassword` first, without `currentPassword`: true after every "
        "one-time login. Until then only `site`, `invitePage`, `setPassword`, `logOut` and the fields `id`, `account`, "
        "`isStaff` and `mustSetPassword` of the viewer answer; everything else is PASSWORD_REQUIRED.",
    )

    account: Account = relation(
        of_viewer(load_accounts, before_password=True), description="The account as other people see it."
    )
    access_tokens: list[AccessToken] | None = relation(
        of_viewer(_tokens),
        description="The access tokens that the account made and has not revoked, newest first. Null while "
        "`mustSetPassword` is true.",
    )
    live_cursor: str | None = relation(
        of_viewer(_cursors),
        description="The position of the streams `viewerChanges`, `notifications` and `viewerInvitations` at the time "
        "of this query. A client that subscribes after it misses nothing. Null while `mustSetPassword` is true.",
    )


CHANGED_VIEWER = "The account that is signed in; null if userErrors refused the whole change."


def viewer_of(caller: Caller) -> Viewer:
    return Viewer(key=caller.account, caller=caller)


@fetched_by("Viewer")
async def reachable_viewers(context: Context, keys: Sequence[int]) -> list[Viewer | None]:
    caller = context.personal_caller()
    return [viewer_of(caller) if key == caller.account_id else None for key in keys]
