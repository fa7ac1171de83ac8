"""The client in Chromium, over both transports: whatever happens to the page, its copy equals a fresh load."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, CDPSession, Page
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles

from tests.slow.clients.test_js_client import WORKSPACE, installed, run
from tests.support.people import People
from tests.support.servers import Process, served
from tests.support.world import World, make_world

__all__ = ["installed"]

QUERY = """query Screen($id: ID!) { group(id: $id) { name memberCount liveCursor
  invitations(first: 50, status: [PENDING]) { totalCount nodes { id email status } } } }"""
CUTS = 20
ASLEEP = 70
"""Seconds: longer than the server, the client and proxies wait for a word of each other."""


@dataclass
class Copy:
    """A page that follows a group."""

    page: Page
    cdp: CDPSession
    world: World

    async def offline(self, is_offline: bool) -> None:
        conditions = {"offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        await self.cdp.send("Network.emulateNetworkConditions", conditions)

    async def equals_a_fresh_load(self) -> None:
        async with asyncio.timeout(90):
            await self.page.wait_for_function("screen.current.data")
            while await self.shown() != await self.fresh():
                await asyncio.sleep(0.1)
            await self.page.wait_for_function("screen.current.status === 'live'")

    async def shown(self) -> Any:
        return without_cursor(await self.page.evaluate("screen.current.data"))

    async def fresh(self) -> Any:
        return without_cursor(await self.world.administrator.ok(QUERY, id=self.world.group))


def without_cursor(data: Any) -> Any:
    return {**data["group"], "liveCursor": None}


async def change(world: World, number: int) -> None:
    manager = world.administrator
    await manager.mutate("updateGroup", {"groupId": world.group, "name": f"Group {number}"}, "")
    given = {"groupId": world.group, "addresses": f"guest{number}@example.org", "sendMail": False}
    await manager.mutate("inviteMembers", given, "")


@pytest.fixture
async def origin(installed: Path) -> AsyncIterator[str]:
    """A site of its own with the page."""
    esbuild = str(WORKSPACE / "node_modules" / ".bin" / "esbuild")
    run(esbuild, "page.js", "--bundle", "--format=esm", "--outfile=site/page.js", cwd=installed)
    (installed / "site" / "index.html").write_text('<script type="module" src="page.js"></script>')
    site = Starlette()
    site.mount("/", StaticFiles(directory=installed / "site", html=True))
    async with served(site) as address:
        yield address


@pytest.fixture
async def copies(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient, origin: str, browser: Browser
) -> AsyncIterator[list[Copy]]:
    """One page over a websocket, one over server-sent events."""
    server = Process(apart[0], data_folder, USHER_ALLOWED_ORIGINS=origin)
    await server.start()
    world = await make_world(People(apart[1], http, server.url), apart[1])
    copies = []
    for is_sse in (False, True):
        page = await (await browser.new_context()).new_page()
        await page.goto(origin)
        given = {"url": f"{server.url}/graphql", "token": world.administrator.token}
        await page.evaluate("follow", given | {"query": QUERY, "id": world.group, "isSse": is_sse})
        copy = Copy(page, await page.context.new_cdp_session(page), world)
        await copy.equals_a_fresh_load()
        copies.append(copy)
    yield copies
    for copy in copies:
        await copy.page.context.close()
    await server.stop()


async def test_20_cuts_of_the_network(copies: list[Copy]) -> None:
    for number in range(CUTS):
        for copy in copies:
            await copy.offline(True)
        await change(copies[0].world, number)
        for copy in copies:
            await copy.offline(False)
    for copy in copies:
        await copy.equals_a_fresh_load()


async def test_a_page_that_is_frozen_for_70_seconds(copies: list[Copy]) -> None:
    for copy in copies:
        await copy.cdp.send("Page.setWebLifecycleState", {"state": "frozen"})
    await change(copies[0].world, 0)
    await asyncio.sleep(ASLEEP)
    await change(copies[0].world, 1)
    for copy in copies:
        await copy.cdp.send("Page.setWebLifecycleState", {"state": "active"})
    for copy in copies:
        await copy.equals_a_fresh_load()
