"""Cancels an operation at chosen awaits of its own or of the tasks that it has started; and one operation of each kind."""

import asyncio
import gc
import types
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.engine import make_engine
from tests.support.browser import Browser, group_path
from tests.support.people import People
from tests.support.servers import served
from tests.support.socket import stream
from tests.support.waiting import until
from tests.support.world import World, make_world

OPERATIONS = frozenset({"RequestResponseCycle.run_asgi", "Socket.operate"})
"""The coroutines that run an HTTP request and an operation of a websocket."""

_CURRENT: ContextVar["Cancellation | None"] = ContextVar("cancellation", default=None)


class Cancellation:
    """Cancels an operation at these awaits, counted from 1."""

    def __init__(self, at: Collection[int] = ()) -> None:
        self.at = at
        self.awaits = 0
        self.operation: asyncio.Task[Any] | None = None

    @types.coroutine
    def around(self, work: Coroutine[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """Run one task's coroutine and count its awaits."""
        step: Callable[[], Any] = partial(work.send, None)
        while True:
            try:
                awaited = step()
            except StopIteration as done:
                return done.value
            self.awaits += 1
            if self.awaits in self.at and self.operation is not None:
                self.operation.cancel()
            try:
                yield awaited
            except BaseException as error:
                step = partial(work.throw, error)
            else:
                step = partial(work.send, None)


@contextmanager
def cancelling(cancellation: Cancellation) -> Iterator[None]:
    """Apply the cancellation to the next operation of a server in this loop."""
    loop = asyncio.get_running_loop()

    def factory(loop: Any, work: Any, **how: Any) -> Any:
        begins = cancellation.operation is None and getattr(work, "__qualname__", "") in OPERATIONS
        if not begins and _CURRENT.get() is not cancellation:
            return asyncio.Task(work, loop=loop, **how)
        task = asyncio.Task(_counted(cancellation, work), loop=loop, **how)
        task.add_done_callback(
            lambda _: work.close()
        )  # a coroutine that was cancelled before it started stays open otherwise
        if begins:
            cancellation.operation = task
        return task

    loop.set_task_factory(factory)
    try:
        yield
    finally:
        loop.set_task_factory(None)


async def _counted(cancellation: Cancellation, work: Coroutine[Any, Any, Any]) -> Any:
    _CURRENT.set(cancellation)
    return await cancellation.around(work)


QUERY = "query($id: ID!) { group(id: $id) { name members(first: 2) { nodes { account { name } } } } }"
SNAPSHOT = "query($id: ID!) { group(id: $id) { ...More } } fragment More on Group { at: liveCursor memberCount }"
CREATE = 'mutation { createGroup(input: {name: "Cut"}) { group { id memberCount } } }'
CHECK = 'query($id: ID!) { checkRecipients(input: {groupId: $id, addresses: "a@b.co, @anna"}) { readyCount } }'
EVENTS = "subscription($id: ID!) { memberChanges(groupId: $id) { cursor } }"
EVERYTHING = "subscription($id: ID!) { groupChanges(groupId: $id) { cursor group { memberCount } } }"
BADGE = "subscription { badge { total } }"


@dataclass
class Target:
    world: World
    url: str
    http: httpx.AsyncClient
    browser: Browser
    pool: AsyncEngine
    watch: AsyncEngine
    patience: float = 0.05
    """How many seconds to wait for an answer that may not come."""

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
                assert (await heard.message(self.patience))["type"] in {"next", "complete"}

    async def over_sse(self, document: str) -> None:
        """Follow a stream as server-sent events until it has begun."""
        body = {"query": document, "variables": {"id": self.world.group}}
        headers = {"authorization": f"Bearer {self.world.administrator.token}", "accept": "text/event-stream"}
        with suppress(httpx.HTTPError, TimeoutError):
            async with (
                asyncio.timeout(1),
                self.http.stream("POST", f"{self.url}/graphql", json=body, headers=headers) as answer,
            ):
                await anext(answer.aiter_lines(), None)

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
async def serve_target(settings: Settings, dsn: str, http: httpx.AsyncClient) -> AsyncIterator[Target]:
    watch = make_engine(dsn, pool_size=2)
    app = create_app(settings.model_copy(update={"database_pool": 10}), dsn, jobs=False)
    async with served(app) as url:
        world = await make_world(People(watch, http, url), watch)
        browser = Browser(url).be(world.administrator)
        await browser.open(group_path(world.group))
        yield Target(world, url, http, browser, app.state.services.engine, watch)
        await browser.http.aclose()
    await watch.dispose()


KINDS: dict[str, Callable[[Target], Awaitable[Any]]] = {
    "query": lambda target: target.post(QUERY),
    "snapshot": lambda target: target.post(SNAPSHOT),
    "mutation": lambda target: target.post(CREATE),
    "mutation with a key": lambda target: target.post(
        CREATE, **{"idempotency-key": f"cancellation {asyncio.get_running_loop().time()}"}
    ),
    "page": Target.page,
    "form": Target.form,
    "query on a socket": lambda target: target.on_socket(QUERY),
    "snapshot on a socket": lambda target: target.on_socket(SNAPSHOT),
    "mutation on a socket": lambda target: target.on_socket(CREATE),
    "stream": lambda target: target.on_socket(EVENTS),
    "badge": lambda target: target.on_socket(BADGE),
    "check": lambda target: target.post(CHECK),
    "stream over SSE": lambda target: target.over_sse(EVERYTHING),
    "badge over SSE": lambda target: target.over_sse(BADGE),
}


async def cancel_at_every_await(target: Target, kind: str) -> None:
    """Cancel one kind of operation at each of its awaits, once and then twice."""
    whole = Cancellation()
    with cancelling(whole):
        await KINDS[kind](replace(target, patience=1.0))  # a busy machine may take that long to begin
    assert whole.awaits > 1
    for first in range(1, whole.awaits + 1):
        for at in ({first}, {first, first + 1}):
            if kind == "form":
                await target.page()
            with cancelling(Cancellation(at)):
                await KINDS[kind](target)
    await until(target.whole)
    gc.collect()
