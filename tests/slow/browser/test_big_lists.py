"""Long lists come in pages, whose every action answers on the screen, and whose last row may go."""

import httpx
import pytest
from playwright.async_api import Locator, Page, expect
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.slow.browser.conftest import Open, Shown
from tests.slow.browser.test_console import console
from tests.support.large_world import make_large_world
from tests.support.people import People
from tests.support.world import World, make_world

PAGE = 25
PATIENCE = 30_000
"""Milliseconds: how soon it is there is measured elsewhere."""


@pytest.fixture
async def large(own_engine: AsyncEngine, http: httpx.AsyncClient, site: str) -> World:
    return await make_large_world(People(own_engine, http, site), own_engine)


def rows(page: Page) -> Locator:
    return page.locator("ul.rows > li")


async def turn(page: Page) -> None:
    """Go to the second page, which is asked for at once."""
    first = await rows(page).first.inner_text()
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_text("Page 2", exact=True)).to_be_visible()
    await expect(rows(page).first).not_to_have_text(first, use_inner_text=True)
    await expect(rows(page)).to_have_count(PAGE)


async def test_long_lists_are_paged_and_answer(large: World, open_page: Open) -> None:
    page = await open_page(console(large.group), large.administrator)
    await expect(page.get_by_text("1,006 members", exact=True).first).to_be_visible()
    await turn(page)
    name = await rows(page).first.locator("strong").inner_text()
    await page.get_by_label(f"Role of {name}", exact=True).select_option("FACILITATOR")
    await expect(page.get_by_text("The role is Facilitator now.")).to_be_visible()
    await page.get_by_role("button", name=f"Remove {name}", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(page.get_by_text("1,005 members", exact=True).first).to_be_visible(timeout=PATIENCE)
    await expect(rows(page)).to_have_count(PAGE)
    await page.get_by_role("link", name="Invitations").nth(1).click()
    await expect(page.get_by_role("button", name="Pending 5,000")).to_be_visible()
    german = await open_page(console(large.group, "invitations"), large.administrator, locale="de-DE")
    await expect(german.get_by_role("button", name="Offen 5.000")).to_be_visible()
    await turn(page)
    email = await rows(page).first.locator("strong").inner_text()
    await page.get_by_role("button", name=f"Cancel: {email}", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Cancel the invitation").click()
    await expect(page.get_by_role("button", name="Cancelled 1")).to_be_visible(timeout=PATIENCE)
    await page.get_by_role("link", name="Seats").click()
    await expect(page.get_by_role("heading", name="500 seats, 2 free")).to_be_visible()  # the removed member held one
    await turn(page)
    await rows(page).first.get_by_role("button").click()
    await page.get_by_role("dialog").get_by_role("button", name="Release").click()
    await expect(page.get_by_role("heading", name="500 seats, 3 free")).to_be_visible(timeout=PATIENCE)


async def test_the_last_row_of_the_last_page_goes(own_engine: AsyncEngine, shown: Shown, open_page: Open) -> None:
    """The page before it is shown then. And a group begins with its first page, whatever page of another was shown."""
    people = People(own_engine, shown.world.administrator.http, shown.site)
    world = await make_world(people, own_engine, members=PAGE - 5)
    page = await open_page(console(world.group), world.staff)
    await expect(rows(page)).to_have_count(PAGE)
    await page.get_by_role("button", name="Next").click()
    await expect(rows(page)).to_have_count(1)
    found = await world.administrator.ok(
        "query($g: ID!) { group(id: $g) { members(first: 26) { nodes { id } } } }", g=world.group
    )
    last = found["group"]["members"]["nodes"][-1]["id"]
    await world.administrator.mutate("removeMember", {"memberId": last}, "")
    await expect(rows(page)).to_have_count(PAGE, timeout=PATIENCE)
    await world.stranger.mutate("joinWithCode", {"code": await world.invite_code()}, "")
    await page.get_by_role("button", name="Next").click()
    await expect(rows(page)).to_have_count(1)
    await page.evaluate(
        "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')) }",
        console(shown.world.group),
    )
    await expect(rows(page)).to_have_count(6)
