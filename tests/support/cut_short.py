"""A server and one operation of each kind, to be cancelled midway."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.support.browsing import Browser, group_path
from tests.support.cutting import Cut, cutting
from tests.support.people import People
from tests.support.servers import served
from tests.support.sockets import stream
from tests.support.world import World, make_world

QUERY = "query($id: ID!) { group(id: $id) { name members(first: 2) { nodes { account { name } } } } }"
SNAPSHOT = "query($id: ID!) { group(id: $id) { ...More } } fragment More on Group { at: liveCursor memberCount }"
CREATE = 'mutation { createGroup(input: {name: "Cut"}) { group { id memberCount } } }'
EVENTS = "subscription($id: ID!) { memberChanges(groupId: $id) { cursor } }"
BADGE = "subscription { badge { total } }"


@dataclass
class Stage:
    world: World
    url: str
    http: httpx.AsyncClient
    browser: Browser
    pool: AsyncEngine
    watch: AsyncEngine

    async def post(self, document: str, **headers: str) -> None:
        body = {"query": document, "variables": {"id": self.world.group}}
        signed_in = {"authorization": f"Bearer {self.world.administrator.token}"}
        with suppress(httpx.HTTPError):
            answer = await self.http.post(f"{self.url}/graphql", json=body, headers=signed_in | headers)
            assert answer.status_code != 200 or "errors" not in answer.json(), answer.text

    async def page(self) -> None:
        with suppress(httpx.HTTPError):
            await self.browser.open(group_path(self.world.group))

    async def form(self) -> None:
        """Generate a new code with the form that was opened last."""
        with suppress(httpx.HTTPError):
            await self.browser.send(group_path(self.world.group), do="generate")

    async def on_socket(self, document: str) -> None:
        """Run one operation. A cancelled one sends no message, so this does not wait long."""
        token = self.world.administrator.token
        async with stream(self.url, token, document, id=self.world.group) as heard:
            with suppress(TimeoutError):
                assert (await heard.message(0.05))["type"] in {"next", "complete"}

    async def whole(self) -> bool:
        """Whether neither the pool nor the database has a connection in use."""
        if self.pool.pool.checkedout():  # type: ignore[attr-defined]
            return False
        async with self.watch.connect() as connection:
            busy: int | None = await connection.scalar(
                text(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    " AND state <> 'idle' AND application_name = 'usher'"
                )
            )
        return busy == 0


@asynccontextmanager
async def staged(settings: Settings, dsn: str, http: httpx.AsyncClient) -> AsyncIterator[Stage]:
    watch = make_engine(dsn, pool_size=2)
    app = create_app(settings.model_copy(update={"database_pool": 10}), dsn, jobs=False)
    async with served(app) as url:
        world = await make_world(People(watch, http, url), watch)
        browser = Browser(url).be(world.administrator)
        await browser.open(group_path(world.group))
        yield Stage(world, url, http, browser, app.state.services.engine, watch)
        await browser.http.aclose()
    await watch.dispose()


KINDS: dict[str, Callable[[Stage], Awaitable[Any]]] = {
    "query": lambda stage: stage.post(QUERY),
    "snapshot": lambda stage: stage.post(SNAPSHOT),
    "mutation": lambda stage: stage.post(CREATE),
    "mutation with a key": lambda stage: stage.post(
        CREATE, **{"idempotency-key": f"cut {asyncio.get_running_loop().time()}"}
    ),
    "page": Stage.page,
    "form": Stage.form,
    "query on a socket": lambda stage: stage.on_socket(QUERY),
    "snapshot on a socket": lambda stage: stage.on_socket(SNAPSHOT),
    "mutation on a socket": lambda stage: stage.on_socket(CREATE),
    "stream": lambda stage: stage.on_socket(EVENTS),
    "badge": lambda stage: stage.on_socket(BADGE),
}


async def cut_at_every_await(stage: Stage, kind: str) -> None:
    """Cancel one kind of operation at each of its awaits, once and then twice."""
    whole = Cut()
    with cutting(whole):
        await KINDS[kind](stage)
    assert whole.awaits > 1
    for first in range(1, whole.awaits + 1):
        for at in ({first}, {first, first + 1}):
            if kind == "form":
                await stage.page()
            with cutting(Cut(at)):
                await KINDS[kind](stage)
    async with asyncio.timeout(5):
        while not await stage.whole():
            await asyncio.sleep(0.02)
    gc.collect()
