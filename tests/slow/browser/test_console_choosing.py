"""The console: what is chosen in drop-downs and lists is what is done, and what is answered leads on."""

from playwright.async_api import Locator, Page, expect

from tests.slow.browser.conftest import Open, Shown
from tests.slow.browser.test_console import console
from tests.support.world import World

SHOWN = 50
CROWD = 60


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
