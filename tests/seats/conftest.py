"""A real PostgreSQL, and one or two processes' worth of Usher on it."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
from seat_world import World
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from actions.work import House
from db import embedded
from db.engine import make_engine
from db.queue import install_statements
from db.tables import Base
from graph.root import make_schema
from live.feed import Feeds
from live.hub import Hub
from rules.config import Config

CONFIG = Config(
    secret_keys=(b"k" * 32,), public_url="https://usher.example.org", join_url="https://x.example.org/{key}"
)


@pytest.fixture(scope="session")
def seat_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("USHER_TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = tmp_path_factory.mktemp("seats")
    with embedded.start(folder, durable=False) as running:
        yield running.dsn
    embedded.destroy(folder)


@pytest.fixture(scope="session")
async def seat_dsn(seat_server: str) -> AsyncIterator[str]:
    """The address of a database of our own, with the tables."""
    name = f"usher_seats_{os.getpid()}"
    before, _, rest = seat_server.removeprefix("postgresql://").partition("/")
    _, mark, query = rest.partition("?")
    outer = create_async_engine(
        seat_server.replace("postgresql://", "postgresql+asyncpg://", 1), isolation_level="AUTOCOMMIT"
    )
    async with outer.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    dsn = f"postgresql://{before}/{name}{mark}{query}"
    engine = make_engine(dsn)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        for statement in install_statements():
            await connection.exec_driver_sql(statement)
    await engine.dispose()
    yield dsn
    async with outer.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await outer.dispose()


async def _process(dsn: str) -> AsyncIterator[World]:
    engine = make_engine(dsn)
    hub = Hub("postgres://", dsn)
    await hub.start()
    feeds = Feeds(hub, engine)
    await feeds.start()
    yield World(House(engine, hub, CONFIG), feeds, make_schema())
    await feeds.stop()
    await hub.stop()
    await engine.dispose()


@pytest.fixture(scope="session")
async def first_process(seat_dsn: str) -> AsyncIterator[World]:
    async for world in _process(seat_dsn):
        yield world


@pytest.fixture(scope="session")
async def second_process(seat_dsn: str) -> AsyncIterator[World]:
    async for world in _process(seat_dsn):
        yield world


@pytest.fixture
def world(first_process: World) -> World:
    """One process; every test makes people and groups of its own."""
    return first_process


@pytest.fixture
def worlds(first_process: World, second_process: World) -> list[World]:
    """Two processes on one database."""
    return [first_process, second_process]
