"""A real Chromium, and the server that the quick browser tests use."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.browser.conftest import own_dsn, own_engine, post, site
from tests.support.chromium import chromium

__all__ = ["own_dsn", "own_engine", "post", "site"]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser
