"""The console: each element's main act by one person, and soon on another one's screen, without reloading."""

from urllib.parse import quote

from playwright.async_api import Page, expect

from tests.slow.browser.acting import PATIENCE
from tests.slow.browser.conftest import Open, Shown
from tests.support.client import Client

SECOND = 1000 * PATIENCE
"""Milliseconds in which a change has to be on the other screen."""


def console(group: str, tab: str = "members") -> str:
    return f"/console/groups/{quote(group, safe='')}/{tab}"


async def beside(open_page: Open, path: str, person: Client) -> Page:
    """A second window, which shares nothing with the first."""
    return await open_page(path, person, place="beside")


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


async def test_an_invitation_is_changed_and_cancelled(shown: Shown, open_page: Open) -> None:
    world = shown.world
    page = await open_page(console(world.group, "invitations"), world.administrator)
    invitee = await beside(open_page, "/console/invitations", world.invitee)
    await expect(invitee.get_by_text("From Administrator")).to_be_visible()
    await page.get_by_label(f"Role of {world.invitee.email}").select_option("FACILITATOR")
    await expect(invitee.get_by_text("As Facilitator")).to_be_visible(timeout=SECOND)
    await page.get_by_role("button", name=f"Cancel: {world.invitee.email}").click()
    await page.get_by_role("dialog").get_by_role("button", name="Cancel the invitation").click()
    await expect(invitee.get_by_text("No invitation is waiting")).to_be_visible(timeout=SECOND)
    await expect(page.get_by_role("button", name="Cancelled 1")).to_be_visible(timeout=SECOND)


async def test_a_code_is_deleted_and_generated(shown: Shown, open_page: Open) -> None:
    world = shown.world
    page = await open_page(console(world.group, "share"), world.administrator)
    other = await beside(open_page, console(world.group, "share"), world.facilitator)
    await expect(other.get_by_text(shown.code, exact=True)).to_be_visible()
    await page.get_by_role("button", name="Delete").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(other.get_by_role("button", name="Generate code")).to_be_visible(timeout=SECOND)
    await page.get_by_role("button", name="With limits").click()
    await page.get_by_label("Most people").fill("3")
    await page.get_by_role("dialog").get_by_role("button", name="Generate code").click()
    await expect(other.get_by_text("0 of 3")).to_be_visible(timeout=SECOND)
    await expect(other.get_by_role("img", name="QR code of the invite link")).to_be_visible()


async def test_a_seat_is_asked_for_allocated_and_released(shown: Shown, open_page: Open) -> None:
    world = shown.world
    bought = {"groupId": world.group, "seatCount": 2, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    member = await beside(open_page, console(world.group, "seats"), world.other_member)
    await member.get_by_role("button", name="Ask for a seat").click()
    await expect(member.get_by_text("as number 1 in line")).to_be_visible(timeout=SECOND)
    page = await open_page(console(world.group, "seats"), world.administrator)
    await expect(page.get_by_role("button", name="Allocate seat: Other Member")).to_be_visible()
    await page.get_by_label("Member without a seat").click()
    await page.get_by_role("option", name="Other Member").click()
    await page.get_by_role("button", name="Allocate seat", exact=True).click()
    await expect(member.get_by_text("You hold seat 1 and have full access.")).to_be_visible(timeout=SECOND)
    await expect(page.get_by_role("img", name="1 of 2 seats is in use")).to_be_visible(timeout=SECOND)
    await page.get_by_role("button", name="Release the seat of Other Member").click()
    await page.get_by_role("dialog").get_by_role("button", name="Release").click()
    await expect(member.get_by_role("button", name="Ask for a seat")).to_be_visible(timeout=SECOND)
    await member.get_by_role("button", name="Ask for a seat").click()
    await expect(page.get_by_role("button", name="Allocate seat: Other Member")).to_be_visible(timeout=SECOND)
    await page.get_by_role("radio", name="Whoever joins or has waited longest").click()
    await expect(page.get_by_role("dialog").get_by_text("1 person who waits gets a seat at once.")).to_be_visible()
    await page.get_by_role("button", name="Give seats by the line").click()
    await expect(member.get_by_text("You hold seat 1 and have full access.")).to_be_visible(timeout=SECOND)
