"""The console: each element's main act by one person, and within a second on another one's screen, without reloading."""

from urllib.parse import quote

from playwright.async_api import Page, expect

from tests.slow.browser.conftest import Open, Shown
from tests.support.client import Client

SECOND = 1_000


def console(group: str, tab: str = "members") -> str:
    return f"/console/groups/{quote(group, safe='')}/{tab}"


async def beside(open_page: Open, path: str, person: Client) -> Page:
    """A second window, which shares nothing with the first."""
    return await open_page(path, person, locale="en-GB")


async def test_an_invitee_accepts_from_the_bell(shown: Shown, open_page: Open) -> None:
    world = shown.world
    manager = await beside(open_page, console(world.group), world.administrator)
    await expect(manager.get_by_text("Other Member", exact=True)).to_be_visible()
    page = await open_page("/console", world.invitee)
    await page.get_by_role("button", name="Notifications: 1 is waiting").click()
    await page.get_by_role("dialog").get_by_role("button", name="Accept: Wednesday").click()
    await expect(manager.get_by_text("Invitee", exact=True)).to_be_visible(timeout=SECOND)
    await expect(page.get_by_role("link", name="Wednesday")).to_be_visible(timeout=SECOND)
    await expect(manager.get_by_role("button", name="Notifications: 1 is waiting")).to_be_visible(timeout=SECOND)


async def test_an_invitation_is_declined_in_the_overview(shown: Shown, open_page: Open) -> None:
    page = await open_page("/console/invitations", shown.world.invitee)
    other = await beside(open_page, "/console/invitations", shown.world.invitee)
    await expect(other.get_by_role("button", name="Decline: Wednesday")).to_be_visible()
    await page.get_by_role("button", name="Decline: Wednesday").click()
    for window in (page, other):
        await expect(window.get_by_text("No invitation is waiting")).to_be_visible(timeout=SECOND)
        await expect(window.get_by_text("Declined", exact=True)).to_be_visible(timeout=SECOND)


async def test_roles_change_and_members_go_on_everyones_screen(shown: Shown, open_page: Open) -> None:
    world = shown.world
    page = await open_page(console(world.group), world.administrator)
    other = await beside(open_page, console(world.group), world.other_member)
    await expect(other.get_by_text("6 members", exact=True)).to_be_visible()
    await page.get_by_label("Role of Member", exact=True).select_option("FACILITATOR")
    row = other.get_by_role("listitem").filter(has=other.get_by_text("Member", exact=True))
    await expect(row.get_by_text("Facilitator", exact=True)).to_be_visible(timeout=SECOND)
    await page.get_by_role("button", name="Remove Member").click()
    await page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(other.get_by_text("5 members", exact=True)).to_be_visible(timeout=SECOND)


async def test_a_group_is_joined_with_its_code(shown: Shown, open_page: Open) -> None:
    page = await open_page("/console", shown.world.stranger)
    await page.get_by_role("button", name="Join with a code").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Code or link").fill("nonsense")
    await dialog.get_by_role("button", name="Join with a code").click()
    await expect(dialog.get_by_role("alert")).to_be_visible()
    await dialog.get_by_label("Code or link").fill(shown.code)
    await dialog.get_by_role("button", name="Join with a code").click()
    await expect(page.get_by_role("link", name="Wednesday")).to_be_visible(timeout=SECOND)
