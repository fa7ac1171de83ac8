"""What holds for every page: headers, reading that changes nothing, links that lead nowhere else, any name."""

import io
import re
from html import unescape
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from tests.support.browser import Browser, group_path
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People
from tests.support.servers import served
from tests.support.world import make_world

UGLY = "<script>alert(1)</script> \"'&"
EMOJI = "\U0001f9d8" * 120
HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}


async def test_every_response_has_the_security_headers(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code, gone = await world.invite_code(), await make_world(people, engine)
    dead = await gone.invite_code()
    await gone.administrator.mutate("deleteInviteCode", {"groupId": gone.group}, "")
    paths = [
        "/join", f"/join/{code}", f"/join/{code}/print", f"/join/{code}/qr.svg", f"/join/{code}/qr.png",
        f"/join/{dead}", "/join/unknown", "/login", "/login/unknown", "/register", "/password", "/logout",
        "/invitations", "/groups/unknown", "/nothing/here", "/static/usher.css", f"/join/{world.personal_token()}/qr.png",
    ]  # fmt: skip
    for path in paths:
        for method in ("GET", "HEAD"):
            answer = await browser.http.request(method, path)
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
            policy = answer.headers["content-security-policy"]
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            kept = path.endswith((f"{code}/qr.svg", f"{code}/qr.png", ".css"))
            assert ("no-store" in answer.headers["cache-control"]) is not kept, path
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert not re.search(
                    r"<script(?![^>]* src=)|<style| style=| on[a-z]+=|https?://(?!127|www.w3)", answer.text
                )
    assert (await browser.http.delete("/join")).status_code == 405


async def all_rows(engine: AsyncEngine) -> dict[str, Any]:
    """All rows of all tables, but for those that change by themselves: jobs, heartbeats, what is kept for a minute."""
    async with engine.connect() as connection:
        tables = text(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'usher_job%'"
            " AND tablename NOT IN ('processes', 'sent_forms')"
        )
        return {
            name: list((await connection.execute(text(f'SELECT to_jsonb(t) FROM "{name}" t ORDER BY 1'))).scalars())
            for name in (await connection.execute(tables)).scalars()
        }


async def test_reading_a_page_changes_nothing(
    browser: Browser, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code(maxUses=1)
    address = f"scanned{world.key}@example.org"
    await world.anonymous.mutate("register", {"email": address, "name": "Scanned", "inviteKey": code}, "")
    mail = await mailbox.wait(address)
    done = await world.administrator.mutate("inviteMembers", {"groupId": world.group, "addresses": f"m{address}"}, "")
    assert done["userErrors"] == []
    invitation = await mailbox.wait(f"m{address}")
    links = [found for body in (mail["html"], invitation["html"]) for found in re.findall(r'href="([^"]+)"', body)]
    paths = [re.sub(r"^https?://[^/]+", "", link) or "/" for link in links if "127.0.0.1" in link]
    assert len([path for path in paths if path.startswith(("/login/", "/join/"))]) >= 2
    paths += [f"/join/{code}", f"/join/{code}/print", f"/join/{code}/qr.svg", f"/join/{world.personal_token()}"]
    paths += ["/join", "/login", "/register", "/password", "/logout", "/invitations", group_path(world.group)]
    before = await all_rows(engine)
    for person in (None, world.invitee, world.facilitator):
        if person:
            browser.be(person)
        for path in paths:
            for method in ("GET", "HEAD", "HEAD", "GET"):
                status = (await browser.http.request(method, path)).status_code
                assert status < 400 or (path.startswith("/groups/") and status == 404), path
    after = await all_rows(engine)
    assert [name for name in before if before[name] != after[name]] == []
    newcomer = Browser(browser.url)
    token = token_in(mail, "login")
    await newcomer.open(f"/login/{token}")
    await newcomer.send(f"/login/{token}")
    assert newcomer.page.url.path == "/password"
    await newcomer.http.aclose()


async def test_a_next_address_never_leads_to_another_site(browser: Browser, people: People) -> None:
    person = await people()
    browser.be(person)
    for to in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/join/x\r\nX: y",
        "/graphql",
    ):
        await browser.open(f"/login?to={quote(to)}")
        assert "evil" not in browser.page.text
        assert "javascript:" not in browser.page.text
        await browser.open("/logout")
        page: httpx.Response = await browser.http.post(
            "/password", data={**browser.forms()[0]["fields"], "to": to, "password": "x"}
        )
        assert "evil" not in page.text


@pytest.mark.parametrize("name", [UGLY, EMOJI, "Grüße / \\ : * ? . ..", "مجموعة الأربعاء"])
async def test_every_page_shows_names_as_they_are(
    name: str, browser: Browser, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "name": name, "description": name}, "")
    code = await world.invite_code()
    for path in (
        f"/join/{code}",
        f"/join/{code}/print",
        f"/register?to=/join/{code}",
        f"/join/{world.personal_token()}",
    ):
        assert (await browser.open(path)).status_code == 200
        assert "<script>alert" not in browser.page.text
        assert name.strip() in unescape(browser.page.text)
    for kind, media_type in (("svg", "image/svg+xml"), ("png", "image/png")):
        answer = await browser.open(f"/join/{code}/qr.{kind}")
        assert answer.headers["content-type"].startswith(media_type)
        shown = answer.headers["content-disposition"]
        assert shown.startswith(f"inline; filename=\"invite-qr.{kind}\"; filename*=UTF-8''")
        assert re.fullmatch(r"[\w%.~-]+", shown.partition("''")[2])
    browser.be(world.invitee)
    assert name.strip() in unescape((await browser.open("/invitations")).text)
    browser.be(world.administrator)
    assert name.strip() in unescape((await browser.open(group_path(world.group))).text)


