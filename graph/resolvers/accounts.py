from dataclasses import replace
from datetime import datetime
from typing import Annotated

import strawberry

from actions.accounts import access_tokens, accounts, passwords, sessions
from actions.accounts.sessions import Login
from db.queries import accounts as account_queries
from graph import ids
from graph.arguments import After, Before, First, Input, Last, optional
from graph.context import Context, Info, request_context
from graph.cookies import delete_session_cookie, session_cookie
from graph.fields import function
from graph.gate import run_mutation
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, page_of
from graph.schema.access_tokens import AccessToken, load_access_tokens
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
from graph.schema.node import load_one
from graph.schema.user_errors import UserError, user_errors
from graph.schema.viewer import CHANGED_VIEWER, Viewer, viewer_of
from rules.caller import Caller, Scope
from rules.refusals import forbidden


@strawberry.type
class AccountQueries:
    @function(description="The account that is signed in; null for anonymous callers.")
    def viewer(self, context: Context) -> Viewer | None:
        return viewer_of(context.personal_caller())

    @strawberry.field(description="All accounts, by name. Staff only: others get null and a FORBIDDEN error.")
    async def accounts(
        self,
        info: Info,
        search: Annotated[
            str | None,
            strawberry.argument(
                description="Beginnings of words of the name, username or email address; case and accents do not "
                "matter."
            ),
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Account] | None:
        if not info.context.personal_caller().is_staff:
            raise forbidden("Only staff may look for accounts.")
        order = (("sort_name", str), ("account_id", int))
        listing = Listing("accounts", account_queries.found, order, filters=(search,))
        page = first, after, last, before
        return await page_of(info, listing, page, lambda row: account_of(row.account.id, row.account))


def _logged_in(info: Info, login: Login) -> LogInPayload:
    """Make the new session the caller of the rest of the request."""
    context = request_context(info)
    context.set_caller(login.caller)
    context.response_headers.append(session_cookie(context.config, login.token))
    return LogInPayload(token=login.token, viewer=viewer_of(login.caller), invite_key=login.invite_key)


@strawberry.type
class LogInMutations:
    @strawberry.mutation(
        description="Mails a login link that finishes the registration. An address that has an account gets a mail "
        "that says so; the answer is the same. Possible errors are FORBIDDEN where registration is closed, "
        "WRONG_RECIPIENT for another address than the invited one, and EMAIL_DOMAIN_NOT_ALLOWED for a domain that is "
        "not admitted."
    )
    async def register(self, info: Info, input: Input[RegisterInput]) -> RegisterPayload | None:  # noqa: A002
        await run_mutation(info, accounts.register, input.email, input.name, input.invite_key)
        return RegisterPayload()

    @strawberry.mutation(
        description="Mails a login link, for people who forgot their password. The answer does not tell whether the "
        "address has an account."
    )
    async def request_one_time_login(
        self,
        info: Info,
        input: Input[RequestOneTimeLoginInput],  # noqa: A002
    ) -> RequestOneTimeLoginPayload | None:
        await run_mutation(info, accounts.request_one_time_login, input.email, input.invite_key)
        return RequestOneTimeLoginPayload()

    @strawberry.mutation(
        description="Logs in with a mailed link, which works once. The link of a registration creates the account. A "
        "link that does not work is LINK_UNUSABLE."
    )
    async def log_in_with_one_time_link(
        self,
        info: Info,
        input: Input[LogInWithOneTimeLinkInput],  # noqa: A002
    ) -> LogInPayload | None:
        return _logged_in(info, await run_mutation(info, sessions.log_in_with_one_time_link, input.token))

    @strawberry.mutation(
        description="Logs in with an email address and a password. If they do not match, the error is "
        "INVALID_CREDENTIALS."
    )
    async def log_in(self, info: Info, input: Input[LogInInput]) -> LogInPayload | None:  # noqa: A002
        # Before the transaction, because verifying is slow.
        credentials = await sessions.check_credentials(
            info.context.services, info.context.personal_caller(), input.email, input.password
        )
        return _logged_in(info, await run_mutation(info, sessions.log_in, credentials))

    @strawberry.mutation(description="Ends the session that calls it, and its sockets.")
    async def log_out(self, info: Info) -> LogOutPayload | None:
        await run_mutation(info, sessions.log_out)
        context = request_context(info)
        context.set_caller(Caller(network=context.personal_caller().network))
        context.response_headers.append(delete_session_cookie(context.config))
        return LogOutPayload()


@strawberry.type
class AccountMutations(LogInMutations):
    @strawberry.mutation(
        description="Sets the password of the viewer. This ends all other sessions, revokes all access tokens and "
        "closes all login links of the account. A wrong current password is INVALID_CREDENTIALS."
    )
    async def set_password(self, info: Info, input: Input[SetPasswordInput]) -> SetPasswordPayload | None:  # noqa: A002
        context = request_context(info)
        # Before the transaction, because hashing is slow.
        new = await passwords.check_new_password(
            context.services, context.personal_caller(), input.password, input.current_password
        )
        await run_mutation(info, passwords.set_password, new)
        context.set_caller(replace(context.personal_caller(), must_set_password=False))
        return SetPasswordPayload(viewer=viewer_of(context.personal_caller()))

    @strawberry.mutation(
        description="Changes the name or username of the viewer. A username that another account has is USERNAME_TAKEN."
    )
    async def update_profile(self, info: Info, input: Input[UpdateProfileInput]) -> UpdateProfilePayload | None:  # noqa: A002
        await run_mutation(info, accounts.update_profile, input.name, input.username)
        return UpdateProfilePayload(viewer=viewer_of(info.context.personal_caller()))


@strawberry.input(description="Input of `createAccessToken`.")
class CreateAccessTokenInput:
    name: str = strawberry.field(description="The name of the program that will use the token; 1 to 120 characters.")
    scopes: list[Scope] = strawberry.field(description="What the token may be used for; at least one scope.")
    expires_at: datetime | None = optional(
        "When the token is to stop working, in the future. If left out, it does not expire."
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
        made = await run_mutation(info, access_tokens.create, input.name, input.scopes, input.expires_at)
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
