"""USHER_PUBLIC_URL with a path: everything is below it, and is served without it, too."""

import json
import re
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.support.browser import Browser, group_path
from tests.support.databases import NewDatabase
from tests.support.forms import PASSWORD, give_password
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People
from tests.support.ports import kept_port
from tests.support.servers import MAILBOX_KEY, served
from tests.support.socket import socket
from tests.support.world import World, make_world

BELOW = "/our/community"


@pytest.fixture(scope="module")
async def own_dsn(new_database: NewDatabase) -> str:
    """A database of this server alone, for mails name the server whose worker sends them."""
    return await new_database()


@pytest.fixture(scope="module")
async def own_engine(own_dsn: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(own_dsn, pool_size=2)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="module")
async def root(settings: Settings, own_dsn: str) -> AsyncIterator[str]:
    """Where the server is, without the path."""
    port = kept_port()
    own = settings.model_copy(update={"public_url": f"http://127.0.0.1:{port}{BELOW}"})
    async with served(create_app(own, own_dsn), port) as url:
        yield url


@pytest.fixture
async def world(own_engine: AsyncEngine, http: httpx.AsyncClient, root: str) -> World:
    return await make_world(People(own_engine, http, root + BELOW), own_engine)


@pytest.fixture
async def browser(root: str) -> AsyncIterator[Browser]:
    browser = Browser(root, "usher-our-community")
    yield browser
    await browser.http.aclose()


def addresses(page: str) -> list[str]:
    """All that a page leads to, loads or sends to, on this host."""
    found = re.findall(r'(?:href|src|action|data-endpoint)="([^"]*)"', page)
    here = [urlsplit(one).path for one in found if one.startswith("/") or "127.0.0.1" in one]
    assert here
    return here


async def test_every_address_on_every_page_is_below_the_public_path(browser: Browser, world: World) -> None:
    code = await world.invite_code()
    anonymous = ["/", "/login", "/register", "/password", "/join", "/logout", f"/join/{code}", f"/join/{code}/print",
                 "/nothing/here", f"/login?to=/join/{code}"]  # fmt: skip
    signed_in = ["/invitations", "/password", "/logout", f"/join/{code}", group_path(world.group),
                 f"{group_path(world.group)}/seats", "/login"]  # fmt: skip
    for person, paths in ((None, anonymous), (world.administrator, signed_in)):
        if person:
            browser.be(person)
        for path in paths:
            for prefix in (BELOW, ""):
                page = await browser.open(prefix + path)
                assert [one for one in addresses(page.text) if not one.startswith(f"{BELOW}/") and one != BELOW] == []
                assert "no-store" in page.headers["cache-control"]
    style = next(one for one in addresses(page.text) if one.endswith(".css"))
    for path in (style, style.removeprefix(BELOW)):
        assert (await browser.open(path)).headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize("prefix", [BELOW, ""])
async def test_a_newcomer_registers_and_joins_below_a_path(
    prefix: str, browser: Browser, world: World, root: str
) -> None:
    code = (
        await world.administrator.mutate("generateInviteCode", {"groupId": world.group}, "inviteCode { code url }")
    )["inviteCode"]
    assert code["url"] == f"{root}{BELOW}/join/{code['code']}"
    where = f"/join/{code['code']}"
    await browser.open(f"{prefix}/register?to={where}")
    address = f"path{len(prefix)}x{world.key}@example.org"
    await browser.send(f"{BELOW}/register", name="Nora", email=address)
    mail = await Mailbox(browser.http, prefix).wait(address)
    token = token_in(mail, "login")
    assert f"{root}{BELOW}/login/{token}" in mail["text"]
    await browser.open(f"{prefix}/login/{token}")
    await browser.send(f"{BELOW}/login/{token}")
    await browser.send(f"{BELOW}/password", password="eleven blue herons")
    assert browser.page.url.path == BELOW + where
    await browser.send(BELOW + where, do="join")
    assert "Welcome! You are a member now." in browser.text
    assert browser.page.url.path.startswith(f"{BELOW}/groups/")
    assert {cookie.path for cookie in browser.http.cookies.jar} == {BELOW}
    again = await browser.open(str(browser.page.url))
    assert "Welcome!" not in again.text


