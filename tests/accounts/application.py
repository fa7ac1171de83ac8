"""The application, called in the test's own task, and people who register with it through the API."""

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
from tests.accounts.documents import CREATE_TOKEN, FOLLOW, LOG_IN, REGISTER, SET_PASSWORD
from tests.support.mailbox import Mailbox, token_in

ALLOWED = "https://app.example.com"
PASSWORD = "violet harbour tractor"
ANOTHER = "nineteen wooden lanterns"
_numbers = count(1)
_statements: ContextVar[list[str] | None] = ContextVar("statements", default=None)


@dataclass(frozen=True)
class Answer:
    """A response."""

    response: httpx.Response

    @property
    def bytes(self) -> bytes:
        return self.response.content

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers but the request's ID."""
        return {name: value for name, value in self.response.headers.items() if name != "x-request-id"}

    @property
    def data(self) -> Any:
        body = self.response.json()
        assert "errors" not in body, body["errors"]
        [value] = body["data"].values()
        return value

    @property
    def codes(self) -> list[str]:
        """Return the codes of the request's errors."""
        return [error["extensions"]["code"] for error in self.response.json().get("errors", [])]

    @property
    def problems(self) -> list[tuple[str, list[str]]]:
        """Return code and path of each user error."""
        return [(error["code"], error["path"]) for error in self.data["userErrors"]]


@dataclass
class Registered:
    """A registered person with a session."""

    email: str
    name: str
    token: str


class Application:
    """Calls the application and reads its database and mails.

    Args:
        client: Runs each request in the test's own task.
        engine: For reading and preparing the database.
        mailbox: The mailbox of a server on the same database, whose worker sends the mails.
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
        """Wait until no mail to an address is queued; return its mails, newest first."""
        under_way = select(exists().where(Mail.to_email == email, Mail.state == "QUEUED"))
        async with asyncio.timeout(30):
            while (await self.rows(under_way))[0][0]:
                await asyncio.sleep(0.01)
        return await self.mailbox.all(email)

    async def link(self, email: str) -> str:
        """Return the token in the newest mail to an address."""
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
        """Register a person who logs in by the mailed link and has no password yet."""
        email = email or new_address()
        assert (await self.register(email, name)).problems == []
        return Registered(email, name, (await self.follow(await self.link(email))).data["token"])

    async def person(self, email: str | None = None, name: str = "Ann Other") -> Registered:
        """Register a person with a password."""
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
        """Create an access token; return its ID and secret."""
        asked = {"name": "Partner", "scopes": list(scopes), "expiresAt": expires_at}
        data = (await self.ask(CREATE_TOKEN, token=person.token, input=asked)).data
        return data["accessToken"]["id"], data["secret"]


def new_address() -> str:
    return f"somebody{next(_numbers)}@example.org"


@asynccontextmanager
async def opened(settings: Settings, dsn: str, peer: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
    """Return a client of an application of its own. It keeps no cookies: a test sends them itself."""
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
    """Record the statements that this test's own requests execute."""

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
