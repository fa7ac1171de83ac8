"""A running server recovers from changed column types and from a failover; no request ends with INTERNAL."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import asyncpg
import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from tests.support.people import People
from tests.support.servers import served
from tests.support.socket import stream
from tests.support.world import World, make_world

READ = "query($id: ID!) { group(id: $id) { name members(first: 3) { nodes { account { name } } } } }"
SNAPSHOT = "query($id: ID!) { group(id: $id) { liveCursor name memberCount } }"
RENAMED = "mutation($id: ID!, $name: String!) { updateGroup(input: {groupId: $id, name: $name}) { group { name } } }"
CHANGES = "subscription($id: ID!) { memberChanges(groupId: $id) { member { account { name } } } }"


@dataclass
class Failover:
    """A server, its pool, and a way to change its database behind its back."""

    world: World
    url: str
    pool: AsyncEngine
    dsn: str

    @property
    def name(self) -> str:
        return urlsplit(self.dsn).path.strip("/")

    async def change(self, *statements: str) -> None:
        connection = await asyncpg.connect(self.dsn)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    async def warm(self) -> None:
        """Have several connections open, each with its statements prepared."""
        reads = [self.world.administrator.answer(document, id=self.world.group) for document in (READ, SNAPSHOT)]
        await asyncio.gather(*reads, *(self.world.member.answer(READ, id=self.world.group) for _ in range(6)))

    async def read_only(self) -> None:
        """Make every open connection read-only, as a failover behind one address may; new ones can write."""
        await self.change(f"ALTER DATABASE {self.name} SET default_transaction_read_only = on")
        await self.pool.dispose()
        await self.warm()

    async def writable(self) -> None:
        await self.change("SET default_transaction_read_only = off", f"ALTER DATABASE {self.name} RESET ALL")


@pytest.fixture
async def failover(
    settings: Settings, apart: tuple[str, AsyncEngine], http: httpx.AsyncClient
) -> AsyncIterator[Failover]:
    dsn, engine = apart
    app = create_app(settings, dsn, jobs=False)
    async with served(app) as url:
        world = await make_world(People(engine, http, url), engine)
        yield Failover(world, url, app.state.services.engine, dsn)


async def test_requests_and_streams_go_on_when_a_column_changes_its_type(failover: Failover) -> None:
    world, admin = failover.world, failover.world.administrator
    await failover.warm()
    async with stream(failover.url, world.member.token, CHANGES, id=world.group) as heard:
        await heard.begun()
        for kind, role in (("varchar(100000)", "FACILITATOR"), ("text", "MEMBER")):
            for table, column in (("accounts", "email"), ("groups", "sort_name")):  # no trigger depends on these
                await failover.change(f"ALTER TABLE {table} ALTER {column} TYPE {kind}")
            assert (await admin.ok(SNAPSHOT, id=world.group))["group"]["memberCount"] == 6
            await asyncio.gather(*(admin.ok(READ, id=world.group) for _ in range(8)))
            await admin.ok(RENAMED, id=world.group, name=f"Named {kind}")
            given = {"memberId": world.membership("other_member"), "role": role}
            await admin.mutate("setMemberRole", given, "member { id }")
            assert (await heard.next())["memberChanges"]["member"]["account"]["name"] == "Other Member"


async def test_connections_that_a_failover_left_read_only_are_dropped(
    failover: Failover, http: httpx.AsyncClient
) -> None:
    admin = failover.world.administrator
    await failover.read_only()
    assert await admin.code(RENAMED, id=failover.world.group, name="Refused") == "RETRYABLE"
    ready = await http.get(f"{failover.url}/readyz")
    assert (ready.status_code, ready.json()["database"]) == (
        503,
        {"state": "read-only", "reason": "it takes no writes"},
    )
    assert (await http.get(f"{failover.url}/healthz")).status_code == 200
    assert (await admin.ok(READ, id=failover.world.group))["group"]["name"] == "Wednesday"

    await failover.writable()
    await asyncio.sleep(1.1)
    for turn in range(3):
        done = await admin.ok(RENAMED, id=failover.world.group, name=f"Mended {turn}")
        assert done["updateGroup"]["group"]["name"] == f"Mended {turn}"
    assert (await http.get(f"{failover.url}/readyz")).status_code == 200


@pytest.mark.parametrize("key", [None, "once"])
async def test_the_first_write_after_a_failover_succeeds(failover: Failover, key: str | None) -> None:
    admin = failover.world.administrator
    await failover.read_only()
    await failover.writable()
    admin.headers = {"idempotency-key": key} if key else {}
    for _ in range(2):
        done = await admin.ok(RENAMED, id=failover.world.group, name="Done")
        assert done["updateGroup"]["group"]["name"] == "Done"


async def test_the_readiness_check_reconnects_to_the_new_primary(failover: Failover, http: httpx.AsyncClient) -> None:
    await failover.read_only()
    await failover.writable()
    assert (await http.get(f"{failover.url}/readyz")).status_code == 200
