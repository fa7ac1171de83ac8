"""From a code or a personal link into the group, and what a closed one says."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.pages.visiting import is_member
from tests.support.browser import Browser, group_path
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People
from tests.support.world import make_world, set_invitation


async def test_a_newcomer_joins_by_a_code_on_the_wall(
    browser: Browser, people: People, engine: AsyncEngine, mailbox: Mailbox
) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code()
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


async def test_a_personal_link_can_be_accepted_and_declined(
    browser: Browser, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    key = world.personal_token()
    await browser.open(f"/join/{key}")
    assert f"{world.invitee.email[0]}…@example.org" in browser.text
    assert world.invitee.email not in browser.text
    browser.be(world.invitee)
    await browser.open(f"/join/{key}")
    await browser.send(f"/join/{key}", do="accept")
    assert await is_member(world, "invitee")
    assert (await browser.open(f"/join/{key}")).status_code == 200
    assert "You are in this group" in browser.text
    other = await make_world(people, engine)
    browser.be(other.invitee)
    await browser.open(f"/join/{other.personal_token()}")
    await browser.send(f"/join/{other.personal_token()}", do="decline")
    assert "You have declined" in browser.text
    assert not await is_member(other, "invitee")
    assert (await browser.open(f"/join/{other.personal_token()}")).status_code == 410


async def test_a_visitor_with_another_account_may_switch_accounts(
    browser: Browser, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    key = world.personal_token()
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
        assert (await browser.open(f"/join/{world.personal_token()}{path}")).status_code == 410
        assert words in browser.text


async def test_codes_that_are_closed_say_so(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    replaced, used = await world.invite_code(), await world.invite_code(maxUses=1)
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


async def test_a_code_may_be_typed_in(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code()
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
    code = await world.invite_code()
    for path in (
        f"/join/{code}",
        f"/join/{code}/print",
        f"/join/{world.personal_token()}",
        f"/register?to=/join/{code}",
    ):
        await browser.open(path)
        assert browser.page.status_code == 200
        assert "Wednesday" not in browser.page.text
        assert "Administrator" not in browser.page.text
    browser.be(world.member)
    for path in (f"/join/{code}", f"/join/{code}/print"):
        await browser.open(path)
        assert "Wednesday" in browser.page.text
    assert "Wednesday" not in (await browser.open(f"/join/{code}/print?names=no")).text


@pytest.mark.parametrize("query", ["scale=0", "scale=21", "scale=x", "scale=-1", "border=11", "scale=99999999999"])
async def test_qr_files_have_a_largest_size(query: str, browser: Browser, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    code = await world.invite_code()
    for kind in ("svg", "png"):
        assert (await browser.open(f"/join/{code}/qr.{kind}?{query}")).status_code == 400
    assert (await browser.open(f"/join/{code}/qr.svg?dark=%22%3E%3Cscript%3E")).status_code == 400
