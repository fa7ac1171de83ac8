"""Every form of the pages sent twice in a real browser, as far away as people are: done once, and success is shown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Locator, Page
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.slow.browser.conftest import FormGate
from tests.support.chromium import Windows, sign_in
from tests.support.forms import FORMS, Filled
from tests.support.mailbox import Mailbox
from tests.support.people import People
from tests.support.world import make_world

WAYS = [("click", 60, 0.0), ("click", 300, 0.2), ("Enter", 500, 0.35)]
"""What is done twice, how many milliseconds away the server is, and how long after the first.

A busy machine may take longer between the two, so the server keeps its answers until both are done: the second would
be done on the next page otherwise.
"""


@pytest.fixture
async def page(browser_windows: Windows, site: str) -> AsyncIterator[Page]:
    yield await browser_windows.window(base_url=site)
    await browser_windows.clear()


@asynccontextmanager
async def far_away(page: Page, latency: int) -> AsyncIterator[None]:
    """Put the server so many milliseconds away."""
    browser = await page.context.new_cdp_session(page)
    network = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    await browser.send("Network.emulateNetworkConditions", {**network, "latency": latency})
    yield
    await browser.send("Network.emulateNetworkConditions", {**network, "latency": 0})
    await browser.detach()


async def click_twice(page: Page, button: Locator, pause: float) -> None:
    box = await button.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.click(*middle)
    await asyncio.sleep(pause)
    await page.mouse.click(*middle)


async def press_enter_twice(page: Page, button: Locator, pause: float) -> None:
    await button.focus()
    await page.keyboard.press("Enter", delay=0)
    await asyncio.sleep(pause)
    await page.keyboard.press("Enter", delay=0)


async def button_of(page: Page, do: str, filled: Filled) -> Locator:
    """The form's button, with all filled in."""
    button = f'button[name="do"][value="{do}"]' if do else "button:not([name])"
    for form in reversed(await page.locator(f'form[method="post"]:has({button})').all()):
        fields = {await one.get_attribute("name"): one for one in await form.locator("[name]").all()}
        hidden = {name: value for name, value in filled.hidden.items() if name}
        if not {*filled.typed, *hidden} <= fields.keys():
            continue
        if any([await fields[name].input_value() != value for name, value in hidden.items()]):
            continue
        await form.evaluate(
            "form => { for (let at = form; at; at = at.parentElement) if (at.open === false) at.open = true }"
        )
        for name, value in filled.typed.items():
            is_list = await fields[name].evaluate("field => field.tagName === 'SELECT'")
            await (fields[name].select_option(value) if is_list else fields[name].fill(value))
        return form.locator(button)
    raise AssertionError(f"{filled.path} has no such form")


@pytest.mark.parametrize(("way", "latency", "pause"), WAYS)
@pytest.mark.parametrize(("template", "do"), sorted(FORMS), ids=map("-".join, sorted(FORMS)))
async def test_a_double_click_acts_once(
    template: str,
    do: str,
    way: str,
    latency: int,
    pause: float,
    page: Page,
    post: Mailbox,
    own_engine: AsyncEngine,
    http: httpx.AsyncClient,
    site: str,
    form_gate: FormGate,
) -> None:
    world = await make_world(People(own_engine, http, site), own_engine)
    filled = await FORMS[template, do](world, post)
    if filled.who is not None:
        await sign_in(page, site, filled.who)
    await page.goto(filled.path)
    button = await button_of(page, do, filled)
    await button.scroll_into_view_if_needed()
    async with far_away(page, latency):
        with form_gate.silent():
            await (press_enter_twice if way == "Enter" else click_twice)(page, button, pause)
        await page.get_by_text(filled.says).first.wait_for()
        await page.wait_for_load_state("networkidle")
    assert await page.get_by_text(filled.says).count() > 0, await page.inner_text("main")
    assert urlsplit(page.url).netloc == urlsplit(site).netloc
    assert await filled.count(world) == 1
