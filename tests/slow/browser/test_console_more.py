"""The console: resources, patients, the account; and what holds on every screen."""

import re

import pytest
from playwright.async_api import Page, Request, expect

from tests.slow.browser.conftest import AXE, Open, Shown
from tests.slow.browser.test_console import SECOND, beside, console
from tests.slow.browser.test_looks import violations
from tests.support.waiting import until

TABS = ("members", "invite", "invitations", "share", "seats", "resources", "history", "edit")
SCREENS = ("", "/new", "/invitations", "/notifications", "/patients", "/account")
DRAWN = """() => location.href === "about:blank"
  || Boolean(document.querySelector("usher-console, usher-bell")?.shadowRoot?.childElementCount)"""


async def test_a_patient_comes_onto_the_list_and_is_removed(shown: Shown, open_page: Open) -> None:
    world = shown.world
    await world.staff.mutate("setCaseload", {"accountId": world.administrator.id, "limit": 3}, "")
    page = await open_page("/console/patients", world.administrator)
    await expect(page.get_by_role("heading", name="of 3 places")).to_be_visible()
    made = await world.administrator.mutate("createGroup", {"name": "Thursday"}, "group { id }")
    given = {"groupId": made["group"]["id"], "addresses": world.stranger.email}
    await world.administrator.mutate("inviteMembers", given, "")
    await expect(page.get_by_text("1 of them is kept for an invitation")).to_be_visible(timeout=SECOND)
    pending = await world.stranger.ok("{ viewer { invitations { nodes { id } } } }")
    accept = {"invitationId": pending["viewer"]["invitations"]["nodes"][0]["id"]}
    await world.stranger.mutate("acceptInvitation", accept, "")
    await expect(page.get_by_text("Stranger", exact=True)).to_be_visible(timeout=SECOND)
    await page.get_by_role("button", name="Remove Stranger").click()
    await page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(page.get_by_text("Remove them there first.")).to_be_visible()


async def test_the_account_is_changed_and_a_token_made(shown: Shown, open_page: Open) -> None:
    world = shown.world
    other = await beside(open_page, console(world.group), world.administrator)
    page = await open_page("/console/account", world.member)
    await page.get_by_label("Name", exact=True).fill("Nora Nova")
    await page.get_by_role("button", name="Save").click()
    await expect(other.get_by_text("Nora Nova", exact=True)).to_be_visible(timeout=SECOND)
    await page.get_by_role("button", name="New token").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Name of the program").fill("Backup")
    await dialog.get_by_role("button", name="New token").click()
    await expect(dialog.get_by_text("ush_t_")).to_be_visible()
    await dialog.get_by_role("button", name="Close").click()
    await page.get_by_role("button", name="Revoke: Backup").click()
    await dialog.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_role("button", name="Revoke: Backup")).to_have_count(0, timeout=SECOND)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci in tests/js)")
