"""Windows of a real Chromium, and groups to show in them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.slow.browser.acting import WAYS, Scenario
from tests.support.chromium import Windows, chromium
from tests.support.databases import NewDatabase
from tests.support.mailbox import Mailbox
from tests.support.people import People
from tests.support.ports import kept_port
from tests.support.servers import served
from tests.support.world import World, make_world

AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"
Open = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def browser_windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
async def windows(browser_windows: Windows) -> AsyncIterator[Windows]:
    """Fail the test if a page has an error of its own."""
    browser_windows.problems.clear()
    yield browser_windows
    await browser_windows.clear()
    assert browser_windows.problems == []


@pytest.fixture(scope="session")
async def own_dsn(new_database: NewDatabase) -> str:
    """A database of the browser's server alone, for mails name the server whose worker sends them."""
    return await new_database()


@dataclass
class FormGate:
    """Takes the forms of pages, and may keep their answers until a person has done what they do meanwhile."""

    app: ASGIApp
    port: int
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            await self.answers.wait()
            await send(message)

        is_form = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] != "/graphql"
        await self.app(scope, receive, answer if is_form else send)

    @contextmanager
    def silent(self) -> Iterator[None]:
        self.answers.clear()
        try:
            yield
        finally:
            self.answers.set()


@pytest.fixture(scope="session")
async def form_gate(settings: Settings, own_dsn: str) -> FormGate:
    port = kept_port()
    own = settings.model_copy(update={"public_url": f"http://127.0.0.1:{port}"})
    form_gate = FormGate(create_app(own, own_dsn), port)
    form_gate.answers.set()
    return form_gate


@pytest.fixture(scope="session")
async def site(form_gate: FormGate) -> AsyncIterator[str]:
    """A server whose links lead to itself, as a browser needs them."""
    async with served(form_gate, form_gate.port) as url:
        yield url


@pytest.fixture(scope="session")
async def own_engine(own_dsn: str) -> AsyncIterator[AsyncEngine]:
    """For setting things up in that database."""
    engine = make_engine(own_dsn, pool_size=2)
    yield engine
    await engine.dispose()


@dataclass
class Shown:
    """A group with a code and a pending invitation, on the browser's server."""

    world: World
    site: str
    code: str
    link: str


@pytest.fixture
def site_people(own_engine: AsyncEngine, http: httpx.AsyncClient, site: str) -> People:
    """Makes people of that server."""
    return People(own_engine, http, site)


@pytest.fixture
async def shown(own_engine: AsyncEngine, http: httpx.AsyncClient, site: str) -> Shown:
    """A new group for each test."""
    world = await make_world(People(own_engine, http, site), own_engine)
    manager = world.administrator
    given = {"groupId": world.group, "description": "We meet on Wednesdays.\n\nBring a blanket."}
    await manager.mutate("updateGroup", given, "")
    done = await manager.mutate("generateInviteCode", {"groupId": world.group}, "inviteCode { code url }")
    return Shown(world, site, done["inviteCode"]["code"], done["inviteCode"]["url"])


@pytest.fixture
def post(http: httpx.AsyncClient, site: str) -> Mailbox:
    """What that server would have mailed."""
    return Mailbox(http, site)


@pytest.fixture
def open_page(windows: Windows, site: str) -> Open:
    """Show a page of that server: `await open_page("/join", person, width=320, dark=True)`."""
    return lambda path, person=None, **options: windows.open(site + path, person, **options)


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def scenario(request: pytest.FixtureRequest, open_page: Open, post: Mailbox) -> Iterator[Scenario]:
    """People who act together; the report of `--junit-xml` has the seconds for which they waited."""
    scenario = Scenario(open_page, post, request.param)
    yield scenario
    request.node.user_properties.append(("waits", [round(wait, 3) for wait in scenario.waits]))
