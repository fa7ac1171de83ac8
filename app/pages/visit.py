"""One request for a page: who reads it, what it reads with, what it does."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import Row
from starlette.requests import Request

from actions import attempts
from actions.work import ProblemsError, Services, Work, perform
from app.pages.guard import COOKIE, form_token
from app.public_path import path_within
from app.stale_cookies import unmark_stale
from db.queries import accounts
from db.queries.invite_pages import Seen
from db.reader import Reader
from graph.cookies import Header, cookie, cookie_name, no_cookie, session_cookie
from rules.caller import Caller, Need, admit
from rules.config import Config
from rules.lengths import problems_in
from rules.registration import invitee_may_register, may_register

T = TypeVar("T")
_SAID = "usher_said"
_SAY_WITHIN = 60


class RedirectError(Exception):
    """Ends a request with a redirect."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


@dataclass(slots=True)
class Visit:
    """A request, with all that a page needs.

    Args:
        request: The request.
        services: The process's engine, hub and configuration.
        caller: Who reads, or sends the form.
        form: What was typed; empty unless it is a form that was sent.
        cookies: The cookies that the answer sets.
    """

    request: Request
    services: Services
    caller: Caller
    form: dict[str, str] = field(default_factory=dict)
    cookies: list[Header] = field(default_factory=list)
    _account: Row[Any] | None = None
    _form_secret: str | None = None

    @property
    def config(self) -> Config:
        """What the operator decided."""
        return self.services.config

    @property
    def reader(self) -> Reader:
        """Reads on short connections."""
        return Reader(self.services.engine)

    @property
    def path(self) -> str:
        """The place that was asked for, as it is to be written in a link."""
        return quote(path_within(self.request.scope))

    def at(self, place: str) -> str:
        """The address of a place of ours, such as `/login`, below the path of USHER_PUBLIC_URL."""
        return self.config.public_path + place

    def given(self, name: str) -> str:
        """A field of the form or, on reading a page, of the address; "" where there is none."""
        return self.form.get(name, self.request.query_params.get(name, ""))

    async def account(self) -> Row[Any] | None:
        """The reader's account."""
        key = self.caller.account_id
        if key is not None and self._account is None:
            self._account = (await accounts.by_ids(self.reader, self.caller, [key])).get(key)
        return self._account

    def sign_in_first(self) -> None:
        """Let only those go on who are signed in and have a password.

        Raises:
            RedirectError: To log in or to set one, and from there back here.
        """
        if self.caller.is_anonymous:
            raise RedirectError(f"/login?to={self.path}")
        if self.caller.must_set_password:
            raise RedirectError(f"/password?to={self.path}")

    def can_register(self, invite: Seen | None = None) -> bool:
        """Whether somebody may register, having come by this open link or code, or by none."""
        email = None if invite is None else invite.invited_email
        policy, domains = self.config.registration, self.config.registration_domains
        if email is not None:
            return invitee_may_register(policy, domains, email)
        return may_register(policy, invited=invite is not None)

    async def act(
        self,
        action: Callable[[Work], Awaitable[T]],
        *,
        need: Need = Need.WRITE,
        before_password: bool = False,
        anonymous: bool = False,
    ) -> T:
        """Run an action for the reader, as a mutation would.

        Raises:
            ProblemsError: What the person can mend.
            RefusalError: What ends the request.
        """
        if not anonymous:
            admit(self.caller, need, before_password=before_password)
        problems = tuple(problems_in(self.form))
        if problems:
            raise ProblemsError(*problems)
        return await perform(self.services, self.caller, action)

    async def guess(self, look: Callable[[], Awaitable[T | None]]) -> T | None:
        """Look at what a code or a token leads to; what leads nowhere counts as a wrong guess.

        Raises:
            RefusalError: RATE_LIMITED after too many wrong ones from the reader's network.
        """
        return await attempts.guessing(self.services.limiter, self.config.limits, self.caller, look)

    def begin_session(self, token: str, caller: Caller) -> None:
        """Let the browser be the newcomer's from now on."""
        self.caller, self._account = caller, None
        unmark_stale(self.request)
        self.cookies.append(session_cookie(self.config, token))

    def end_session(self) -> None:
        """Take the session from the browser."""
        self.caller, self._account = Caller(network=self.caller.network), None
        self.cookies.append(no_cookie(self.config))

    def say(self, word: str) -> None:
        """Have the next page say, once, that something was done."""
        self.cookies.append(cookie(self.config, _SAID, word, _SAY_WITHIN))

    def said(self) -> str:
        """What this page is to say of what was done before it; "" where nothing was."""
        word = self.request.cookies.get(cookie_name(self.config, _SAID), "")
        if word:
            self.cookies.append(cookie(self.config, _SAID, "", 0))
        return word

    def form_token(self) -> str:
        """What a form carries to show that it is one of ours; the browser gets the cookie that goes with it."""
        if self._form_secret is None:
            name = cookie_name(self.config, COOKIE)
            self._form_secret = self.request.cookies.get(name) or secrets.token_urlsafe(16)
            if name not in self.request.cookies:
                self.cookies.append(cookie(self.config, COOKIE, self._form_secret))
        return form_token(self.config, self._form_secret)
