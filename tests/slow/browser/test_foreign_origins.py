"""A page of another origin, in the browser of somebody who is signed in: it changes nothing and reads nothing.

Two such pages: one of another site, to which browsers themselves give no cookie of ours; and one of the same site,
another port, which they let send it, so that it is the server alone that stands in the way.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Error, Frame, Page
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.permissions.test_ids import table_checksums
from tests.support.browser import group_path
from tests.support.chromium import Windows, sign_in
from tests.support.databases import NewDatabase
from tests.support.people import People
from tests.support.ports import kept_port
from tests.support.servers import served
from tests.support.world import World, make_world

CROSSING = (Path(__file__).parent / "crossing.js").read_text()
MUTATION = 'mutation { createGroup(input: {name: "Made from elsewhere"}) { group { name } userErrors { code } } }'
QUERY = "{ viewer { account { name email } memberships { nodes { group { name } } } } }"
SECRETS = ("Wednesday", "Made from elsewhere", "@example.org")


@dataclass
class Watched:
    """The server, and what reached it."""

    app: ASGIApp
    seen: list[tuple[str, str, bool, str]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            asked = HTTPConnection(scope)
            with_cookie, referer = "usher" in asked.cookies, asked.headers.get("referer", "")
            self.seen.append((scope.get("method", "SOCKET"), scope["path"], with_cookie, referer))
        await self.app(scope, receive, send)


@dataclass
class Ground:
    """The servers that the tests share."""

    site: str
    elsewhere: str
    allowed: str
    server: Watched
    told: list[str]
    engine: AsyncEngine


@dataclass
class Crossing:
    """Somebody who is signed in, in a browser that also shows pages of two other origins."""

    ground: Ground
    other_site: str
    same_site: str
    world: World
    window: Page

    @property
    def site(self) -> str:
        """Ours."""
        return self.ground.site

    async def state(self) -> list[Any]:
        """The whole database."""
        return await table_checksums(self.ground.engine)

    async def page(self, address: str) -> Page:
        """Show an address in the browser of a member of the group."""
        await self.window.goto(address)
        return self.window

    async def cross(self, page: Page) -> dict[str, list[str | None]]:
        """All attempts of a page, and what it read of each."""
        given = {"site": self.site, "mutation": MUTATION, "query": QUERY}
        found: dict[str, list[str | None]] = {}
        for one in await page.evaluate(CROSSING, given):
            found.setdefault(one["what"], []).append(one["read"])
        return found

    def arrived(self) -> set[str]:
        """The methods of the requests that bore the cookie."""
        return {method for method, _, with_cookie, _ in self.ground.server.seen if with_cookie}


@pytest.fixture(scope="module")
async def ground(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Ground]:
    dsn = await new_database()
    engine = make_engine(dsn, pool_size=2)
    told: list[str] = []

    async def nothing_much(request: Request) -> HTMLResponse:
        told.append(request.headers.get("referer", ""))
        return HTMLResponse("<!doctype html><title>Elsewhere</title><body></body>")

    foreign = Starlette(routes=[Route("/{rest:path}", nothing_much)])
    port = kept_port()
    site = f"http://127.0.0.1:{port}"
    async with AsyncExitStack() as stack:
        elsewhere, allowed = [await stack.enter_async_context(served(foreign)) for _ in range(2)]
        own = settings.model_copy(update={"public_url": site, "allowed_origins": (allowed,)})
        server = Watched(create_app(own, dsn, jobs=False))
        await stack.enter_async_context(served(server, port))
        yield Ground(site, elsewhere, allowed, server, told, engine)
    await engine.dispose()


@pytest.fixture
async def crossing(browser_windows: Windows, ground: Ground, http: httpx.AsyncClient) -> AsyncIterator[Crossing]:
    world = await make_world(People(ground.engine, http, ground.site), ground.engine, join_policy="OPEN")
    window = await browser_windows.window()
    await sign_in(window, ground.site, world.member)
    other = ground.elsewhere.replace("127.0.0.1", "localhost")
    ground.server.seen.clear()
    ground.told.clear()
    yield Crossing(ground, other, ground.elsewhere, world, window)
    await browser_windows.clear()


FOREIGN = pytest.mark.parametrize("origin", ["other_site", "same_site"])


@FOREIGN
async def test_scripts_of_another_origin_change_nothing_and_read_nothing(crossing: Crossing, origin: str) -> None:
    page = await crossing.page(getattr(crossing, origin))
    before = await crossing.state()
    crossing.ground.server.seen.clear()
    read = await crossing.cross(page)
    assert await crossing.state() == before
    asked = {method for method, path, _, _ in crossing.ground.server.seen if path == "/graphql"}
    assert {"GET", "POST", "OPTIONS", "SOCKET"} <= asked
    assert crossing.arrived() == (set() if origin == "other_site" else {"GET", "POST", "SOCKET"})
    by_socket = [text for what, texts in read.items() if what.startswith("socket graphql-transport") for text in texts]
    others = [text for what, texts in read.items() if not what.startswith("socket") for text in texts]
    assert set(others) == {None}
    assert ["UNAUTHENTICATED" in str(text) or '"viewer":null' in str(text) for text in by_socket] == [True, True]
    assert not any(secret in json.dumps(read) for secret in SECRETS)


async def test_our_own_and_an_allowed_origin_may_by_json_alone(crossing: Crossing) -> None:
    before = await crossing.state()
    for number, address in enumerate((f"{crossing.site}/graphql", crossing.ground.allowed), 1):
        read = await crossing.cross(await crossing.page(address))
        for way in ("POST application/json include", "socket graphql-transport-ws"):
            made, seen = read.pop(way)
            assert "Made from elsewhere" in str(made), (address, way)
            assert "Wednesday" in str(seen), (address, way)
        made, seen = read["GET cors include"]
        assert "Mutations must be sent by POST" in str(made), address
        assert "Wednesday" in str(seen), address
        assert "Bodies must be application/json" in str(read["POST text/plain cors include"]), address
        groups = await crossing.world.member.ok(QUERY)
        assert json.dumps(groups).count("Made from elsewhere") == 2 * number
    assert await crossing.state() != before


@FOREIGN
async def test_an_address_that_holds_a_token_is_told_to_nobody(crossing: Crossing, origin: str) -> None:
    for path in (f"/join/{crossing.world.personal_token()}", "/login/ush_l_unknown", group_path(crossing.world.group)):
        page = await crossing.page(crossing.site + path)
        await page.evaluate(
            """address => { const link = document.createElement("a"); link.href = address; link.textContent = "away";
            document.body.append(link); link.click() }""",
            getattr(crossing, origin),
        )
        await page.wait_for_url(f"{getattr(crossing, origin)}/**")
    assert len(crossing.ground.told) >= 3
    assert not any(referer.startswith(crossing.site) for referer in crossing.ground.told)
    assert {referer for _, _, _, referer in crossing.ground.server.seen} == {""}


def forms(crossing: Crossing) -> list[tuple[str, str, dict[str, str]]]:
    """Every form that would do harm: where to, how it is encoded, and its fields."""
    world, encodings = crossing.world, ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")
    by_json = {f'{{"query": {json.dumps(MUTATION)}, "operationName": null, "extensions": {{"x": "': '"}}'}
    found = [("/graphql", encoding, fields) for encoding in encodings for fields in (by_json, {"query": MUTATION})]
    pages: list[tuple[str, dict[str, str]]] = [
        (group_path(world.group), {"do": "leave"}),
        (f"/join/{crossing.world.personal_token()}", {"do": "accept"}),
        ("/logout", {}),
        ("/password", {"password": "quite another sentence"}),
        ("/invitations", {"invitation": world.invitation, "do": "decline"}),
    ]
    return found + [(path, encoding, fields) for path, fields in pages for encoding in encodings[1:]]


def in_html(site: str, number: int, path: str, encoding: str, fields: dict[str, str]) -> str:
    """A form, and the frame that shows the answer to it."""
    inputs = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields.items()
    )
    place = f'action="{site}{path}" enctype="{encoding}" target="inside{number}"'
    return f'<iframe name="inside{number}"></iframe><form method="post" {place}>{inputs}</form>'


@FOREIGN
async def test_forms_frames_and_links_of_another_origin_change_nothing(crossing: Crossing, origin: str) -> None:
    page = await crossing.page(getattr(crossing, origin))
    tried, site = forms(crossing), crossing.site
    before = await crossing.state()
    crossing.ground.server.seen.clear()
    await page.set_content("".join(in_html(site, number, *form) for number, form in enumerate(tried)))
    await page.evaluate("document.querySelectorAll('form').forEach((form) => form.submit())")
    async with asyncio.timeout(30):
        while len([1 for method, _, _, _ in crossing.ground.server.seen if method == "POST"]) < len(tried):
            await page.wait_for_timeout(50)
    for frame in page.frames:
        assert crossing.world.member.name not in await shown_in(frame)
    assert ("POST" in crossing.arrived()) is (origin == "same_site")
    for address in addresses(crossing):
        await page.goto(getattr(crossing, origin))
        await page.evaluate("address => { location.href = address }", address)
        await page.wait_for_url(f"{site}/**")
    assert "GET" in crossing.arrived(), "following a link, one is still oneself"
    assert await crossing.state() == before


async def shown_in(frame: Frame) -> str:
    """What a frame shows, once it has come to rest."""
    async with asyncio.timeout(30):
        while True:
            await frame.wait_for_load_state()
            with contextlib.suppress(Error):  # it has just begun to show something else
                return await frame.content()


def addresses(crossing: Crossing) -> list[str]:
    """Where a link may lead."""
    asked: list[Any] = [
        httpx.QueryParams(query=MUTATION),
        httpx.QueryParams(query=QUERY),
    ]
    return [f"{crossing.site}/graphql?{query}" for query in asked] + [
        f"{crossing.site}{path}"
        for path in (
            "/logout",
            f"/join/{crossing.world.personal_token()}?do=accept",
            f"{group_path(crossing.world.group)}?do=leave",
        )
    ]
