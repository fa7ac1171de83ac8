from collections.abc import AsyncIterator

import httpx
import pytest
from edge_serving import Served, serving


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as served:
        yield served


@pytest.fixture
async def client(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=served.origin) as client:
        yield client


@pytest.fixture(scope="module")
async def steady() -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server that serves all of a module, for tests that leave no trace there."""
    async with serving() as served, httpx.AsyncClient(base_url=served.origin) as client:
        yield client
