"""The overview of invitations and the page of a group."""

import re

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.pages.visiting import is_member
from tests.support.browser import Browser, group_path
from tests.support.people import People
from tests.support.world import make_world, set_invitation


async def test_the_overview_lists_invitations_and_groups(browser: Browser, people: People, engine: AsyncEngine) -> None:
    world, other = await make_world(people, engine), await make_world(people, engine)
    await set_invitation(other, email=world.invitee.email)
    assert (await browser.open("/invitations")).url.path == "/login"
    browser.be(world.invitee)
    await browser.open("/invitations")
    assert browser.text.count("Wednesday") == 2
    forms = [form for form in browser.forms() if form["action"] == "/invitations"]
    assert {form["fields"]["invitation"] for form in forms} == {world.invitation, other.invitation}
    await browser.send("/invitations", do="accept", invitation=world.invitation)
    assert await is_member(world, "invitee")
    await browser.open("/invitations")
    await browser.send("/invitations", do="decline", invitation=other.invitation)
    assert "No invitation is waiting" in browser.text
    foreign = await make_world(people, engine)
    await browser.open("/invitations")
    page = browser.forms()[0]["fields"]["form"]
    answer = await browser.http.post(
        "/invitations", data={"form": page, "invitation": foreign.invitation, "do": "accept"}
    )
    assert answer.status_code == 404


async def test_a_groups_page_shows_what_its_visitor_may_see(
    browser: Browser, people: People, engine: AsyncEngine
) -> None:
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
    assert not await is_member(world, "member")


async def test_managers_share_the_code_on_the_groups_page(
    browser: Browser, people: People, engine: AsyncEngine
) -> None:
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
    assert await is_member(world, "stranger")
