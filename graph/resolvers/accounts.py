from dataclasses import replace

import strawberry

from actions.accounts import accounts, passwords, sessions
from actions.accounts.sessions import Login
from db.queries import accounts as account_queries
from graph.arguments import After, First, Input, given
from graph.context import Info, request_context
from graph.cookies import no_cookie, session_cookie
from graph.gate import Outcome, change
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, account_of
from graph.schema.logins import (
    LogInInput,
    LogInPayload,
    LogInWithOneTimeLinkInput,
    LogOutPayload,
    RegisterInput,
    RegisterPayload,
    RequestOneTimeLoginInput,
    RequestOneTimeLoginPayload,
    SetPasswordInput,
    SetPasswordPayload,
    UpdateProfileInput,
    UpdateProfilePayload,
)
from graph.schema.viewer import Viewer, viewer_of
from rules.caller import Caller
from rules.refusals import forbidden


@strawberry.type
class AccountQueries:
    @strawberry.field(description="The signed-in account; null for an anonymous caller.")
    def viewer(self, info: Info) -> Viewer | None:
        return viewer_of(info.context.caller)

    @strawberry.field(description="Accounts by name, found by address, name or username. Staff only.")
    async def accounts(
        self, info: Info, search: str, first: First = 20, after: After = strawberry.UNSET
    ) -> Connection[Account] | None:
        if not info.context.caller.is_staff:
            raise forbidden("Only staff may look for accounts.")
        order = (("sort_name", str), ("id", int))
        listing = Listing("accounts", account_queries.found, order, filters=(search,))
        return await page_of(info, listing, slice_of(listing, first, given(after)), 0, account_of)


def _logged_in(info: Info, done: Outcome[Login]) -> LogInPayload:
    """Make the new session the caller of the rest of the request."""
    login = done.value
    if login is None:
        return LogInPayload(token=None, viewer=None, invite_key=None, user_errors=done.user_errors)
    context = request_context(info)
    context.act_as(login.caller)
    context.response_headers.append(session_cookie(context.config, login.token))
    return LogInPayload(
        token=login.token, viewer=viewer_of(login.caller), invite_key=login.invite_key, user_errors=done.user_errors
    )


@strawberry.type
class LogInMutations:
    @strawberry.mutation(
        description="Has a login link mailed that finishes the registration. Answers alike whether or not the address is known. "
        "FORBIDDEN where the site does not let this one register; WRONG_RECIPIENT for another address than the invited one."
    )
    async def register(self, info: Info, input: Input[RegisterInput]) -> RegisterPayload | None:  # noqa: A002
        """A known address gets a mail that says it is registered already."""
        done = await change(
            info,
            lambda work: accounts.register(work, input.email, input.name, given(input.invite_key)),
        )
        return RegisterPayload(user_errors=done.user_errors)

    @strawberry.mutation(
        description='"Forgot password": has a login link mailed. Answers alike whether or not the address is known.'
    )
    async def request_one_time_login(
        self,
        info: Info,
        input: Input[RequestOneTimeLoginInput],  # noqa: A002
    ) -> RequestOneTimeLoginPayload | None:
        done = await change(
            info,
            lambda work: accounts.request_one_time_login(work, input.email, given(input.invite_key)),
        )
        return RequestOneTimeLoginPayload(user_errors=done.user_errors)

    @strawberry.mutation(
        description="Logs in with a mailed link, which is used up; the first time this makes the account."
    )
    async def log_in_with_one_time_link(
        self,
        info: Info,
        input: Input[LogInWithOneTimeLinkInput],  # noqa: A002
    ) -> LogInPayload | None:
        done = await change(info, lambda work: sessions.log_in_with_one_time_link(work, input.token))
        return _logged_in(info, done)

    @strawberry.mutation(description="Logs in with a password.")
    async def log_in(self, info: Info, input: Input[LogInInput]) -> LogInPayload | None:  # noqa: A002
        """Verify the password before the transaction, because that is slow."""
        credentials = await sessions.check_credentials(
            info.context.services, info.context.caller, input.email, input.password
        )
        done = await change(info, lambda work: sessions.log_in(work, credentials))
        return _logged_in(info, done)

    @strawberry.mutation(description="Ends the session that this is called with, its sockets too.")
    async def log_out(self, info: Info) -> LogOutPayload | None:
        done = await change(info, sessions.log_out)
        context = request_context(info)
        context.act_as(Caller(network=context.caller.network))
        context.response_headers.append(no_cookie(context.config))
        return LogOutPayload(user_errors=done.user_errors)


@strawberry.type
class AccountMutations(LogInMutations):
    @strawberry.mutation(
        description="Sets the password; ends every other session and open login link of the account, and revokes its access tokens."
    )
    async def set_password(self, info: Info, input: Input[SetPasswordInput]) -> SetPasswordPayload | None:  # noqa: A002
        """Hash the password before the transaction, because that is slow."""
        context = request_context(info)
        current = given(input.current_password)
        new = await passwords.check_new_password(context.services, context.caller, input.password, current)
        done = await change(info, lambda work: passwords.set_password(work, new))
        if done.user_errors:
            return SetPasswordPayload(viewer=None, user_errors=done.user_errors)
        context.act_as(replace(context.caller, must_set_password=False))
        return SetPasswordPayload(viewer=viewer_of(context.caller), user_errors=[])

    @strawberry.mutation(description="Changes the viewer's name or username.")
    async def update_profile(self, info: Info, input: Input[UpdateProfileInput]) -> UpdateProfilePayload | None:  # noqa: A002
        done = await change(
            info,
            lambda work: accounts.update_profile(work, given(input.name), given(input.username)),
        )
        viewer = None if done.user_errors else viewer_of(info.context.caller)
        return UpdateProfilePayload(viewer=viewer, user_errors=done.user_errors)
