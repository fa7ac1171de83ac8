"""Pages fit, are accessible, and show QR codes that can be scanned."""

import asyncio
import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Page

from tests.slow.browser.conftest import AXE, Open, Shown
from tests.support.browser import group_path
from tests.support.mailbox import Mailbox, token_in


def read(png: bytes) -> str:
    """The one QR code in a picture."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    assert len(found) == 1
    return str(found[0].text)


async def states(shown: Shown, post: Mailbox) -> dict[str, tuple[str, Any]]:
    """Every page in its states: its address, and who looks."""
    world = shown.world
    await world.anonymous.mutate("requestOneTimeLogin", {"email": world.stranger.email}, "")
    login = token_in(await post.wait(world.stranger.email), "login")
    manager = world.other_administrator
    discreet = (await manager.mutate("createGroup", {"name": "Quiet", "discreet": True}, "group { id }"))["group"]["id"]
    given = {"groupId": discreet, "maxUses": 3, "emailDomain": "example.org"}
    hidden = (await manager.mutate("generateInviteCode", given, "inviteCode { code }"))["inviteCode"]["code"]
    replaced = (await manager.mutate("generateInviteCode", given, "inviteCode { code }"))["inviteCode"]["code"]
    replaced, hidden = hidden, replaced
    bought = {"groupId": discreet, "seatCount": 3, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    seats = f"{group_path(discreet)}/seats"
    own = (await manager.ok("query($id: ID!) { group(id: $id) { viewerMembership { id } } }", id=discreet))["group"]
    member = own["viewerMembership"]["id"]
    await manager.mutate("allocateSeat", {"memberId": member}, "")
    return {
        "front": ("/", None),
        "code": (f"/join/{shown.code}", None),
        "code, signed in": (f"/join/{shown.code}", world.stranger),
        "code, member": (f"/join/{shown.code}", world.member),
        "code, discreet": (f"/join/{hidden}", None),
        "code, gone": (f"/join/{replaced}", None),
        "personal": (f"/join/{world.personal_token()}", None),
        "personal, invitee": (f"/join/{world.personal_token()}", world.invitee),
        "personal, somebody else": (f"/join/{world.personal_token()}", world.stranger),
        "unknown": ("/join/unknown", None),
        "typing": ("/join", None),
        "sheet": (f"/join/{shown.code}/print", None),
        "login": ("/login", None),
        "login, going to join": (f"/login?to=/join/{shown.code}", None),
        "login, signed in": ("/login", world.member),
        "login link": (f"/login/{login}", None),
        "register": (f"/register?to=/join/{shown.code}", None),
        "forgotten": ("/password", None),
        "password": ("/password", world.member),
        "logout": ("/logout", world.member),
        "signed out": ("/logout", None),
        "overview": ("/invitations", world.invitee),
        "overview, empty": ("/invitations", world.stranger),
        "group": (group_path(world.group), world.member),
        "group, manager": (group_path(world.group), world.facilitator),
        "seats, bought": (seats, manager),
        "seats, policy?": (f"{seats}?ask=policy", manager),
        "seats, release?": (f"{seats}?ask=release&member={quote(member)}", manager),
        "group, bought": (group_path(discreet), manager),
        "register, personal": (f"/register?to=/join/{world.personal_token()}", None),
        "seats": (group_path(world.group) + "/seats", world.administrator),
    }


async def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, by all rules or by these.

    The browser's debugger puts it in, for the page's own policy lets no foreign script in.
    """
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text())
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = await page.evaluate("async options => (await axe.run(options)).violations", options)
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci in tests/js)")
async def test_every_page_is_accessible_and_fits(shown: Shown, open_page: Open, post: Mailbox) -> None:
    """By axe, light and dark, with all unfolded, and in every width; 640 is what a window of 1,280 has at 200 %."""
    given = {"groupId": shown.world.group, "name": "\U0001f9d8" * 120, "description": "x" * 400}
    await shown.world.administrator.mutate("updateGroup", given, "")
    found = {}
    for name, (path, person) in (await states(shown, post)).items():
        page = await open_page(path, person)
        await page.emulate_media(color_scheme="light", reduced_motion="reduce")  # or colours are between two
        for summary in await page.locator("summary").all():
            await summary.click()
        found[name, "light"] = await violations(page)
        await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found[name, "dark"] = await violations(page, "color-contrast")
        for width in (1280, 768, 640, 320):
            await page.set_viewport_size({"width": width, "height": 800})
            if await page.evaluate("document.documentElement.scrollWidth") > width:
                found[name, f"at {width}"] = ["wider than the window"]
    page = await open_page("/join")
    await page.get_by_label("Code").fill("ABCD")
    await page.get_by_role("button", name="Go on").click()
    await page.locator("[aria-invalid=true]").wait_for()
    found["mistyped", "light"] = await violations(page)
    assert {name: what for name, what in found.items() if what} == {}


async def test_the_code_is_drawn_on_desktops_only(shown: Shown, open_page: Open) -> None:
    for width, is_phone, is_shown in ((1280, False, True), (390, True, False), (1024, True, False)):
        page = await open_page(f"/join/{shown.code}", width=width, is_mobile=is_phone, has_touch=is_phone)
        drawn = page.get_by_label("QR code of the link to this invite page")
        assert await drawn.is_visible() is is_shown, width


@pytest.mark.parametrize("dark", [False, True])
async def test_the_drawn_code_is_read_back(dark: bool, shown: Shown, open_page: Open) -> None:
    page = await open_page(f"/join/{shown.code}", dark=dark)
    assert read(await page.screenshot(full_page=True)) == shown.link
    page = await open_page(f"/join/{shown.world.personal_token()}", dark=dark)
    assert read(await page.screenshot(full_page=True)) == f"{shown.site}/join/{shown.world.personal_token()}"
    page = await open_page(group_path(shown.world.group), shown.world.facilitator, dark=dark, width=320)
    assert read(await page.screenshot(full_page=True)) == shown.link


async def test_svg_files_are_read_back(shown: Shown, open_page: Open) -> None:
    page = await open_page("/join")
    show = "async src => { const drawn = new Image(); drawn.src = src; await drawn.decode(); document.body.replaceChildren(drawn) }"
    for scale in (1, 2, 3, 5, 8, 13, 20):
        await page.evaluate(show, f"/join/{shown.code}/qr.svg?scale={scale}")
        assert read(await page.locator("img").screenshot()) == shown.link, scale


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="there is no pdftoppm (apt: poppler-utils)")
@pytest.mark.parametrize("name", ["Wednesday", "\U0001f9d8" * 120, "W" * 120])
async def test_the_sheet_is_one_and_is_read_back(name: str, shown: Shown, open_page: Open, tmp_path: Path) -> None:
    await shown.world.administrator.mutate("updateGroup", {"groupId": shown.world.group, "name": name}, "")
    page = await open_page(f"/join/{shown.code}/print")
    for paper in ("A4", "Letter"):
        sheet = tmp_path / paper
        printed = await page.pdf(format=paper, path=f"{sheet}.pdf")
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1, paper
        words = ["pdftoppm", "-png", "-r", "100", "-singlefile", f"{sheet}.pdf", str(sheet)]
        await asyncio.to_thread(subprocess.run, words, check=True)
        assert read(sheet.with_suffix(".png").read_bytes()) == shown.link, paper
