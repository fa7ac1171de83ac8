"""A real Chromium, and groups to show in it."""

import re
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from rules.tokens import invitation_token
from tests.support.databases import NewDatabase
from tests.support.mailbox import Mailbox
from tests.support.people import People, Person
from tests.support.servers import SECRET_KEY, served
from tests.support.world import World, make_world

AXE = Path(__file__).parents[1] / "js" / "node_modules" / "axe-core" / "axe.min.js"
_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The machine's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium on this machine (apt: chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=_ARGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def own_dsn(new_database: NewDatabase) -> str:
    """A database of the browser's server alone, for mails name the server whose worker sends them."""
    return await new_database()


@pytest.fixture(scope="session")
async def site(settings: Settings, own_dsn: str) -> AsyncIterator[str]:
    """A server whose links lead to itself, as a browser needs them."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    own = settings.model_copy(update={"public_url": address})
    async with served(create_app(own, own_dsn), port) as url:
        assert url == address
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

    @property
    def token(self) -> str:
        """Of the invitee's personal link."""
        return invitation_token((SECRET_KEY.encode(),), self.world.invitation_key, 1)


@pytest.fixture
async def shown(own_engine: AsyncEngine, http: httpx.AsyncClient, site: str) -> Shown:
    """A fresh one."""
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
async def open_page(chromium: Browser, site: str) -> AsyncIterator[Open]:
    """Opens a page: `await open_page("/join", person, javascript=False, width=320, dark=True)`."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    async def open_page(
        path: str,
        person: Person | None = None,
        *,
        javascript: bool = True,
        width: int = 1280,
        dark: bool = False,
        **more: Any,
    ) -> Page:
        context = await chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            **more,
        )
        contexts.append(context)
        if person is not None:
            await context.add_cookies([{"name": "usher", "value": person.token or "", "url": site}])
        page = await context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: _note(problems, message.type, message.text))
        await page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert problems == []


def _note(problems: list[str], kind: str, text: str) -> None:
    """What the browser complains of, a 4xx apart, which pages answer with on purpose."""
    if kind in ("error", "warning") and not re.search(r"status of 4\d\d", text):
        problems.append(text)
