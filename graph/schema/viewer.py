import strawberry

from db.queries import access_tokens, viewers
from graph import ids
from graph.context import Info
from graph.fields import relation
from graph.schema.access_tokens import AccessToken, access_token_of
from graph.schema.accounts import Account, load_account
from graph.schema.caseloads import ViewerCaseload
from graph.schema.node import fetched_by
from graph.schema.viewer_base import of_viewer
from graph.schema.viewer_lists import ViewerLists
from live.cursors import encode_stream_cursor
from rules.caller import Caller


@strawberry.type(description="The account that is signed in, with what only it may see.")
class Viewer(ViewerLists, ViewerCaseload):
    is_staff: bool = strawberry.field(description="Whether this session or token has the rights of staff.")
    must_set_password: bool = strawberry.field(
        description="Whether this session has to call `setPassword` first, without `currentPassword`: true after every "
        "one-time login. Until then only `site`, `invitePage`, `setPassword`, `logOut` and the fields `id`, `account`, "
        "`isStaff` and `mustSetPassword` of the viewer answer; everything else is PASSWORD_REQUIRED."
    )

    account: Account = relation(
        of_viewer(load_account, before_password=True), description="The account as other people see it."
    )

    @strawberry.field(
        description="The access tokens that the account made and has not revoked, newest first. Null while "
        "`mustSetPassword` is true."
    )
    async def access_tokens(self, info: Info) -> list[AccessToken] | None:
        self.require_password()
        return [access_token_of(row) for row in await info.context.load(access_tokens.of_accounts, self.key) or ()]

    @strawberry.field(
        description="The position of the streams `viewerChanges`, `notifications` and `viewerInvitations` at the time "
        "of this query. A client that subscribes after it misses nothing. Null while `mustSetPassword` is true."
    )
    async def live_cursor(self, info: Info) -> str | None:
        self.require_password()
        number = await info.context.load(viewers.event_numbers, self.key)
        return encode_stream_cursor(info.context.feeds.epoch, f"a:{self.key}", number or 0)


CHANGED_VIEWER = "The account that is signed in; null if userErrors refused the whole change."


def viewer_of(caller: Caller) -> Viewer:
    return Viewer(
        id=ids.encode("Viewer", caller.account),
        key=caller.account,
        caller=caller,
        is_staff=caller.is_staff,
        must_set_password=caller.must_set_password,
    )


@fetched_by("Viewer")
async def reachable_viewer(info: Info, key: int) -> Viewer | None:
    return viewer_of(info.context.personal_caller()) if key == info.context.personal_caller().account_id else None