async def test_every_screen_is_accessible_and_fits(shown: Shown, open_page: Open) -> None:
    world = shown.world
    bought = {"groupId": world.group, "seatCount": 3, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    await world.administrator.mutate("allocateSeat", {"memberId": world.membership("member")}, "")
    await world.staff.mutate("setCaseload", {"accountId": world.administrator.id, "limit": 30}, "")
    places = {f"/console{path}": world.administrator for path in SCREENS}
    places |= {console(world.group, tab): world.administrator for tab in TABS}
    places["/console#"] = world.invitee
    found = {}
    for path, person in places.items():
        page = await open_page(path.rstrip("#"), person)
        await loaded(page)
        found[path] = await faults(page)
    assert {name: what for name, what in found.items() if what} == {}


async def faults(page: Page) -> list[object]:
    """What axe finds in light and dark, and widths at which the page does not fit."""
    found: list[object] = []
    for scheme, rules in (("light", ()), ("dark", ("color-contrast",))):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += [(scheme, one) for one in await violations(page, *rules)]
    for width in (768, 390, 320):
        await page.set_viewport_size({"width": width, "height": 800})
        if await page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than the window at {width}")
    return found


async def loaded(page: Page) -> None:
    """Wait until the page has its elements, and these what they show; the network may rest before the script has run."""
    await page.wait_for_load_state("networkidle")
    await until(lambda: page.evaluate(DRAWN))
    await expect(page.get_by_role("status", name="Loading")).to_have_count(0)


async def test_few_requests_are_made(shown: Shown, open_page: Open) -> None:
    """Six for any first screen at most, the socket counted, and two for another tab."""
    world = shown.world
    page = await open_page("/console", world.administrator)
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("data:") else asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    for path in (*(f"/console{path}" for path in SCREENS), *(console(world.group, tab) for tab in TABS)):
        await page.goto("about:blank")
        asked.clear()
        await page.goto(shown.site + path)
        await loaded(page)
        assert 3 <= len(asked) <= 6, asked
    under_way: set[Request] = set()

    def begun(request: Request) -> None:
        under_way.add(request)

    def ended(request: Request) -> None:
        under_way.discard(request)

    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    for link in await page.get_by_role("navigation", name="Group").get_by_role("link").all():
        asked.clear()
        await link.click()
        await until(lambda: bool(asked) and not under_way)
        await loaded(page)
        await until(lambda: not under_way)
        assert 1 <= len(asked) <= 2, asked


async def test_an_open_group_is_joined(shown: Shown, open_page: Open) -> None:
    world = shown.world
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "joinPolicy": "OPEN"}, "")
    other = await beside(open_page, console(world.group), world.member)
    page = await open_page(console(world.group), world.stranger)
    await expect(page.get_by_text("Bring a blanket.")).to_be_visible()
    await page.wait_for_timeout(1_500)  # reads first
    await page.get_by_role("button", name="Join the group").click()
    await expect(page.get_by_text("7 members", exact=True)).to_be_visible(timeout=SECOND)
    await expect(other.get_by_text("Stranger", exact=True)).to_be_visible(timeout=SECOND)


async def test_home_shows_what_others_do_in_ones_groups(shown: Shown, open_page: Open) -> None:
    world = shown.world
    page = await open_page("/console", world.member)
    row = page.get_by_role("listitem").filter(has=page.get_by_text("Member", exact=True))
    await expect(row).to_have_count(1)
    edited = {"groupId": world.group, "name": "Friday", "joinPolicy": "OPEN"}
    await world.administrator.mutate("updateGroup", edited, "")
    await expect(row.get_by_role("link", name="Friday")).to_be_visible(timeout=SECOND)
    before = await row.get_by_text("members").inner_text()
    await world.stranger.mutate("joinGroup", {"groupId": world.group}, "")
    await expect(row.get_by_text(f"{int(before.split()[0]) + 1} members")).to_be_visible(timeout=SECOND)


async def test_a_double_click_answers_one_invitation(shown: Shown, open_page: Open) -> None:
    world = shown.world
    made = await world.administrator.mutate("createGroup", {"name": "Thursday"}, "group { id }")
    given = {"groupId": made["group"]["id"], "addresses": world.invitee.email}
    await world.administrator.mutate("inviteMembers", given, "")
    page = await open_page("/console/invitations", world.invitee)
    accept = page.get_by_role("button", name=re.compile("^Accept: "))
    await expect(accept).to_have_count(2)
    await loaded(page)  # whatever may still move the rows
    box = await accept.first.bounding_box()
    assert box is not None
    await page.mouse.click(box["x"] + 20, box["y"] + 10)
    await expect(accept).to_have_count(1)
    # The second press finds the next row in that place.
    await page.mouse.down(click_count=2)
    await page.mouse.up(click_count=2)
    await page.get_by_role("button", name=re.compile("^Decline: ")).click()
    await expect(page.get_by_text("Declined", exact=True)).to_be_visible()


@pytest.mark.parametrize("has_cookie", [True, False])
async def test_a_signed_out_visitors_link_to_sign_in_leads_back(
    shown: Shown, open_page: Open, has_cookie: bool
) -> None:
    world = shown.world
    page = await open_page(console(world.group, "history"), world.administrator)
    await expect(page.get_by_text("Edited the group: Wednesday").first).to_be_visible()
    if not has_cookie:  # as after the first refusal, which takes it away
        await page.context.clear_cookies()
    await world.administrator.ok("mutation { logOut { userErrors { code } } }")
    await page.get_by_role("link", name="Sign in").first.click()
    await expect(page).to_have_url(re.compile(re.escape(f"{shown.site}/login?to=%2Fconsole%2Fgroups%2F")))
