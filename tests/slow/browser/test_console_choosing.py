"""The console: what is chosen in drop-downs and lists is what is done, and what is answered leads on."""

import httpx
import pytest
from playwright.async_api import Locator, Page, expect
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.slow.browser.conftest import Open, Shown
from tests.slow.browser.test_console import SECOND, console
from tests.slow.browser.test_console_more import loaded
from tests.support.people import People
from tests.support.world import World, make_world

SHOWN = 50
CROWD = 60


@pytest.fixture
async def crowded(own_engine: AsyncEngine, http: httpx.AsyncClient, site: str) -> World:
    """A group with more members than a drop-down shows."""
    return await make_world(People(own_engine, http, site), own_engine, members=CROWD)


async def seats(world: World, open_page: Open) -> Page:
    bought = {"groupId": world.group, "seatCount": 2, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    return await open_page(console(world.group, "seats"), world.administrator)


def member(page: Page) -> Locator:
    return page.get_by_label("Member without a seat")


async def test_typing_after_a_choice_ends_it(shown: Shown, open_page: Open) -> None:
    page = await seats(shown.world, open_page)
    allocate = page.get_by_role("button", name="Allocate seat", exact=True)
    for typed in ("", "Other Facilitator"):
        await expect(allocate).to_be_disabled()
        await member(page).click()
        await page.get_by_role("option", name="Other Member").click()
        await expect(allocate).to_be_enabled()
        await member(page).fill(typed)
        await expect(allocate).to_be_disabled()
    await page.get_by_role("option", name="Other Facilitator").click()
    await allocate.click()
    await expect(page.get_by_text("Other Facilitator has a seat now, and is told by email.")).to_be_visible()


async def test_a_drop_down_says_where_it_ends(crowded: World, open_page: Open) -> None:
    page = await seats(crowded, open_page)
    options = page.get_by_role("option")
    more, nobody = page.get_by_text("There are more: type a name."), page.get_by_text("Nobody is like this.")
    await member(page).click()
    await expect(options).to_have_count(SHOWN)
    await expect(more).to_be_visible()
    await member(page).press("ArrowUp")
    await expect(options.last).to_have_attribute("aria-selected", "true")
    await expect(options.last).to_be_in_viewport(ratio=1)
    await member(page).fill("zzz")
    await expect(nobody).to_be_visible()
    await expect(more).to_have_count(0)
    await expect(member(page)).to_have_attribute("aria-expanded", "false")
    await member(page).press("Enter")
    await expect(page.get_by_role("button", name="Allocate seat", exact=True)).to_be_disabled()
    await member(page).press("Escape")
    await expect(nobody).to_have_count(0)
    await member(page).fill("crowd 7")
    await expect(options).to_have_count(1)
    await member(page).press("Enter")
    await expect(page.get_by_role("button", name="Allocate seat", exact=True)).to_be_enabled()


async def test_ones_own_role_is_not_lost_by_a_slip(shown: Shown, open_page: Open) -> None:
    page = await open_page(console(shown.world.group), shown.world.administrator)
    role = page.get_by_label("Role of Administrator", exact=True)
    dialog = page.get_by_role("dialog")
    await role.select_option("MEMBER")
    await expect(dialog.get_by_text("Your role will be Member.")).to_be_visible()
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(dialog).to_have_count(0)
    await expect(role).to_have_value("ADMINISTRATOR")
    await role.press("ArrowDown")
    await expect(dialog.get_by_text("Your role will be Facilitator.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(role).to_have_value("ADMINISTRATOR")
    await expect(role).to_be_focused()
    await role.select_option("FACILITATOR")
    await dialog.get_by_role("button", name="Change your role").click()
    await expect(page.get_by_text("The role is Facilitator now.")).to_be_visible()
    await expect(role).to_have_value("FACILITATOR")


async def test_progress_is_told_of_many(crowded: World, open_page: Open) -> None:
    assign = {"resourceId": crowded.resource, "memberIds": None}
    await crowded.administrator.mutate("assignResource", assign, "")
    page = await open_page(console(crowded.group, "resources"), crowded.administrator)
    everyone = CROWD + 6
    summary = f"Assigned to {everyone} people; 0 of the latest {SHOWN} are done"
    await expect(page.get_by_text(summary)).to_be_visible()


async def test_an_accepted_invitation_leads_to_its_group(shown: Shown, open_page: Open) -> None:
    page = await open_page("/console/account", shown.world.invitee)
    bell, panel = page.get_by_role("button", name="Notifications: "), page.get_by_role("dialog", name="Notifications")
    await bell.click()
    await panel.get_by_role("link", name="Invitations", exact=True).click()
    await expect(page.get_by_role("heading", name="Invitations")).to_be_visible()
    group = page.get_by_role("main").get_by_role("link", name="Wednesday")
    await expect(group).to_have_count(0)
    await page.get_by_role("button", name="Accept: Wednesday").click()
    await group.click(timeout=SECOND)
    await expect(page.get_by_role("heading", name="Wednesday")).to_be_visible()
    await page.get_by_role("button", name="Notifications").click()
    await expect(panel.get_by_role("link", name="See all")).to_be_visible()
    await expect(panel.get_by_role("link", name="Invitations", exact=True)).to_have_count(0)


async def test_patients_stand_in_the_header_of_whoever_keeps_a_list(shown: Shown, open_page: Open) -> None:
    world = shown.world
    page = await open_page("/console", world.facilitator)
    links = page.get_by_role("navigation", name="Console").get_by_role("link")
    await loaded(page)
    await expect(links).to_have_text(["Home", "Invitations"])
    await world.staff.mutate("setCaseload", {"accountId": world.facilitator.id, "limit": 3}, "")
    await expect(links).to_have_text(["Home", "Invitations", "Patients"], timeout=SECOND)
