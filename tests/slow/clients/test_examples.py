"""The examples as a product has them: packages installed from their packed files, pages of an origin of their own."""

import json
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles

from tests.slow.clients.test_js_client import WORKSPACE, install, run
from tests.support.people import People
from tests.support.servers import PROJECT, Process, served
from tests.support.world import World, make_world

EXAMPLES = PROJECT / "examples"
PACKAGES = ("client", "elements", "react")
BESIDE = ("react", "react-dom", "scheduler", "@types", "csstype", "typescript")
SOON = 30_000
"""Milliseconds in which a change has to be on the page."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in React, compiled and bundled with the packages as they are installed."""
    folder = tmp_path_factory.mktemp("react")
    install(folder, *PACKAGES, beside=BESIDE)
    for name in ("src", "public", "tsconfig.json"):
        source = EXAMPLES / "react" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    run("node", "node_modules/typescript/bin/tsc", cwd=folder)
    build = json.loads((EXAMPLES / "react" / "package.json").read_text())["scripts"]["build"].split()
    run(str(WORKSPACE / "node_modules" / ".bin" / "esbuild"), *build[1:], cwd=folder)
    return folder / "public"


@dataclass
class Example:
    """A page that shows an example, an Usher that lets it in, and people there."""

    page: Page
    origin: str
    usher: str
    world: World
    site: Path


@pytest.fixture
async def example(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient, site: Path, browser: Browser
) -> AsyncIterator[Example]:
    app = Starlette()
    app.mount("/", StaticFiles(directory=site, html=True))
    async with served(app) as origin:
        server = Process(apart[0], data_folder, USHER_ALLOWED_ORIGINS=origin)
        await server.start()
        world = await make_world(People(apart[1], http, server.url), apart[1])
        page = await browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield Example(page, origin, server.url, world, site)
        await page.close()
        await server.stop()
        assert complaints == []


async def test_react(example: Example) -> None:
    page, world = example.page, example.world
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    await page.goto(example.origin)
    await page.get_by_label("Address").fill(example.usher)
    await page.get_by_label("Token").fill(world.administrator.token or "")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_text("Connection: live")).to_be_visible()
    await page.get_by_role("button", name="Wednesday").click()
    group = page.get_by_role("region", name="Group")
    await expect(group.get_by_role("heading", name="Wednesday", level=1)).to_be_visible()
    members = group.get_by_role("paragraph").filter(has_text="members:")
    await expect(members).to_have_text(re.compile("^6 members: [^,]+, [^,]+, [^,]+ More$"))
    await members.get_by_role("button", name="More").click()
    await expect(members).to_have_text(re.compile("^6 members: (.+, ){5}.+$"))
    await page.get_by_label("Name", exact=True).fill("Thursday")
    await page.get_by_role("button", name="Rename").click()
    await expect(page.get_by_role("button", name="Thursday")).to_be_visible(timeout=SOON)
    await world.administrator.mutate("removeMember", {"memberId": world.membership("other_member")}, "")
    await expect(members).to_have_text(re.compile("^5 members: (.+, ){4}.+$"), timeout=SOON)
    await expect(group.get_by_text("Other Member", exact=True)).to_be_hidden(timeout=SOON)
    assert len(sockets) == 1, "hooks and elements share a connection"


async def test_plain_html(example: Example) -> None:
    page, world = example.page, example.world
    html = (EXAMPLES / "html" / "index.html").read_text()
    assert len(html.splitlines()) == 10
    html = html.replace("http://127.0.0.1:8000", example.usher).replace("R3JvdXA6MQ==", world.group)
    sheet = f'<link rel="stylesheet" href="{example.usher}/elements.css"><style>:root {{ --usher-accent: red }}</style>'
    (example.site / "plain.html").write_text(html.replace("<title>", f"{sheet}<title>"))
    (example.site / "favicon.ico").touch()

    async def give_token(dialog: object) -> None:
        await dialog.accept(world.administrator.token)  # type: ignore[attr-defined]

    page.on("dialog", give_token)
    await page.goto(f"{example.origin}/plain.html")
    await expect(page.get_by_role("button", name="Notifications")).to_be_visible()
    await expect(page.get_by_text("Other Member", exact=True).first).to_be_visible()
    await expect(page.locator("usher-seats")).to_contain_text(re.compile("seats", re.IGNORECASE))
    await expect(page.locator("usher-invite").get_by_role("button").first).to_be_visible()
    theme = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"
    assert await page.evaluate(theme, "--usher-ground") == "light-dark(#f4f5f2, #121716)"
    assert await page.evaluate(theme, "--usher-accent") == "red", "what the page says counts more"
    await world.administrator.mutate("removeMember", {"memberId": world.membership("other_member")}, "")
    await expect(page.get_by_text("Other Member", exact=True)).to_have_count(0, timeout=SOON)


def test_every_element_is_a_component() -> None:
    readme = (WORKSPACE / "elements" / "README.md").read_text().partition("## Events")[0]
    components = (WORKSPACE / "react" / "src" / "elements.ts").read_text()
    listed = re.findall(r"^\| `(usher-[a-z-]+)`", readme, re.M)
    assert len(listed) > 10
    assert sorted(re.findall(r'wrap\("(usher-[a-z-]+)"', components)) == sorted(listed)
