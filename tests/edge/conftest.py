import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import structlog

from tests.edge.edge_serving import Served, serving
from tests.edge.edge_shop import Till
from tests.support.http import Transport


@pytest.fixture(autouse=True)
def plain_logs() -> Iterator[None]:
    """Logs in plain lines: drawing a traceback for a terminal takes seconds."""
    before = structlog.get_config()
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer()])
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
async def house() -> AsyncIterator[Served]:
    """One server for all tests that do nothing to the server itself."""
    async with serving() as house:
        yield house


@pytest.fixture
async def served(house: Served) -> Served:
    """That server, with a till that nobody has used yet."""
    house.door.till = Till()
    return house


@pytest.fixture
async def client(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=served.origin, transport=Transport()) as client:
        yield client


@pytest.fixture
def no_traceback(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that a client does ends in a traceback of the server's."""
    with caplog.at_level(logging.INFO):
        yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
