"""What opens over the screens of the console: dialogs, lists of suggestions, what is refused; by axe, light and dark, and at 390 pixels."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from tests.slow.browser.conftest import AXE, Open, Shown
from tests.slow.browser.test_console import console
from tests.slow.browser.test_console_more import loaded
from tests.slow.browser.test_looks import violations

Step = Callable[[Page], Awaitable[object]]


def press(name: str, *, last: bool = False) -> Step:
    async def step(page: Page) -> None:
        found = page.get_by_role("button", name=name)
        await (found.last if last else found.first).click()

    return step


def fill(label: str, text: str) -> Step:
    return lambda page: page.get_by_label(label, exact=True).press_sequentially(text)


def see(role: str) -> Step:
    return lambda page: expect(page.get_by_role(role).first).to_be_visible()  # type: ignore[arg-type]


async def unfold(page: Page) -> None:
    for summary in await page.locator("summary").all():
        await summary.click()


OPENED: dict[str, tuple[Step, ...]] = {
    "/console": (press("Join with a code"), fill("Code or link", "nonsense"), press("Join with a code", last=True), see("alert")),
    "/console/notifications": (press("Notifications"), see("dialog")),
    "/console/account": (press("New token"), see("dialog"), press("New token", last=True), see("alert")),
    "/console/new": (fill("Name", " "), press("New group"), see("alert")),
    "members": (press("Remove Member"), see("dialog")),
    "invite": (fill("Who", "wrong@"), press("Add"), see("listitem"), unfold, fill("Who", "me"), see("option")),
    "invitations": (press("Cancel: "), see("dialog")),
    "share": (press("Generate a new code"), fill("Most people", "many"), press("Generate code", last=True), see("alert")),
    "seats": (press("Release the seat"), see("dialog")),
    "resources": (press("Share a resource"), see("dialog"), press("Share a resource", last=True), see("alert")),
    "seats#line": (lambda page: page.get_by_label("Member without a seat").click(), see("option")),
    "resources#assign": (press("Assign: "), lambda page: page.get_by_label("For").click(), see("option")),
}  # fmt: skip


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci in tests/js)")
async def test_what_opens_over_a_screen_is_accessible(shown: Shown, open_page: Open) -> None:
    world = shown.world
    bought = {"groupId": world.group, "seatCount": 3, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    await world.administrator.mutate("allocateSeat", {"memberId": world.membership("member")}, "")
    found = {}
    for name, steps in OPENED.items():
        path = name if name.startswith("/") else console(world.group, name.partition("#")[0])
        page = await open_page(path, world.administrator, width=390)
        await page.emulate_media(color_scheme="light", reduced_motion="reduce")
        await loaded(page)
        for step in steps:
            await step(page)
        found[name, "light"] = await violations(page)
        await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found[name, "dark"] = await violations(page, "color-contrast")
        if await page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]:  # type: ignore[index]
            found[name, "at 390"] = ["wider than the window"]
    assert {name: what for name, what in found.items() if what} == {}


async def test_whoever_may_not_see_a_group_is_told_once(shown: Shown, open_page: Open) -> None:
    page = await open_page(console(shown.world.group), shown.world.stranger)
    await expect(page.get_by_text("This is not there, or not yours to see.")).to_have_count(1)
    await expect(page.get_by_role("status", name="Loading")).to_have_count(0)
