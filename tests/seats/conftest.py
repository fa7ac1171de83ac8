"""Two servers on one database, each a process of its own or in the tests' loop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.work import Services
from live.hub import Hub
from rules.config import Config
from tests.seats.seat_world import SeatWorld
from tests.support.people import People
from tests.support.servers import processes


@pytest.fixture
def world(people: People, engine: AsyncEngine, url: str) -> SeatWorld:
    """The server in the tests' loop; every test makes people and groups of its own."""
    return SeatWorld(people, engine, url)


@pytest.fixture(scope="session")
async def other_url(dsn: str, data_folder: Path) -> AsyncIterator[str]:
    """A second server, in a process of its own."""
    async with processes(dsn, data_folder, 1) as (address,):
        yield address


@pytest.fixture
def worlds(world: SeatWorld, other_url: str) -> list[SeatWorld]:
    """Two servers on one database."""
    return [world, SeatWorld(world.people, world.engine, other_url)]


@pytest.fixture(scope="session")
async def services(engine: AsyncEngine, dsn: str) -> AsyncIterator[Services]:
    """What a worker has."""
    hub = Hub("postgres://", dsn)
    await hub.start()
    yield Services(engine, hub, Config(secret_keys=(b"k" * 32,), public_url="http://127.0.0.1:8000"))
    await hub.stop()