@pytest.mark.parametrize("prefix", [BELOW, ""])
async def test_graphql_sockets_ide_and_mailbox_are_served_below_a_path(
    prefix: str, browser: Browser, root: str, world: World
) -> None:
    page = await browser.http.get(f"{prefix}/graphql", headers={"accept": "text/html"})
    for one in addresses(page.text):
        assert one.startswith(f"{BELOW}/graphql")
        assert (await browser.http.get(one, headers={"accept": "*/*"})).status_code in (200, 400)
    mailbox = await browser.open(f"{prefix}/mailbox?key={MAILBOX_KEY}")
    assert mailbox.url.path == f"{BELOW}/mailbox"
    assert all(one.startswith(f"{BELOW}/mailbox") for one in addresses(mailbox.text))
    assert (await browser.open(f"{BELOW}/mailbox/newest")).status_code == 200
    assert (await browser.open(f"{prefix}/healthz")).status_code == 200
    answer = await browser.http.post(f"{prefix}/graphql", json={"query": "{ site { url } }"})
    assert json.loads(answer.content)["data"] == {"site": {"url": f"{root}{BELOW}"}}
    async with socket(f"{root}{prefix}", world.member.token):
        pass


async def test_cookies_of_the_hosts_root_lock_nobody_out(browser: Browser, world: World) -> None:
    """They are sent here, too, and cannot be taken away from here."""
    await give_password(world, world.member)
    for name, value in (("usher", "ush_s_old"), ("usher_form", "old"), ("usher_said", "left")):
        browser.http.cookies.set(name, value, domain="127.0.0.1", path="/")
    await browser.open(f"{BELOW}/login")
    assert "You have left the group." not in browser.text
    await browser.send(f"{BELOW}/login", email=world.member.email, password=PASSWORD)
    assert browser.page.url.path == f"{BELOW}/invitations"
    for is_signed_in in (True, False):
        if not is_signed_in:
            browser.http.cookies.clear("127.0.0.1", BELOW)
        headers = {"sec-fetch-site": "same-origin"}
        answer = await browser.http.post(f"{BELOW}/graphql", json={"query": "{ site { url } }"}, headers=headers)
        assert "errors" not in answer.json()


async def test_cookies_in_production_are_limited_to_the_path(browser: Browser, settings: Settings, dsn: str) -> None:
    made = {"env": "production", "public_url": f"https://example.org{BELOW}", "smtp_url": "smtp://127.0.0.1:1"}
    async with served(create_app(settings.model_copy(update=made), dsn, jobs=False)) as url:
        cookie = (await browser.http.get(f"{url}/login")).headers["set-cookie"]
    assert cookie.startswith("__Secure-usher_form-our-community=")
    assert f"; Path={BELOW}; HttpOnly; SameSite=Lax; Secure" in cookie


@pytest.mark.parametrize("path", ["/a b", "/a//b", "/../a", "/a%2Fb", "/a;b", "/é", "/join", "/graphql/x", "/static"])
def test_invalid_public_paths_are_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="public_url"):
        Settings(_env_file=None, public_url=f"https://example.org{path}")  # type: ignore[call-arg]


async def test_no_public_path_hides_a_route(settings: Settings, dsn: str) -> None:
    routes = {route.path.split("/")[1] for route in create_app(settings, dsn, jobs=False).routes} - {""}  # type: ignore[attr-defined]
    for place in routes:
        with pytest.raises(ValidationError, match="one of Usher's own"):
            Settings(_env_file=None, public_url=f"https://example.org/{place}/x")  # type: ignore[call-arg]
