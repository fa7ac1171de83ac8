"""The IDE in a browser."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.edge.conftest import served, shared_server
from tests.edge.edge_serving import Served

__all__ = ["served", "shared_server"]


@pytest.fixture
async def page(served: Served, browser: Browser) -> AsyncIterator[Page]:
    """Return a window of its own, because the IDE keeps a history in the browser."""
    page = await browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(served.url)
    yield page
    await page.close()
    assert complaints == []


async def test_a_mutation_runs_beside_a_live_subscription(served: Served, page: Page) -> None:
    await page.fill("#stream", "subscription { news }")
    await page.click("#start")
    await expect(page.locator("#events")).to_contain_text('"news": "open"')
    await page.fill("#query", "mutation($name: String!) { sell(name: $name) }")
    await page.fill("#variables", '{"name": "Fern"}')
    await page.press("#variables", "Control+Enter")
    await expect(page.locator("#answer")).to_contain_text('"sell": "Fern"')
    await expect(page.locator("#status")).to_contain_text("200")
    served.till.more.set()
    await expect(page.locator("#events")).to_contain_text('"news": "more"')
    await page.click("#stop")
    await expect(page.locator("#stream-status")).to_have_text("stopped")
    assert served.till.sold == ["Fern"]


async def test_errors_are_shown_where_they_happen(page: Page) -> None:
    await page.fill("#variables", "{")
    await page.click("#run")
    await expect(page.locator("#status")).to_contain_text("no JSON")
    await page.fill("#stream", "subscription { ending }")
    await page.click("#start")
    await expect(page.locator("#events")).to_contain_text("FORBIDDEN")
    await expect(page.locator("#stream-status")).to_have_text("ended by an error")


async def test_the_token_goes_along_on_both_sides(page: Page) -> None:
    await page.fill("#token", "good")
    await page.fill("#query", "{ mine }")
    await page.click("#run")
    await expect(page.locator("#answer")).to_contain_text('"mine": 1')
    await page.fill("#stream", "{ mine }")
    await page.click("#start")
    await expect(page.locator("#events")).to_contain_text('"mine": 1')
    await expect(page.locator("#stream-status")).to_have_text("complete")


async def test_the_schema_can_be_read_and_searched_and_history_comes_back(page: Page) -> None:
    await page.click("#doc >> text=Query")
    await page.click("#doc >> text=PlantConnection")
    await expect(page.locator("#doc")).to_contain_text("nodes: [Plant!]!")
    await page.fill("#search", "litr")
    await page.click("#doc >> text=Pot.litres")
    await expect(page.locator("#doc")).to_contain_text("litres: Float!")
    await page.fill("#query", "{ hello }")
    await page.click("#run")
    await page.fill("#query", "")
    await page.reload()
    await page.select_option("#history", index=1)
    await expect(page.locator("#query")).to_have_value("{ hello }")
