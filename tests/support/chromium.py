"""A real Chromium. Its windows are kept for later tests, since opening one takes most of a second of CPU."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.support.client import Client

_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000
"""Milliseconds that something may take to be on the screen; five, as Playwright has it, are few on a busy machine."""
expect.set_options(timeout=PATIENCE)


class Windows:
    """One window for each place and set of options of a browser context, such as `java_script_enabled=False`.

    Windows of different places share nothing. Pages keep nothing in a browser but cookies, so a window without cookies
    is as good as new.
    """

    def __init__(self, browser: Browser) -> None:
        self.problems: list[str] = []
        self._browser = browser
        self._pages: dict[tuple[str, str], Page] = {}
        self._shown: set[Page] = set()

    async def window(self, place: str = "", **options: Any) -> Page:
        """Return the window of this place with these options, in which nobody is signed in."""
        page = self._pages.get((place, repr(options))) or await self._new(place, options)
        await page.context.clear_cookies()
        self._shown.add(page)
        return page

    async def open(
        self, url: str, person: Client | None = None, *, width: int = 1280, dark: bool = False, **options: Any
    ) -> Page:
        """Show an address to somebody, or to nobody, in the window with these options."""
        page = await self.window(**options)
        await page.set_viewport_size({"width": width, "height": 900})
        await page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="no-preference")
        if person is not None:
            await sign_in(page, url, person)
        await page.goto(url)
        return page

    async def clear(self) -> None:
        """Leave every page, and forget everybody."""
        for page in self._shown:
            await page.goto("about:blank")
            await page.context.clear_cookies()
        self._shown.clear()

    async def _new(self, place: str, options: dict[str, Any]) -> Page:
        context = await self._browser.new_context(**options)
        page = self._pages[place, repr(options)] = await context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda message: self._hear(message.type, message.text))
        return page

    def _hear(self, kind: str, text: str) -> None:
        """Keep the browser's error messages, except those of 4xx, which pages answer on purpose."""
        if kind in ("error", "warning") and not re.search(r"status of 4\d\d", text):
            self.problems.append(text)


async def sign_in(page: Page, url: str, person: Client) -> None:
    """Give the window the person's session cookie for the site of this address."""
    origin = urljoin(url, "/")
    await page.context.add_cookies([{"name": "usher", "value": person.token or "", "url": origin}])


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run the machine's Chromium; skip where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium on this machine (apt: chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=_ARGS, timeout=4 * PATIENCE)
        yield browser
        await browser.close()
