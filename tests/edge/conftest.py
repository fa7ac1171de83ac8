import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import structlog

from edge import EdgeOptions
from edge.document import Documents
from tests.edge.hooks import ShopState
from tests.edge.serving import Served, serving
from tests.edge.shop import schema
from tests.support.node import js_scripts

__all__ = ["js_scripts"]


@pytest.fixture(autouse=True)
def plain_logs() -> Iterator[None]:
    """Log plain lines: rendering a traceback for a terminal takes seconds."""
    before = structlog.get_config()
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer()])
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
async def shared_server() -> AsyncIterator[Served]:
    """One server, shared by all tests that leave the server itself alone."""
    async with serving() as server:
        yield server


@pytest.fixture
async def served(shared_server: Served) -> Served:
    """The shared server with a fresh state."""
    shared_server.hooks.state = ShopState()
    return shared_server


@pytest.fixture
async def client(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with served.client() as client:
        yield client


@pytest.fixture
def documents() -> Documents:
    return Documents(schema._schema, EdgeOptions())


@pytest.fixture
def no_traceback(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Check afterwards that the server has logged no traceback."""
    with caplog.at_level(logging.INFO):
        yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
