"""GraphiQL in a browser, on Usher's own schema."""

import contextlib
import json
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, expect
from playwright.async_api import TimeoutError as TooLate

from tests.slow.browser.conftest import Shown

GROUP = "query Mine($id: ID!) { group(id: $id) { name } viewer { account { email } } }"
NEWS = (
    "subscription News($id: ID!, $after: String) { groupChanges(groupId: $id, after: $after) { kind group { name } } }"
)


@pytest.fixture
async def page(shown: Shown, browser: Browser) -> AsyncIterator[Page]:
    """Return a window of its own, since GraphiQL keeps its tabs in the browser."""
    page = await browser.new_page()
    complaints: list[str] = []
    addresses: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: addresses.append(request.url))
    page.on("websocket", lambda socket: addresses.append(socket.url))
    async with page.expect_response(lambda response: response.request.method == "POST"):  # it reads the schema
        await page.goto(f"{shown.site}/graphql")
    await expect(page.locator(".graphiql-query-editor .CodeMirror")).to_be_visible()
    yield page
    await page.close()
    assert complaints == []
    own = urlsplit(shown.site).netloc
    assert {urlsplit(address).netloc for address in addresses if not address.startswith("data:")} == {own}


async def write(page: Page, editor: str, text: str) -> None:
    """Put a text in place of what an editor has."""
    await page.locator(editor).click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text(text)


async def run(page: Page, document: str, *, token: str | None = None, variables: str = "{}") -> None:
    """Run a document with the token among the headers."""
    shown_tool = ".graphiql-editor-tool .graphiql-editor:not(.hidden)"
    await page.get_by_role("button", name="Headers").click()
    await write(page, shown_tool, f'{{ "Authorization": "Bearer {token}" }}')
    await page.get_by_role("button", name="Variables").click()
    await write(page, shown_tool, variables)
    await write(page, ".graphiql-query-editor", document)
    await page.get_by_role("button", name="Execute").click()


async def test_a_query_runs_with_its_variables_and_headers(shown: Shown, page: Page) -> None:
    for person in (shown.world.member, shown.world.administrator):
        await run(page, GROUP, token=person.token, variables=json.dumps({"id": shown.world.group}))
        await expect(page.locator(".result-window")).to_contain_text(person.email)


async def test_a_subscription_delivers_an_event_over_a_socket(shown: Shown, page: Page) -> None:
    member, manager, group = shown.world.member, shown.world.administrator, shown.world.group
    before = await member.ok("query($id: ID!) { group(id: $id) { liveCursor } }", id=group)
    async with page.expect_websocket() as opened:
        variables = {"id": group, "after": before["group"]["liveCursor"]}
        await run(page, NEWS, token=member.token, variables=json.dumps(variables))
    await manager.mutate("updateGroup", {"groupId": group, "name": "Thursdays in the park"}, "")
    await expect(page.locator(".result-window")).to_contain_text("Thursdays in the park")
    async with (await opened.value).expect_event("close"):
        await page.get_by_role("button", name="Stop").click()


async def test_the_schema_can_be_read_and_searched(page: Page) -> None:
    await page.get_by_role("button", name="Show Documentation Explorer").click()
    docs = page.locator(".graphiql-doc-explorer")
    await docs.get_by_role("combobox").fill("inviteMem")
    await docs.get_by_role("option", name="InviteMembersInput", exact=True).first.click()
    await expect(docs).to_contain_text("People to invite, as text that was pasted")


async def test_its_suggestions_dialogs_and_history_open(page: Page) -> None:
    await write(page, ".graphiql-query-editor", "{ ")
    hints = page.locator(".CodeMirror-hints", has_text="viewer")
    for _ in range(15):  # there are none before it has taken in the schema
        await page.keyboard.press("Control+Space")
        with contextlib.suppress(TooLate):
            await hints.wait_for(timeout=2_000)
            break
    await expect(hints).to_be_visible()
    await page.keyboard.press("Escape")
    for button, title in (("Open short keys dialog", "Short Keys"), ("Open settings dialog", "Settings")):
        await page.get_by_role("button", name=button).click()
        await expect(page.get_by_role("dialog")).to_contain_text(title)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()
    await page.get_by_role("button", name="Show History").click()
    await expect(page.locator(".graphiql-history")).to_be_visible()
