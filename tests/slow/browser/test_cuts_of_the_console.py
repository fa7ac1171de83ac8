"""Every screen of the console equals a fresh load after cuts of the network, restarts of the server, and a long sleep."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.slow.browser.test_console import console
from tests.slow.browser.test_console_more import SCREENS, TABS, loaded
from tests.support.chromium import sign_in
from tests.support.people import People
from tests.support.proxy import Proxy
from tests.support.servers import Process
from tests.support.world import World, make_world

CUTS = 20
ASLEEP = 70
"""Seconds: longer than the server, the client and proxies wait for a word of each other."""
PATIENCE = 60
"""Seconds in which a screen has to be equal: the longest pause between two tries is 30."""
MANY_TABS = '{"sockets_per_account": 200}'
TEXT = (Path(__file__).parent / "shown_text.js").read_text()


@dataclass
class Site:
    """Two servers on one database: what people look at, through a line that can be cut, and where others make changes."""

    line: Proxy
    server: Process
    world: World
    paths: tuple[str, ...]
    changes: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.line.port}"

    async def change(self) -> None:
        """Change something on every screen."""
        self.changes += 1
        number = self.changes
        world, by = self.world, self.world.other_administrator
        viewer, group = world.administrator, {"groupId": world.group}
        await by.mutate("updateGroup", group | {"name": f"Group {number}"}, "")
        given = group | {"addresses": f"guest{number}@example.org", "sendMail": False}
        await by.mutate("inviteMembers", given, "")
        role = "FACILITATOR" if number % 2 else "MEMBER"
        await by.mutate("setMemberRole", {"memberId": world.membership("other_member"), "role": role}, "")
        seat = "allocateSeat" if number % 2 else "releaseSeat"
        await by.mutate(seat, {"memberId": world.membership("member")}, "")
        await by.mutate("shareResource", group | {"kind": "WORKBOOK", "title": f"Book {number}"}, "")
        await by.mutate("generateInviteCode", group, "")
        await world.staff.mutate("setCaseload", {"accountId": viewer.id, "limit": 30 + number}, "")
        await viewer.mutate("updateProfile", {"name": f"Viewer {number}"}, "")
        await viewer.mutate("createAccessToken", {"name": f"Program {number}", "scopes": ["READ"]}, "")
        other = await world.stranger.mutate("createGroup", {"name": f"Other {number}"}, "group { id }")
        invited = {"groupId": other["group"]["id"], "addresses": viewer.email, "sendMail": False}
        await world.stranger.mutate("inviteMembers", invited, "")


@pytest.fixture
async def cut_site(apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient) -> AsyncIterator[Site]:
    server, other = (Process(apart[0], data_folder, USHER_LIMITS=MANY_TABS) for _ in range(2))
    await asyncio.gather(server.start(), other.start())
    line = Proxy(server.port)
    await line.open()
    world = await make_world(People(apart[1], http, other.url), apart[1])
    bought = {"groupId": world.group, "seatCount": 3, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    paths = (*(f"/console{path}" for path in SCREENS), *(console(world.group, tab) for tab in TABS), "/invitations")
    site = Site(line, server, world, paths)
    await site.change()
    yield site
    await line.cut()
    await asyncio.gather(server.stop(), other.stop())


@dataclass
class Tabs:
    """A tab for every screen, and one to load them again in."""

    site: Site
    pages: list[Page]
    fresh: Page

    async def equal_a_fresh_load(self, *pages: Page) -> None:
        for page in pages or self.pages:
            await self.fresh.goto(page.url)
            await loaded(self.fresh)
            assert await self.fresh.evaluate(TEXT)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    # On a busy machine a part of the fresh one may still be on its way.
                    while await page.evaluate(TEXT) != await self.fresh.evaluate(TEXT):
                        await asyncio.sleep(0.2)
            assert await page.evaluate(TEXT) == await self.fresh.evaluate(TEXT), page.url

    async def freeze(self, state: str) -> None:
        for page in self.pages:
            session = await page.context.new_cdp_session(page)
            await session.send("Page.setWebLifecycleState", {"state": state})
            await session.detach()


@asynccontextmanager
async def every_screen(browser: Browser, site: Site) -> AsyncIterator[Tabs]:
    problems: list[str] = []
    context = await browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    pages = [await context.new_page() for _ in (*site.paths, "fresh")]
    await sign_in(pages[0], site.address, site.world.administrator)
    for page, path in zip(pages, site.paths, strict=False):
        await page.goto(site.address + path)
    for page in pages:
        await loaded(page)
    yield Tabs(site, pages[:-1], pages[-1])
    await context.close()
    assert problems == []


async def test_every_screen_outlives_cuts_restarts_and_sleep(cut_site: Site, browser: Browser) -> None:
    site, line = cut_site, cut_site.line
    async with every_screen(browser, site) as tabs:
        for number in range(CUTS):
            line.silent = number % 3 == 2  # its other end is not told
            if number % 3 == 1:
                await tabs.fresh.context.set_offline(True)
            if not line.silent:
                await line.cut()
            await site.change()
            if line.silent:
                await line.cut()
                line.silent = False
            await line.open()
            await tabs.fresh.context.set_offline(False)
            await tabs.equal_a_fresh_load(tabs.pages[number % len(tabs.pages)])
        site.server.kill()
        await site.change()
        await site.server.start()
        await tabs.equal_a_fresh_load()
        await tabs.freeze("frozen")
        await site.server.stop()
        await site.server.start()
        await site.change()
        await asyncio.sleep(ASLEEP)
        await site.change()
        await tabs.freeze("active")
        await tabs.equal_a_fresh_load()