async def test_a_visitor_with_a_stale_cookie_reads_and_logs_in(
    browser: Browser, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    person = await people()
    browser.be(person)
    await person.ok("mutation { logOut { userErrors { code } } }")
    assert (await browser.open("/invitations")).url.path == "/login"
    anonymous = Browser(browser.url)
    await anonymous.open("/password")
    await anonymous.send("/password", email=person.email)
    assert "If " in anonymous.text
    token = token_in(await mailbox.wait(person.email), "login")
    await anonymous.http.aclose()
    browser.http.cookies.set("usher", person.token or "", domain="127.0.0.1")
    await browser.open(f"/login/{token}")
    browser.http.cookies.set("usher", person.token or "", domain="127.0.0.1")
    await browser.send(f"/login/{token}")
    assert browser.page.url.path == "/password"
    await browser.send("/password", password="eleven blue herons")
    assert browser.page.url.path == "/invitations"
    await browser.send("/logout")
    assert "You are signed out" in browser.text
    await browser.open("/login")
    await browser.send("/login", email=person.email, password="wrong wrong wrong")
    assert browser.page.status_code == 422
    await browser.send("/login", email=person.email, password="eleven blue herons")
    assert browser.page.url.path == "/invitations"


async def test_links_lead_to_a_products_own_pages(
    people: People, engine: AsyncEngine, settings: Settings, dsn: str
) -> None:
    world = await make_world(people, engine)
    own = settings.model_copy(update={"join_url": "https://spa.example/i/{key}"})
    async with served(create_app(own, dsn, jobs=False)) as url:
        selection = "inviteCode { code url printUrl qrCode { svgUrl } }"
        given = {"groupId": world.group}
        code = (await world.administrator.at(url).mutate("generateInviteCode", given, selection))["inviteCode"]
        assert code["url"] == f"https://spa.example/i/{code['code']}"
        assert code["printUrl"] == f"http://127.0.0.1:8000/join/{code['code']}/print"
        assert code["qrCode"]["svgUrl"] == f"http://127.0.0.1:8000/join/{code['code']}/qr.svg"
        drawn = await people.http.get(f"{url}/join/{code['code']}/qr.png")
        assert zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn.content)))[0].text == code["url"]
