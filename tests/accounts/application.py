"""The application in the tests' own task, and people who come to it as anybody would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from itertools import count
from typing import Any

import httpx
from sqlalchemy import Engine, event, exists, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.tables import Mail, Staff
from tests.support.mailbox import Mailbox, token_in

ALLOWED = "https://app.example.com"
PASSWORD = "violet harbour tractor"
ANOTHER = "nineteen wooden lanterns"
_numbers = count(1)
_statements: ContextVar[list[str] | None] = ContextVar("statements", default=None)


@dataclass(frozen=True)
class Answer:
    """What came back, to be looked at as bytes too."""

    response: httpx.Response

    @property
    def bytes(self) -> bytes:
        return self.response.content

    @property
    def data(self) -> Any:
        body = self.response.json()
        assert "errors" not in body, body["errors"]
        [value] = body["data"].values()
        return value

    @property
    def codes(self) -> list[str]:
        """Of the errors of the request."""
        return [error["extensions"]["code"] for error in self.response.json().get("errors", [])]

    @property
    def problems(self) -> list[tuple[str, list[str]]]:
        """Of what the person can mend: code and path."""
        return [(error["code"], error["path"]) for error in self.data["userErrors"]]


@dataclass
class Registered:
    """Somebody who has registered, with a session."""

    email: str
    name: str
    token: str


class Application:
    """The ways into the house, and a look at what is in it.

    Args:
        client: Talks to the application, in whose task the requests are answered.
        engine: For what a test has to look at, or set up, in the database itself.
        mailbox: Of a server on the same database, whose worker delivers.
    """

    def __init__(self, client: httpx.AsyncClient, engine: AsyncEngine, mailbox: Mailbox) -> None:
        self.client = client
        self.engine = engine
        self.mailbox = mailbox

    async def ask(
        self, query: str, *, token: str | None = None, headers: dict[str, str] | None = None, **variables: Any
    ) -> Answer:
        sent = dict(headers or {})
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        body = {"query": query, "variables": variables}
        return Answer(await self.client.post("/graphql", json=body, headers=sent))

    async def rows(self, statement: Any) -> list[Any]:
        async with self.engine.connect() as connection:
            return list((await connection.execute(statement)).all())

    async def execute(self, statement: str, **values: Any) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(text(statement), values)

    async def mails(self, email: str) -> list[dict[str, str]]:
        """What is in somebody's mailbox, newest first, once nothing to them is under way any more."""
        under_way = select(exists().where(Mail.to_email == email, Mail.state == "QUEUED"))
        async with asyncio.timeout(10):
            while (await self.rows(under_way))[0][0]:
                await asyncio.sleep(0.01)
        return await self.mailbox.all(email)

    async def link(self, email: str) -> str:
        """The token in the newest mail to an address."""
        return token_in((await self.mails(email))[0], "login")

    async def register(self, email: str, name: str = "Ann Other", invite_key: str | None = None) -> Answer:
        return await self.ask(REGISTER, input={"email": email, "name": name, "inviteKey": invite_key})

    async def follow(self, token: str) -> Answer:
        return await self.ask(FOLLOW, input={"token": token})

    async def log_in(self, email: str, password: str = PASSWORD) -> Answer:
        return await self.ask(LOG_IN, input={"email": email, "password": password})

    async def set_password(self, token: str, password: str = PASSWORD, current: str | None = None) -> Answer:
        return await self.ask(SET_PASSWORD, token=token, input={"password": password, "currentPassword": current})

    async def newcomer(self, email: str | None = None, name: str = "Ann Other") -> Registered:
        """Somebody who has followed their first link, and set no password yet."""
        email = email or new_address()
        assert (await self.register(email, name)).problems == []
        return Registered(email, name, (await self.follow(await self.link(email))).data["token"])

    async def person(self, email: str | None = None, name: str = "Ann Other") -> Registered:
        """Somebody with a password."""
        person = await self.newcomer(email, name)
        assert (await self.set_password(person.token)).problems == []
        return person

    async def staff(self) -> Registered:
        email = new_address()
        async with self.engine.begin() as connection:
            await connection.execute(insert(Staff).values(email=email))
        return await self.person(email)

    async def is_signed_in(self, token: str) -> bool:
        return (await self.ask("{ viewer { isStaff } }", token=token)).codes == []

    async def access_token(self, person: Registered, *scopes: str, expires_at: str | None = None) -> tuple[str, str]:
        """The ID and the secret of a new token."""
        asked = {"name": "Partner", "scopes": list(scopes), "expiresAt": expires_at}
        data = (await self.ask(CREATE_TOKEN, token=person.token, input=asked)).data
        return data["accessToken"]["id"], data["secret"]


def new_address() -> str:
    return f"somebody{next(_numbers)}@example.org"


@asynccontextmanager
async def opened(settings: Settings, dsn: str, peer: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application of its own; it keeps no cookies, a test says itself when it sends one."""
    app = create_app(settings, dsn, jobs=False)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, client=(peer, 1))
        headers = {"x-request-id": "every-request"}  # so that answers may be alike
        url = settings.public_url or ""
        async with httpx.AsyncClient(transport=transport, base_url=url, headers=headers) as client:
            client.cookies.jar.set_policy(_NoCookies())
            yield client


class _NoCookies(DefaultCookiePolicy):
    def set_ok(self, *_: Any) -> bool:
        return False


class Statements(list[str]):
    """The statements that this test's own requests run while it is open."""

    def __enter__(self) -> "Statements":
        self._token = _statements.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _statements.reset(self._token)


@event.listens_for(Engine, "before_cursor_execute")
def _note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
    noted = _statements.get()
    if noted is not None:
        noted.append(statement)


VIEWER = "{ viewer { account { id name username email } isStaff mustSetPassword } }"
_ERRORS = "userErrors { code message path }"
REGISTER = f"mutation($input: RegisterInput!) {{ register(input: $input) {{ {_ERRORS} }} }}"
REQUEST = f"mutation($input: RequestOneTimeLoginInput!) {{ requestOneTimeLogin(input: $input) {{ {_ERRORS} }} }}"
FOLLOW = (
    "mutation($input: LogInWithOneTimeLinkInput!) { logInWithOneTimeLink(input: $input)"
    f" {{ token inviteKey viewer {{ mustSetPassword account {{ name username email }} }} {_ERRORS} }} }}"
)
LOG_IN = (
    "mutation($input: LogInInput!) { logIn(input: $input)"
    f" {{ token inviteKey viewer {{ mustSetPassword account {{ email }} }} {_ERRORS} }} }}"
)
LOG_OUT = f"mutation {{ logOut {{ {_ERRORS} }} }}"
SET_PASSWORD = (
    "mutation($input: SetPasswordInput!) { setPassword(input: $input)"
    f" {{ viewer {{ mustSetPassword accessTokens {{ id }} }} {_ERRORS} }} }}"
)
PROFILE = (
    "mutation($input: UpdateProfileInput!) { updateProfile(input: $input)"
    f" {{ viewer {{ account {{ name username }} }} {_ERRORS} }} }}"
)
CREATE_TOKEN = (
    "mutation($input: CreateAccessTokenInput!) { createAccessToken(input: $input)"
    f" {{ secret accessToken {{ id name scopes expiresAt lastUsedAt }} {_ERRORS} }} }}"
)
REVOKE_TOKEN = (
    f"mutation($input: RevokeAccessTokenInput!) {{ revokeAccessToken(input: $input) {{ revokedId {_ERRORS} }} }}"
)
