"""Behind nginx, below a path that it passes on, and one that it takes away."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, expect

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.support.databases import NewDatabase
from tests.support.nginx import nginx
from tests.support.people import People
from tests.support.ports import kept_port
from tests.support.servers import served
from tests.support.socket import socket
from tests.support.world import World, make_world

BELOW = "/community"
SERVER = """
  server {{
    listen 127.0.0.1:{front};
    location {below}/ {{
      proxy_pass http://127.0.0.1:{back}{slash};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
    }}
  }}
"""


@pytest.fixture(params=["passed on", "taken away"])
async def front(
    request: pytest.FixtureRequest, settings: Settings, new_database: NewDatabase, tmp_path: Path
) -> AsyncIterator[tuple[str, World]]:
    """The address of nginx, and a world behind it."""
    front, back, dsn = kept_port(), kept_port(), await new_database()
    slash = "/" if request.param == "taken away" else ""
    server = SERVER.format(front=front, back=back, below=BELOW, slash=slash)
    address = f"http://127.0.0.1:{front}{BELOW}"
    app = create_app(settings.model_copy(update={"public_url": address}), dsn)
    async with served(app, back) as url, nginx(tmp_path, server, address), httpx.AsyncClient() as http:
        engine = make_engine(dsn, pool_size=2)
        yield address, await make_world(People(engine, http, url + BELOW), engine)
        await engine.dispose()


async def test_a_person_joins_and_leaves(front: tuple[str, World], browser: Browser) -> None:
    address, world = front
    made = await world.administrator.mutate("generateInviteCode", {"groupId": world.group}, "inviteCode { url }")
    link = made["inviteCode"]["url"]
    assert link.startswith(f"{address}/join/")
    context = await browser.new_context()
    await context.add_cookies(
        [{"name": "usher-community", "value": world.stranger.token or "", "domain": "127.0.0.1", "path": BELOW}]
    )
    page = await context.new_page()
    missing = []
    page.on("response", lambda one: missing.append((one.status, one.url)) if 400 <= one.status < 500 else None)
    await page.goto(link)
    await page.get_by_role("button", name="Join the group").click()
    await page.get_by_text("Welcome! You are a member now.").wait_for()
    await page.get_by_text("Leave the group").click()
    await page.get_by_role("button", name="Yes, leave").click()
    await page.get_by_text("You have left the group.").wait_for()
    await page.get_by_role("button", name="Log out").click()
    await page.get_by_role("heading", name="You are signed out").wait_for()
    assert page.url == f"{address}/logout"
    await page.goto(f"{address}/graphql", wait_until="networkidle")
    await page.locator(".graphiql-query-editor").click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text("{ site { url } }")
    await page.get_by_role("button", name="Execute").click()
    await expect(page.locator(".result-window")).to_contain_text(f'"url": "{address}"')
    assert missing == []
    async with socket(address, world.member.token):
        pass
    await context.close()
