import strawberry

from db.queries import access_tokens, viewers
from graph.context import Info
from graph.schema.access_tokens import AccessToken, access_token_of
from graph.schema.accounts import Account, load_account
from graph.schema.caseloads import ViewerCaseload
from graph.schema.viewer_lists import ViewerLists
from live.cursors import encode_cursor
from rules.caller import Caller


@strawberry.type(description="The signed-in account and what only it may see.")
class Viewer(ViewerLists, ViewerCaseload):
    is_staff: bool = strawberry.field(description="Whether staff's rights go with this session or token.")
    must_set_password: bool = strawberry.field(
        description="Of this session: true after any one-time login until setPassword, which then needs no currentPassword. "
        "Until then only account, isStaff and this field answer here, and site, invitePage, setPassword and logOut; all else "
        "is PASSWORD_REQUIRED."
    )

    @strawberry.field(description="Who it is.")
    async def account(self, info: Info) -> Account:
        found = await load_account(info, self.key)
        assert found is not None  # a session has a foreign key to its account
        return found

    @strawberry.field(description="The keys given to partner apps, newest first; those revoked are gone.")
    async def access_tokens(self, info: Info) -> list[AccessToken] | None:
        self.require_password()
        return [access_token_of(row) for row in await info.context.load(access_tokens.of_accounts, self.key) or ()]

    @strawberry.field(
        description="Where the live streams of this account stand now: read, then subscribe after it, and nothing falls "
        "between."
    )
    async def live_cursor(self, info: Info) -> str | None:
        """Read in the same snapshot as everything else in the query, so that no event is missed."""
        self.require_password()
        number = await info.context.load(viewers.event_numbers, self.key)
        return encode_cursor(info.context.feeds.epoch, f"a:{self.key}", number or 0)


def viewer_of(caller: Caller) -> Viewer:
    return Viewer(
        key=caller.account,
        caller=caller,
        is_staff=caller.is_staff,
        must_set_password=caller.must_set_password,
    )
