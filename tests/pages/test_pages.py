"""The pages: what they say, with which status, to whom; and what they never do."""

import io
import re
from collections.abc import AsyncIterator
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
from rules.tokens import invitation_token
from tests.support.browsing import Browser, group_path
from tests.support.people import Mailbox, People, token_in
from tests.support.servers import SECRET_KEY, served
from tests.support.world import World, make_world, set_invitation

UGLY = "<script>alert(1)</script> \"'&"
EMOJI = "\U0001f9d8" * 120


@pytest.fixture
async def browser(url: str) -> AsyncIterator[Browser]:
    browser = Browser(url)
    yield browser
    await browser.http.aclose()


async def code_of(world: World, **given: Any) -> str:
    done = await world.administrator.mutate(
        "generateInviteCode", {"groupId": world.group, **given}, "inviteCode { code }"
    )
    return str(done["inviteCode"]["code"])


def personal(world: World, version: int = 1) -> str:
    return invitation_token((SECRET_KEY.encode(),), world.invitation_key, version)


async def joined(world: World, who: str) -> bool:
    found = await world.caller(who).ok("query($id: ID!) { group(id: $id) { viewerMembership { id } } }", id=world.group)
    return found["group"] is not None and found["group"]["viewerMembership"] is not None


async def test_a_code_from_the_wall_to_the_group(
    browser: Browser, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    world = await make_world(people, engine)
    code = await code_of(world)
    await browser.open(f"/join/{code.lower().replace('-', '')}")
    assert browser.page.status_code == 200
    for expected in ("Wednesday", "Administrator", "About Usher", "support@example.org", "Register to join"):
        assert expected in browser.text
    assert "<svg" in browser.page.text
    await browser.open(f"/register?to=/join/{code}")
    address = f"new{world.key}@example.org"
    await browser.send("/register", name="Nora New", email=address)
    assert address in browser.text
    token = token_in(await mailbox.wait(address), "login")
    await browser.open(f"/login/{token}")
    assert "Log me in" in browser.text
    assert address not in browser.text
    await browser.send(f"/login/{token}")
    assert browser.page.url.path == "/password"
    await browser.send("/password", password="short")
    assert browser.page.status_code == 422
    assert 'aria-invalid="true"' in browser.page.text
    await browser.send("/password", password="eleven blue herons")
    assert browser.page.url.path == f"/join/{code}"
    await browser.send(f"/join/{code}", do="join")
    assert browser.page.url.path == group_path(world.group).replace("%3D", "=")
    assert "Welcome" in browser.text
    assert "a member, since" in browser.text
    await browser.open(f"/login/{token}")
    assert browser.page.url.path == f"/join/{code}"
    browser.http.cookies.delete("usher")
    assert (await browser.open(f"/login/{token}")).status_code == 410


async def test_a_personal_link_accepted_and_declined(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    key = personal(world)
    await browser.open(f"/join/{key}")
    assert f"{world.invitee.email[0]}…@example.org" in browser.text
    assert world.invitee.email not in browser.text
    browser.be(world.invitee)
    await browser.open(f"/join/{key}")
    await browser.send(f"/join/{key}", do="accept")
    assert await joined(world, "invitee")
    assert (await browser.open(f"/join/{key}")).status_code == 200
    assert "You are in this group" in browser.text
    other = await make_world(people, engine)
    browser.be(other.invitee)
    await browser.open(f"/join/{personal(other)}")
    await browser.send(f"/join/{personal(other)}", do="decline")
    assert "You have declined" in browser.text
    assert not await joined(other, "invitee")
    assert (await browser.open(f"/join/{personal(other)}")).status_code == 410


async def test_another_account_may_change_over(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    key = personal(world)
    browser.be(world.stranger)
    await browser.open(f"/join/{key}")
    assert "for somebody else" in browser.text
    assert world.invitee.email not in browser.text
    await browser.send("/logout", to=f"/join/{key}")
    assert browser.page.url.path == f"/join/{key}"
    assert "Register to join" in browser.text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "CANCELLED", "responded_at": "now"}, "withdrawn"),
        ({"status": "DECLINED", "responded_at": "now"}, "declined"),
        ({"status": "ACCEPTED", "responded_at": "now"}, "accepted"),
        ({"status": "EXPIRED"}, "expired"),
        ({"version": 2}, "newer link"),
    ],
)
async def test_a_personal_link_that_is_closed_says_so(
    values: dict[str, Any], words: str, browser: Browser, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    if "responded_at" in values:
        values = {**values, "responded_at": text("now()")}
    await set_invitation(world, **values)
    for path in ("", "/print", "/qr.svg", "/qr.png"):
        assert (await browser.open(f"/join/{personal(world)}{path}")).status_code == 410
        assert words in browser.text


async def test_codes_that_are_closed_say_so(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    replaced, used = await code_of(world), await code_of(world, maxUses=1)
    await world.stranger.mutate("joinWithCode", {"code": used}, "")
    for key, words in ((replaced, "deleted"), (used, "used up")):
        for path in ("", "/print", "/qr.svg", "/qr.png"):
            assert (await browser.open(f"/join/{key}{path}")).status_code == 410
            assert words in browser.text
    await world.administrator.mutate("deleteInviteCode", {"groupId": world.group}, "")
    assert (await browser.open(f"/join/{used}")).status_code == 410
    assert "deleted" in browser.text
    for unknown in ("ABCD-EFGH-JKMN", "nonsense", "A" * 40, "%00", "%F0%9F%A7%98", "x" * 3000):
        for path in ("", "/print", "/qr.svg", "/qr.png"):
            assert (await browser.open(f"/join/{unknown}{path}")).status_code == 404


async def test_a_code_is_typed_in(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await code_of(world)
    await browser.open("/join")
    await browser.send("/join", code="nonsense")
    assert browser.page.status_code == 422
    await browser.send("/join", code="ABCD EFGH JKMN")
    assert browser.page.status_code == 404
    await browser.send("/join", code=f" {code.lower().replace('-', ' ')} ")
    assert browser.page.url.path == f"/join/{code}"


async def test_a_discreet_group_is_not_named(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "discreet": True}, "")
    code = await code_of(world)
    for path in (f"/join/{code}", f"/join/{code}/print", f"/join/{personal(world)}", f"/register?to=/join/{code}"):
        await browser.open(path)
        assert browser.page.status_code == 200
        assert "Wednesday" not in browser.page.text
        assert "Administrator" not in browser.page.text
    browser.be(world.member)
    for path in (f"/join/{code}", f"/join/{code}/print"):
        await browser.open(path)
        assert "Wednesday" in browser.page.text
    assert "Wednesday" not in (await browser.open(f"/join/{code}/print?names=no")).text


async def test_the_overview(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world, other = await make_world(people, engine), await make_world(people, engine)
    await set_invitation(other, email=world.invitee.email)
    assert (await browser.open("/invitations")).url.path == "/login"
    browser.be(world.invitee)
    await browser.open("/invitations")
    assert browser.text.count("Wednesday") == 2
    forms = [form for form in browser.forms() if form["action"] == "/invitations"]
    assert {form["fields"]["invitation"] for form in forms} == {world.invitation, other.invitation}
    await browser.send("/invitations", do="accept", invitation=world.invitation)
    assert await joined(world, "invitee")
    await browser.open("/invitations")
    await browser.send("/invitations", do="decline", invitation=other.invitation)
    assert "No invitation is waiting" in browser.text
    await browser.open("/invitations")
    foreign = await make_world(people, engine)
    await browser.open("/invitations")
    page = browser.forms()[0]["fields"]["form"]
    answer = await browser.http.post(
        "/invitations", data={"form": page, "invitation": foreign.invitation, "do": "accept"}
    )
    assert answer.status_code == 404


async def test_the_page_of_a_group(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    path = group_path(world.group)
    assert (await browser.open(path)).url.path == "/login"
    browser.be(world.stranger)
    unknown = await browser.open(group_path("R3JvdXA6OTk5OTk5OTk5"))
    stripped = [re.sub(r'value="[^"]*"', "", body) for body in (unknown.text, (await browser.open(path)).text)]
    assert browser.page.status_code == 404
    assert stripped[0] == stripped[1]
    browser.be(world.member)
    await browser.open(path)
    assert "Full access" in browser.text
    assert "Share" not in browser.text
    await browser.send(path, do="leave")
    assert "You have left" in browser.text
    assert not await joined(world, "member")


async def test_managers_share_the_code(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    path = group_path(world.group)
    browser.be(world.facilitator)
    await browser.open(path)
    await browser.send(path, do="generate", maxUses="0", emailDomain="no domain")
    assert browser.page.status_code == 422
    assert browser.page.text.count('aria-invalid="true"') == 2
    await browser.send(path, do="generate", maxUses="nine", emailDomain="")
    assert browser.page.status_code == 422
    await browser.send(path, do="generate", maxUses="9", emailDomain="example.org")
    assert "A new code is ready" in browser.text
    found = re.search(r'<p class="code">([^<]+)</p>', browser.page.text)
    assert found
    assert "0 of 9" in browser.text
    assert (await world.stranger.mutate("joinWithCode", {"code": found[1]}, ""))["userErrors"] == []
    await browser.send(path, do="delete")
    assert "The code is deleted" in browser.text
    assert (await browser.open(f"/join/{found[1]}")).status_code == 410


async def test_an_open_group_is_joined_on_its_page(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    browser.be(world.stranger)
    await browser.open(group_path(world.group))
    await browser.send(group_path(world.group), do="join")
    assert await joined(world, "stranger")


HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}


async def test_every_answer_has_the_headers(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code, gone = await code_of(world), await make_world(people, engine)
    dead = await code_of(gone)
    await gone.administrator.mutate("deleteInviteCode", {"groupId": gone.group}, "")
    paths = [
        "/join", f"/join/{code}", f"/join/{code}/print", f"/join/{code}/qr.svg", f"/join/{code}/qr.png",
        f"/join/{dead}", "/join/unknown", "/login", "/login/unknown", "/register", "/password", "/logout",
        "/invitations", "/groups/unknown", "/nothing/here", "/static/usher.css", f"/join/{personal(world)}/qr.png",
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


async def everything(engine: AsyncEngine) -> dict[str, Any]:
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


async def test_reading_ten_times_changes_nothing(
    browser: Browser, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    world = await make_world(people, engine)
    code = await code_of(world, maxUses=1)
    address = f"scanned{world.key}@example.org"
    await world.anonymous.mutate("register", {"email": address, "name": "Scanned", "inviteKey": code}, "")
    mail = await mailbox.wait(address)
    done = await world.administrator.mutate("inviteMembers", {"groupId": world.group, "addresses": f"m{address}"}, "")
    assert done["userErrors"] == []
    invitation = await mailbox.wait(f"m{address}")
    links = [found for body in (mail["html"], invitation["html"]) for found in re.findall(r'href="([^"]+)"', body)]
    paths = [re.sub(r"^https?://[^/]+", "", link) or "/" for link in links if "127.0.0.1" in link]
    assert len([path for path in paths if path.startswith(("/login/", "/join/"))]) >= 2
    paths += [f"/join/{code}", f"/join/{code}/print", f"/join/{code}/qr.svg", f"/join/{personal(world)}"]
    paths += ["/join", "/login", "/register", "/password", "/logout", "/invitations", group_path(world.group)]
    before = await everything(engine)
    for person in (None, world.invitee, world.facilitator):
        if person:
            browser.be(person)
        for path in paths:
            for method in ["GET", "HEAD"] * 5:
                status = (await browser.http.request(method, path)).status_code
                assert status < 400 or (path.startswith("/groups/") and status == 404), path
    after = await everything(engine)
    assert [name for name in before if before[name] != after[name]] == []
    newcomer = Browser(browser.url)
    token = token_in(mail, "login")
    await newcomer.open(f"/login/{token}")
    await newcomer.send(f"/login/{token}")
    assert newcomer.page.url.path == "/password"
    await newcomer.http.aclose()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_another_sites_form_does_nothing(
    headers: dict[str, str], browser: Browser, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    browser.be(world.member)
    path = group_path(world.group)
    await browser.open(path)
    fields = {"form": browser.forms()[0]["fields"]["form"], "do": "leave"}
    before = await world.state()
    assert (await browser.http.post(path, data=fields, headers=headers)).status_code == 403
    for token in ("", "forged", fields["form"] + "x", fields["form"].partition(".")[0]):
        own = {"origin": browser.url, "sec-fetch-site": "same-origin"}
        assert (await browser.http.post(path, data={**fields, "form": token}, headers=own)).status_code == 403
    stolen = Browser(browser.url)
    stolen.be(world.member)  # the session, but not the browser whose form it was
    assert (await stolen.http.post(path, data=fields)).status_code == 403
    await stolen.http.aclose()
    assert await world.state() == before


async def test_what_is_no_form_is_refused(browser: Browser) -> None:
    await browser.open("/login")
    own = {"origin": browser.url}
    assert (await browser.http.post("/login", json={}, headers=own)).status_code == 400
    assert (await browser.http.post("/login", data={"x": "y" * 70_000}, headers=own)).status_code == 400
    assert (await browser.http.post("/login", data={"form": "\0"}, headers=own)).status_code == 400


async def test_a_link_never_leads_away(browser: Browser, people: People) -> None:
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
async def test_names_stand_everywhere(name: str, browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "name": name, "description": name}, "")
    code = await code_of(world)
    for path in (f"/join/{code}", f"/join/{code}/print", f"/register?to=/join/{code}", f"/join/{personal(world)}"):
        assert (await browser.open(path)).status_code == 200
        assert "<script>alert" not in browser.page.text
        assert name.strip() in unescaped(browser.page.text)
    for kind, media_type in (("svg", "image/svg+xml"), ("png", "image/png")):
        answer = await browser.open(f"/join/{code}/qr.{kind}")
        assert answer.headers["content-type"].startswith(media_type)
        shown = answer.headers["content-disposition"]
        assert shown.startswith(f"inline; filename=\"invite-qr.{kind}\"; filename*=UTF-8''")
        assert re.fullmatch(r"[\w%.~-]+", shown.partition("''")[2])
    browser.be(world.invitee)
    assert name.strip() in unescaped((await browser.open("/invitations")).text)
    browser.be(world.administrator)
    assert name.strip() in unescaped((await browser.open(group_path(world.group))).text)


def unescaped(page: str) -> str:
    from html import unescape

    return unescape(page)


@pytest.mark.parametrize("query", ["scale=0", "scale=21", "scale=x", "scale=-1", "border=11", "scale=99999999999"])
async def test_qr_files_are_bounded(query: str, browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await code_of(world)
    for kind in ("svg", "png"):
        assert (await browser.open(f"/join/{code}/qr.{kind}?{query}")).status_code == 400
    assert (await browser.open(f"/join/{code}/qr.svg?dark=%22%3E%3Cscript%3E")).status_code == 400


async def test_a_stale_cookie_neither_hinders_reading_nor_logging_in(
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


async def test_where_browsers_do_not_say_whence_the_forms_own_secret_decides(
    browser: Browser, people: People, engine: AsyncEngine
) -> None:
    """Over plain HTTP on a local network, as with a phone that tries a QR code."""
    world = await make_world(people, engine)
    browser.be(world.member)
    path = group_path(world.group)
    for headers in ({}, {"origin": "null"}):
        await browser.open(path)
        fields = {"form": browser.forms()[0]["fields"]["form"], "do": "nothing"}
        assert (await browser.http.post(path, data=fields, headers=headers)).status_code == 400
        assert (await browser.http.post(path, data={"do": "nothing"}, headers=headers)).status_code == 403


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
