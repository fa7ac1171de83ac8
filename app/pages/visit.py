"""One request for a page: its visitor, its form, its effects."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote

from starlette.requests import Request

from actions import attempts
from actions.perform import perform
from actions.work import ProblemsError, Services, Work
from app.http.public_path import path_within
from app.http.stale_cookies import unmark_stale
from app.pages.forms import COOKIE, form_token
from db.queries import accounts
from db.queries.accounts import AccountRow
from db.queries.invite_pages import VisibleInvitePage
from db.reader import Reader
from graph.cookies import Header, cookie, cookie_name, delete_session_cookie, session_cookie
from rules.caller import Caller, RequiredScope, authorise
from rules.config import Config
from rules.lengths import find_too_long
from rules.problems import Problem
from rules.registration import invitee_may_register, may_register

T = TypeVar("T")
_MESSAGE_COOKIE = "usher_said"
_MESSAGE_SECONDS = 60


class RedirectError(Exception):
    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


@dataclass(slots=True)
class Visit:
    """A request with all that a page needs.

    Args:
        form: The fields of a sent form; empty when a page is read.
        cookies: Set-Cookie headers for the answer.
    """

    request: Request
    services: Services
    caller: Caller
    form: dict[str, str] = field(default_factory=dict)
    cookies: list[Header] = field(default_factory=list)
    _account: AccountRow | None = None
    _form_secret: str | None = None

    @property
    def config(self) -> Config:
        return self.services.config

    @property
    def reader(self) -> Reader:
        return Reader(self.services.engine)

    @property
    def path(self) -> str:
        """The requested path without the public path, quoted for use in a link."""
        return quote(path_within(self.request.scope))

    def at(self, place: str) -> str:
        """Prefix a path such as `/login` with the path of USHER_PUBLIC_URL."""
        return self.config.public_path + place

    def param(self, name: str) -> str:
        """Give a field of the form, else of the query string; "" if there is none."""
        return self.form.get(name, self.request.query_params.get(name, ""))

    async def account(self) -> AccountRow | None:
        key = self.caller.account_id
        if key is not None and self._account is None:
            self._account = (await accounts.by_ids(self.reader, self.caller, [key])).get(key)
        return self._account

    def require_sign_in(self) -> None:
        if self.caller.is_anonymous:
            raise RedirectError(f"/login?to={self.path}")
        if self.caller.must_set_password:
            raise RedirectError(f"/password?to={self.path}")

    def can_register(self, invite: VisibleInvitePage | None = None) -> bool:
        """Tell whether the visitor may register, through this open link or code or without one."""
        email = None if invite is None else invite.invited_email
        policy, domains = self.config.registration, self.config.registration_domains
        if email is not None:
            return invitee_may_register(policy, domains, email)
        return may_register(policy, invited=invite is not None)

    async def run(
        self,
        action: Callable[[Work], Awaitable[T | Problem]],
        *,
        need: RequiredScope = RequiredScope.WRITE,
        before_password: bool = False,
        anonymous: bool = False,
    ) -> T:
        """Run an action for the visitor, as a mutation would."""
        if not anonymous:
            authorise(self.caller, need, before_password=before_password)
        problems = tuple(find_too_long(self.form))
        if problems:
            raise ProblemsError(*problems)
        return await perform(self.services, self.caller, action)

    async def look_up(self, look: Callable[[], Awaitable[T | None]]) -> T | None:
        """Look up a code or token; count a miss as a wrong guess.

        Raises:
            RefusalError: RATE_LIMITED after too many wrong guesses from the visitor's network.
        """
        return await attempts.look_up_guess(self.services.limiter, self.config.limits, self.caller, look)

    def begin_session(self, token: str, caller: Caller) -> None:
        self.caller, self._account = caller, None
        unmark_stale(self.request)
        self.cookies.append(session_cookie(self.config, token))

    def end_session(self) -> None:
        self.caller, self._account = Caller(network=self.caller.network), None
        self.cookies.append(delete_session_cookie(self.config))

    def set_message(self, word: str) -> None:
        """Show a message once on the next page, by its key in `SAID`."""
        self.cookies.append(cookie(self.config, _MESSAGE_COOKIE, word, _MESSAGE_SECONDS))

    def take_message(self) -> str:
        word = self.request.cookies.get(cookie_name(self.config, _MESSAGE_COOKIE), "")
        if word:
            self.cookies.append(cookie(self.config, _MESSAGE_COOKIE, "", 0))
        return word

    def form_token(self) -> str:
        """Give the token that marks a form as ours, and set its cookie if missing."""
        if self._form_secret is None:
            name = cookie_name(self.config, COOKIE)
            self._form_secret = self.request.cookies.get(name) or secrets.token_urlsafe(16)
            if name not in self.request.cookies:
                self.cookies.append(cookie(self.config, COOKIE, self._form_secret))
        return form_token(self.config, self._form_secret)
