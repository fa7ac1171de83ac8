"""Staff's screens, and what leads to staff: more seats, an administrator; the menu of groups, and open groups."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

import pytest
from playwright.async_api import expect

from tests.slow.browser.conftest import AXE, Open, Shown
from tests.slow.browser.test_console import SECOND, beside, console
from tests.slow.browser.test_console_more import faults, loaded
from tests.support.people import People

NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).strftime("%Y-%m-%d")


async def test_seats_are_asked_for_and_staff_set_the_plan(shown: Shown, open_page: Open) -> None:
    world = shown.world
    name = f"Harbour {world.key}"
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "name": name}, "")
    purchaser = await beside(open_page, console(world.group, "edit"), world.administrator)
    mail = purchaser.get_by_role("link", name="support@example.org")
    wanted = unquote(await mail.get_attribute("href") or "")
    assert wanted.startswith(f"mailto:support@example.org?subject=Seats for {name}")
    assert f"{shown.site}{console(world.group, 'staff')}" in wanted
    await expect(purchaser.get_by_role("link", name="Seats", exact=True)).to_have_count(0)
    page = await open_page("/console/staff", world.staff)
    await page.get_by_label("Find a group or an account").fill(name)
    await page.get_by_role("link", name=name).click()
    await page.get_by_role("textbox", name="Seats").fill("many")
    await page.get_by_role("button", name="Set the plan").click()
    await expect(page.get_by_text("This is not a whole number.")).to_be_visible()
    await page.get_by_role("textbox", name="Seats").fill("0")
    await page.get_by_label("Expires at the end of").fill(NEXT_YEAR)
    await page.get_by_role("button", name="Set the plan").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Set the plan").click()
    await expect(page.get_by_role("alert").get_by_text("A plan has 1 to 100,000 seats.")).to_be_visible()
    await page.get_by_role("textbox", name="Seats").fill("2")
    await page.get_by_role("button", name="Set the plan").click()
    await expect(dialog.get_by_text("6 members have none until an administrator")).to_be_visible()
    await dialog.get_by_role("button", name="Set the plan").click()
    await purchaser.get_by_role("link", name="Seats", exact=True).click(timeout=SECOND)
    await expect(purchaser.get_by_role("heading", name="2 seats, 2 free")).to_be_visible()
    for who in ("member", "other_member"):
        await world.administrator.mutate("allocateSeat", {"memberId": world.membership(who)}, "")
    await expect(page.get_by_role("img", name="2 of 2 seats are in use")).to_be_visible(timeout=SECOND)
    await page.get_by_role("textbox", name="Seats").fill("1")
    await page.get_by_role("button", name="Set the plan").click()
    await expect(dialog.get_by_text("has to release 1 first")).to_be_visible()
    await dialog.get_by_role("button", name="Set the plan").click()
    await expect(page.get_by_role("alert").get_by_text("2 seats are in use: release some first.")).to_be_visible()
    more = unquote(await purchaser.get_by_role("link", name="support@example.org").get_attribute("href") or "")
    assert more.startswith(f"mailto:support@example.org?subject=More seats for {name}")
    await purchaser.get_by_role("button", name="Your account").click()
    group = purchaser.get_by_role("navigation", name="Your account").get_by_role("link", name=name)
    await expect(group).to_have_attribute("href", re.compile("/seats$"))


async def test_staff_appoint_an_administrator_and_set_a_limit(shown: Shown, open_page: Open) -> None:
    world = shown.world
    people = People(world.engine, world.administrator.http, shown.site)
    heir = await people(f"Hanna Heir{world.key}")
    member = await beside(open_page, console(world.group), world.member)
    left = await member.get_by_role("link", name="support@example.org").get_attribute("href")
    assert "An administrator for Wednesday" in unquote(left or "")
    page = await open_page(console(world.group, "staff"), world.staff)
    await page.get_by_label("Account", exact=True).press_sequentially(heir.email)
    await page.get_by_role("option", name=heir.email).click()
    await page.get_by_role("button", name="Make administrator").click()
    await page.get_by_role("dialog").get_by_role("button", name="Make administrator").click()
    await expect(page.get_by_role("link", name=f"Hanna Heir{world.key}")).to_be_visible(timeout=SECOND)
    await expect(member.get_by_text(f"Hanna Heir{world.key}", exact=True)).to_be_visible(timeout=SECOND)
    patients = await beside(open_page, "/console/patients", heir)
    await expect(patients.get_by_text("You keep no list of patients.")).to_be_visible()
    await page.get_by_role("link", name=f"Hanna Heir{world.key}").click()
    for limit, button, said in (("12", "Give a list of patients", "12 places"), ("0", "Set the limit", "0 places")):
        await page.get_by_label("Most patients").fill(limit)
        await page.get_by_role("button", name=button).click()
        await page.get_by_role("dialog").get_by_role("button", name=button).click()
        await expect(patients.get_by_role("heading", name=f"0 of {said}")).to_be_visible(timeout=SECOND)
    await page.get_by_label("Most patients").fill("many")
    await page.get_by_role("button", name="Set the limit").click()
    await expect(page.get_by_text("This is not a whole number.")).to_be_visible()


async def test_only_staff_see_staffs_screens(shown: Shown, open_page: Open) -> None:
    world = shown.world
    for path in ("/console/staff", f"/console/staff/{quote(world.member.id, safe='')}", console(world.group, "staff")):
        page = await open_page(path, world.administrator)
        await expect(page.get_by_text("This is not there, or not yours to see.")).to_be_visible()
        await expect(page.get_by_role("link", name="Staff")).to_have_count(0)


async def test_the_menu_has_ones_groups_by_name(shown: Shown, open_page: Open) -> None:
    world = shown.world
    page = await open_page("/console/account", world.stranger)
    await page.get_by_role("button", name="Your account").press("Enter")
    menu = page.get_by_role("navigation", name="Your account")
    await expect(menu.get_by_text(world.stranger.email)).to_be_visible()
    await expect(menu.get_by_role("link", name="Wednesday")).to_have_count(0)
    await world.stranger.mutate("joinWithCode", {"code": shown.code}, "")
    await expect(menu.get_by_role("link", name="Wednesday")).to_be_visible(timeout=SECOND)
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "name": "Thursday"}, "")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Your account").click()
    await menu.get_by_role("link", name="Thursday").click()
    await expect(page.get_by_role("heading", name="Thursday")).to_be_visible()
    await expect(menu).to_be_hidden()


async def test_an_open_group_is_found_and_joined(shown: Shown, open_page: Open) -> None:
    world = shown.world
    name = f"Open {world.key}"
    open_now = {"groupId": world.group, "name": name, "joinPolicy": "OPEN"}
    await world.administrator.mutate("updateGroup", open_now, "")
    page = await open_page("/console", world.stranger)
    await page.get_by_label("Find a group").fill(name)
    await page.get_by_role("button", name=f"Join {name}").click()
    await expect(page.get_by_text(f"Welcome to {name}!")).to_be_visible()
    await expect(page.get_by_role("button", name=f"Join {name}")).to_have_count(0)
    await expect(page.get_by_role("listitem").filter(has_text=name).get_by_text("Member", exact=True)).to_be_visible()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci in tests/js)")
async def test_staffs_screens_are_accessible_and_fit(shown: Shown, open_page: Open) -> None:
    world = shown.world
    bought = {"groupId": world.group, "seatCount": 30, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    await world.staff.mutate("setCaseload", {"accountId": world.administrator.id, "limit": 30}, "")
    found = {}
    account = f"/console/staff/{quote(world.administrator.id, safe='')}"
    for path in ("/console/staff", account, console(world.group, "staff")):
        page = await open_page(path, world.staff)
        await loaded(page)
        await page.get_by_role("button", name="Your account").click()
        await expect(page.get_by_role("link", name="Staff").first).to_be_visible()
        await loaded(page)
        found[path] = await faults(page)
    assert {name: what for name, what in found.items() if what} == {}
