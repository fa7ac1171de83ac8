"""Whole ways through the pages, with JavaScript and without."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.async_api import expect

from tests.slow.browser.conftest import Open, Shown
from tests.support.browser import group_path
from tests.support.mailbox import Mailbox

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])


def path_of(address: str) -> str:
    return unquote(urlsplit(address).path)


async def register(page: object, email: str, post: Mailbox, name: str = "Nora New") -> None:
    """From the invite page through the mail to a password."""
    await page.get_by_role("link", name="Register to join").click()  # type: ignore[attr-defined]
    await page.get_by_label("Your name").fill(name)  # type: ignore[attr-defined]
    await page.get_by_label("Email address").fill(email)  # type: ignore[attr-defined]
    await page.get_by_role("button", name="Send me the link").click()  # type: ignore[attr-defined]
    await page.get_by_role("heading", name="Look into your mail").wait_for()  # type: ignore[attr-defined]
    mail = await post.wait(email, containing="/login/")
    link = re.search(r"http://\S+/login/\S+", mail["text"])
    assert link
    await page.goto(link[0])  # type: ignore[attr-defined]
    await page.get_by_role("button", name="Log me in").click()  # type: ignore[attr-defined]
    await page.get_by_label("New password").fill("eleven blue herons")  # type: ignore[attr-defined]
    await page.get_by_role("button", name="Set the password").click()  # type: ignore[attr-defined]


@BOTH
async def test_from_a_code_to_the_group(javascript: bool, shown: Shown, open_page: Open, post: Mailbox) -> None:
    page = await open_page(f"/join/{shown.code}", java_script_enabled=javascript)
    await register(page, f"code{javascript}{shown.world.key}@example.org".lower(), post)
    await page.wait_for_url(lambda url: path_of(url) == f"/join/{shown.code}")
    await page.get_by_role("button", name="Join the group").click()
    await page.get_by_text("Welcome! You are a member now.").wait_for()
    assert path_of(page.url) == unquote(group_path(shown.world.group))
    await page.get_by_text("Leave the group").click()
    await page.get_by_role("button", name="Yes, leave").click()
    await page.get_by_text("You have left the group.").wait_for()
    await page.get_by_role("button", name="Log out").click()
    await page.get_by_role("heading", name="You are signed out").wait_for()


async def test_what_people_type_as_an_address_is_cleaned(shown: Shown, open_page: Open, post: Mailbox) -> None:
    """The browser keeps none of it back: what it would complain of is cleaned, or answered in words of ours."""
    key = shown.world.key
    typed = {f"Paul.O’Kane{key}@Example.org.": f"paul.o'kane{key}@example.org", f"mailto:r{key}@example.org": ""}
    for given, meant in typed.items():
        page = await open_page("/register")
        await page.get_by_label("Your name").fill("Paul")
        await page.get_by_label("Email address").fill(given)
        await page.get_by_role("button", name="Send me the link").click()
        await page.get_by_role("heading", name="Look into your mail").wait_for()
        await post.wait(meant or given.removeprefix("mailto:"))
    for place in ("/register", "/login", "/password"):
        page = await open_page(place)
        await page.locator("main button").click()
        await page.get_by_role("alert").wait_for()


@BOTH
async def test_from_a_personal_link_to_the_group(
    javascript: bool, shown: Shown, open_page: Open, post: Mailbox
) -> None:
    world, email = shown.world, f"personal{javascript}{shown.world.key}@example.org".lower()
    await world.administrator.mutate(
        "inviteMembers", {"groupId": world.group, "addresses": email}, "results { error { code } }"
    )
    mail = await post.wait(email)
    link = re.search(r"http://\S+/join/\S+", mail["text"])
    assert link
    page = await open_page(path_of(link[0]), java_script_enabled=javascript)
    await register(page, email, post)
    await page.wait_for_url(lambda url: path_of(url) == path_of(link[0]))
    await page.get_by_role("button", name="Accept").click()
    await page.get_by_text("Welcome! You are a member now.").wait_for()


@BOTH
async def test_declining(javascript: bool, shown: Shown, open_page: Open) -> None:
    page = await open_page(f"/join/{shown.world.personal_token()}", shown.world.invitee, java_script_enabled=javascript)
    await page.get_by_role("button", name="Decline").click()
    await page.get_by_text("You have declined the invitation.").wait_for()
    answer = await page.goto(f"{shown.site}/join/{shown.world.personal_token()}")
    assert answer is not None
    assert answer.status == 410


@BOTH
async def test_the_wrong_account(javascript: bool, shown: Shown, open_page: Open) -> None:
    page = await open_page(
        f"/join/{shown.world.personal_token()}", shown.world.stranger, java_script_enabled=javascript
    )
    await page.get_by_role("heading", name="This invitation is for somebody else").wait_for()
    await page.get_by_role("button", name="Log out and change the account").click()
    await page.get_by_role("link", name="Register to join").wait_for()
    assert path_of(page.url) == f"/join/{shown.world.personal_token()}"


@BOTH
async def test_a_code_typed_in(javascript: bool, shown: Shown, open_page: Open) -> None:
    page = await open_page("/join", java_script_enabled=javascript)
    await page.get_by_label("Code").fill("ABCD")
    await page.get_by_role("button", name="Go on").click()
    field = page.get_by_label("Code")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await field.fill(shown.code.lower().replace("-", " "))
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("heading", name="Wednesday").wait_for()


@BOTH
async def test_a_manager_shares_the_code(javascript: bool, shown: Shown, open_page: Open) -> None:
    await shown.world.administrator.mutate("deleteInviteCode", {"groupId": shown.world.group}, "")
    manager = shown.world.facilitator
    page = await open_page(
        group_path(shown.world.group),
        manager,
        java_script_enabled=javascript,
        permissions=["clipboard-read", "clipboard-write"],
    )
    await page.get_by_label("Most uses").fill("5")
    await page.get_by_role("button", name="Generate code").click()
    await page.get_by_text("A new code is ready").wait_for()
    link = await page.get_by_label("Link to the invite page").input_value()
    copy = page.get_by_role("button", name="Copy")
    await expect(copy).to_be_visible(visible=javascript)
    if javascript:
        await copy.click()
        await page.get_by_text("Copied.").wait_for()
        assert await page.evaluate("navigator.clipboard.readText()") == link
    await page.get_by_role("link", name="Print").click()
    await page.get_by_text("Scan to join").wait_for()
    await page.go_back()
    await page.get_by_text("Delete", exact=True).click()
    await page.get_by_role("button", name="Yes, delete the code").click()
    await page.get_by_text("The code is deleted.").wait_for()
    answer = await page.goto(link)
    assert answer is not None
    assert answer.status == 410
