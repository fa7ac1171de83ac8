"""A real PostgreSQL, a real Redis, and topics to publish events on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable, event, insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import make_engine
from db.tables import Group
from live.audience import Audiences
from live.events import Event, append
from live.feed import Feeds
from live.hub import Hub
from tests.live.brokers import NEVER
from tests.live.following import Followed
from tests.support.databases import NewDatabase
from tests.support.redis import RedisServer

Made = Callable[[int], Awaitable[list[int]]]
ReadNumbers = Callable[[Followed, int], Awaitable[list[int]]]


@pytest.fixture(scope="session")
async def dsn(new_database: NewDatabase) -> str:
    """A database for these tests alone: they cut all connections to it, and make events old."""
    return await new_database()


@pytest.fixture(scope="session")
async def engine(dsn: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(dsn, pool_size=10)
    yield engine
    await engine.dispose()


@pytest.fixture
def accounts(engine: AsyncEngine) -> Made:
    async def make(count: int) -> list[int]:
        statement = text(
            "INSERT INTO accounts (email, name, username, sort_name, search)"
            " SELECT w || '@example.org', 'A', w, 'a', 'a'"
            " FROM (SELECT 'u' || replace(gen_random_uuid()::text, '-', '') AS full, n"
            "       FROM generate_series(1, :n) n) s, LATERAL (SELECT left(s.full, 32) AS w) t RETURNING id"
        )
        async with engine.begin() as connection:
            return list((await connection.execute(statement, {"n": count})).scalars())

    return make


@pytest.fixture
def groups(engine: AsyncEngine, accounts: Made) -> Made:
    async def make(count: int) -> list[int]:
        [creator] = await accounts(1)
        row = {
            "name": "G",
            "description": "",
            "sort_name": "g",
            "search": "g",
            "join_policy": "OPEN",
            "discreet": False,
            "creator_id": creator,
        }
        async with engine.begin() as connection:
            return list((await connection.execute(insert(Group).returning(Group.id), [row] * count)).scalars())

    return make


@pytest.fixture
async def account(accounts: Made) -> str:
    """The topic of a new account."""
    return f"a:{(await accounts(1))[0]}"


@pytest.fixture
async def group(groups: Made) -> str:
    """The topic of a new group."""
    return f"g:{(await groups(1))[0]}"


@pytest.fixture
def poll() -> float:
    """Never, so that what comes was brought by a hint, and no statement is the poll's. Tests of the poll set it."""
    return NEVER


@pytest.fixture
async def hub(dsn: str, poll: float) -> AsyncIterator[Hub]:
    hub = Hub("postgres://", dsn, poll=poll)
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def feeds(hub: Hub, engine: AsyncEngine) -> AsyncIterator[Feeds]:
    feeds = Feeds(hub, engine)
    await feeds.start()
    yield feeds
    await feeds.stop()


@pytest.fixture
def audiences(feeds: Feeds) -> Audiences:
    return Audiences(feeds)


class Teller:
    """Commits events, each call in a transaction of its own."""

    def __init__(self, engine: AsyncEngine, hub: Hub | None = None) -> None:
        self.engine = engine
        self.hub = hub

    async def __call__(self, *events: Event) -> dict[str, int]:
        async with self.engine.begin() as connection:
            heads = await append(connection, events)
        if self.hub:
            self.hub.hint(heads)
        return heads

    async def several(self, topic: str, count: int, kind: str = "k") -> None:
        await self(*(Event(topic, kind, subject_id=n) for n in range(count)))


@pytest.fixture
def tell(engine: AsyncEngine, hub: Hub) -> Teller:
    return Teller(engine, hub)


@pytest.fixture
def tell_unhinted(engine: AsyncEngine) -> Teller:
    return Teller(engine)


@pytest.fixture
def statements(engine: AsyncEngine) -> Iterator[list[str]]:
    """The statements that run during the test."""
    seen: list[str] = []

    def record(_c: object, _cursor: object, statement: str, *_rest: Executable) -> None:
        seen.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", record)
    yield seen
    event.remove(engine.sync_engine, "before_cursor_execute", record)


@pytest.fixture
def stopped_redis(tmp_path: Path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture
async def redis(stopped_redis: RedisServer) -> RedisServer:
    await stopped_redis.start()
    return stopped_redis


async def numbers(stream: Followed, count: int, within: float = 30) -> list[int]:
    """Return the numbers of the next `count` events."""
    found: list[int] = []
    async with asyncio.timeout(within):
        while len(found) < count:
            found += [row.number for row in await anext(stream)]
    return found


@pytest.fixture
def read_numbers() -> ReadNumbers:
    return numbers
