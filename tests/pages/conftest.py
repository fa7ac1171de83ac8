from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.browser import Browser
from tests.support.people import People
from tests.support.world import World, make_world


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


@pytest.fixture
async def browser(url: str) -> AsyncIterator[Browser]:
    browser = Browser(url)
    yield browser
    await browser.http.aclose()
