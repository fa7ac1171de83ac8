"""The example client in a real browser, from an origin of its own: live, and equal to the database whatever is cut."""

import asyncio
import http.server
import shutil
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People, Person
from tests.support.servers import Process
from tests.support.world import World, make_world

EXAMPLE = Path(__file__).parents[3] / "examples" / "notification-centre"
PATIENCE = 60
"""Seconds: a page whose server is away for long pauses up to half a minute between two tries."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """The example, built and served."""
    if not (EXAMPLE / "node_modules").exists() or shutil.which("npm") is None:
        pytest.skip("the example's packages are not installed (npm ci in examples/notification-centre)")
    if not (EXAMPLE.parents[1] / "clients" / "js" / "client" / "dist" / "index.js").exists():
        pytest.skip("the client is not built (make clients)")
    for step in ("check", "build"):
        done = subprocess.run(
            ["npm", "run", "--silent", step], cwd=EXAMPLE, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    handler = partial(Quiet, directory=str(EXAMPLE / "public"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
async def api(dsn: str, data_folder: Path, origin: str) -> AsyncIterator[Process]:
    """A server in a process of its own, to be killed."""
    server = Process(dsn, data_folder, USHER_ALLOWED_ORIGINS=origin)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def world(people: People, engine: AsyncEngine, http: httpx.AsyncClient, api: Process) -> World:
    return await make_world(People(engine, http, api.url), engine)


@pytest.fixture
async def page(browser: Browser, origin: str, api: Process, world: World) -> AsyncIterator[Page]:
    """The invitee's page."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(origin)
    await page.get_by_label("Address of the API").fill(f"{api.url}/graphql")
    await page.get_by_label("Token").fill(world.invitee.token or "")
    await page.get_by_role("button", name="Follow").click()
    await expect(page.locator("#said")).to_have_text("live", timeout=1000 * PATIENCE)
    yield page
    await context.close()


SHOWN = """{ viewer { badge { total } notifications(first: 50) { nodes { id readAt } }
    invitations(first: 50) { nodes { id } } } }"""


async def agrees(page: Page, person: Person, patience: float = PATIENCE) -> None:
    """Wait until the page shows what the database holds, in its order, nothing twice."""
    viewer = (await person.ok(SHOWN))["viewer"]
    expected: dict[str, Any] = {
        "badge": str(viewer["badge"]["total"]),
        "notifications": [
            [one["id"], "read" if one["readAt"] else "unread"] for one in viewer["notifications"]["nodes"]
        ],
        "invitations": sorted(one["id"] for one in viewer["invitations"]["nodes"]),
    }
    read = """() => ({ badge: document.querySelector("#badge").textContent,
        notifications: [...document.querySelectorAll("#notifications li")].map(
            one => [one.dataset.id, one.firstChild.className]),
        invitations: [...document.querySelectorAll("#invitations li")].map(one => one.dataset.id).sort() })"""
    seen = None
    try:
        async with asyncio.timeout(patience):
            while (seen := await page.evaluate(read)) != expected:
                await asyncio.sleep(0.05)
    except TimeoutError:
        assert seen == expected


async def invited(world: World, number: int) -> None:
    """One group more asks the invitee."""
    manager = world.stranger
    made = await manager.mutate("createGroup", {"name": f"Group <b>{number}</b>"}, "group { id }")
    given = {"groupId": made["group"]["id"], "addresses": world.invitee.email, "sendMail": False}
    await manager.mutate("inviteMembers", given, "invitedCount")


async def test_the_page_changes_with_the_database(page: Page, world: World) -> None:
    await agrees(page, world.invitee)
    await invited(world, 1)
    await agrees(page, world.invitee)
    await page.get_by_role("button", name="Accept Group <b>1</b>").click()
    await expect(page.get_by_role("button", name="Accept Group <b>1</b>")).to_have_count(0)
    await invited(world, 2)
    await agrees(page, world.invitee)
    await page.get_by_role("button", name="Decline Group <b>2</b>").click()
    await expect(page.get_by_role("button", name="Decline Group <b>2</b>")).to_have_count(0)
    await page.get_by_role("button", name="Mark all read").click()
    await expect(page.locator("#notifications .unread")).to_have_count(0)
    await agrees(page, world.invitee)


async def test_a_cut_line_costs_nothing(page: Page, world: World, api: Process, url: str) -> None:
    elsewhere = World(**{**vars(world), "stranger": world.stranger.at(url)})
    for number in range(3):
        await invited(elsewhere, number)
        api.kill()
        await invited(elsewhere, 10 + number)
        await expect(page.locator("#said")).to_have_text("connecting", timeout=1000 * PATIENCE)
        await api.start()
        await invited(elsewhere, 20 + number)
        await agrees(page, world.invitee)
    assert await page.locator("#invitations li").count() == 10


async def test_the_end_of_the_session_ends_the_page(page: Page, world: World) -> None:
    await world.invitee.ok("mutation { logOut { userErrors { code } } }")
    await expect(page.locator("#said")).to_have_text("signed out", timeout=1000 * PATIENCE)
    await expect(page.locator("#centre")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "token", "said", "why"),
    [
        ("http://127.0.0.1:9/graphql", "", "not connected", "cannot be reached from here"),
        ("nonsense://", "", "not connected", "cannot be reached from here"),
        ("{api}/nothing", "", "not connected", "cannot be reached from here"),  # no answer there may be read elsewhere
        ("{api}/graphql", "wrong", "signed out", "Sign in"),
        ("{api}/graphql", "ush_s_" + "a" * 43, "signed out", "Sign in"),
        ("{origin}/index.html", "", "not connected", "Is this the address of the API?"),
    ],
)
async def test_a_first_attempt_that_fails_says_why(
    path: str, token: str, said: str, why: str, browser: Browser, origin: str, api: Process, world: World
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(origin)
    await page.get_by_label("Address of the API").fill(path.format(api=api.url, origin=origin))
    await page.get_by_label("Token").fill(token or world.invitee.token or "")
    await page.get_by_role("button", name="Follow").click()
    await expect(page.locator("#said")).to_have_text(said, timeout=1000 * PATIENCE)
    await expect(page.get_by_role("alert").first).to_contain_text(why)
    await page.get_by_label("Address of the API").fill(f"{api.url}/graphql")
    await page.get_by_label("Token").fill(world.invitee.token or "")
    await page.get_by_role("button", name="Follow").click()
    await expect(page.locator("#said")).to_have_text("live", timeout=1000 * PATIENCE)
    await expect(page.locator("#reason")).to_have_text("")
    await context.close()
