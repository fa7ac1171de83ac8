"""Small queries, signed in, beside a Starlette app with the same answer and as many prepared statements.

Run it from the project's folder: python -m bench.small_queries [requests]
It starts a PostgreSQL, a server and the floor's own processes. Rounds alternate, each figure is the median of its rounds,
CPU is that of the serving process for one request, time that of a round with eight at once, by its requests. One floor
looks up the session each time, as our first query in a second does; the other does not.
"""

import asyncio
import multiprocessing
import socket
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.cpu import cpu_of
from bench.database import run_with_database
from bench.raw_http import RawClient
from bench.screen_floor import ScreenFloor
from connections.http import HttpProtocol
from db.engine import make_engine
from db.migrate import migrate
from rules.tokens import digest
from tests.support.people import People, Person
from tests.support.servers import Process

REQUESTS, ROUNDS, AT_ONCE = 2_000, 5, 8
SESSION = """
    SELECT sessions.id, account_id, must_set_password, sessions.expires_at, email,
        EXISTS (SELECT FROM staff WHERE staff.email = accounts.email)
    FROM sessions JOIN accounts ON accounts.id = account_id
    WHERE digest = $1 AND ended_at IS NULL AND sessions.expires_at > clock_timestamp()
"""
ACCOUNT = "SELECT id, name, sort_name, username, email FROM accounts WHERE id = $1"
BADGE = """
    SELECT id,
        (SELECT count(*) FROM notifications WHERE account_id = accounts.id AND read_at IS NULL),
        (SELECT count(*) FROM invitations WHERE email = accounts.email AND status = 'PENDING'
            AND expires_at > clock_timestamp()),
        (SELECT count(*) FROM notifications JOIN invitations ON invitations.id = invitation_id
            WHERE account_id = accounts.id AND read_at IS NULL AND kind = 'INVITATION_RECEIVED' AND status = 'PENDING'
            AND expires_at > clock_timestamp())
    FROM accounts WHERE id = $1
"""
QUERIES = {
    "site": ("{ site { name } }", ()),
    "viewer": (
        "{ viewer { account { id name username } badge { total pendingInvitations unreadNotifications } } }",
        (ACCOUNT, BADGE),
    ),
}


@dataclass
class QueryFloor:
    """A server of ready answers."""

    dsn: str
    account: int
    answers: dict[str, bytes]
    signs_in: bool

    async def graphql(self, request: Request) -> Response:
        query = orjson.loads(await request.body())["query"]
        statements = next(one for text, one in QUERIES.values() if text == query)
        if self.signs_in or statements:
            async with self.pool.acquire() as connection:
                if self.signs_in:
                    token = request.headers["authorization"].partition(" ")[2]
                    assert await connection.fetchrow(SESSION, digest(token)) is not None
                for text in statements:
                    await connection.fetchrow(text, self.account)
        return Response(orjson.dumps(self.answers[query]), media_type="application/json")

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self.pool = await asyncpg.create_pool(self.dsn, min_size=AT_ONCE, max_size=AT_ONCE)
        yield

    def run(self, listener: socket.socket) -> None:
        app = Starlette(routes=[Route("/graphql", self.graphql, methods=["POST"])], lifespan=self.lifespan)
        config = uvicorn.Config(
            app, loop="uvloop", http=HttpProtocol, access_log=False, log_level="critical", timeout_keep_alive=600
        )
        uvicorn.Server(config).run(sockets=[listener])


@dataclass
class Served:
    """A server with open connections; `taken` holds CPU µs and µs of time per request, by query, one entry a round."""

    pid: int
    clients: list[RawClient]
    taken: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    async def answer(self, token: str, query: str) -> bytes:
        return await self.clients[0].post(token, query, {})

    async def round(self, token: str, name: str, requests: int) -> None:
        async def work(client: RawClient) -> None:
            for _ in range(requests // AT_ONCE):
                await client.post(token, QUERIES[name][0], {})

        began, spent = time.perf_counter(), cpu_of(self.pid)
        await asyncio.gather(*map(work, self.clients))
        took = (cpu_of(self.pid) - spent, time.perf_counter() - began)
        self.taken.setdefault(name, []).append((took[0] / requests * 1e6, took[1] / requests * 1e6))

    def medians(self, name: str) -> tuple[float, float]:
        cpu, lasted = zip(*self.taken[name], strict=True)
        return statistics.median(cpu), statistics.median(lasted)


async def connect(pid: int, url: str) -> Served:
    return Served(pid, [await RawClient.open(url) for _ in range(AT_ONCE)])


async def start_floor(stack: AsyncExitStack, floor: QueryFloor | ScreenFloor) -> Served:
    listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    process = multiprocessing.get_context("spawn").Process(target=floor.run, args=(listener,), daemon=True)
    process.start()
    stack.callback(process.kill)
    assert process.pid is not None
    return await connect(process.pid, f"http://127.0.0.1:{listener.getsockname()[1]}")


async def measure(stack: AsyncExitStack, dsn: str, server: Process, person: Person, requests: int) -> None:
    assert person.token is not None
    ours = await connect(server.pid, server.url)
    answers = {query: orjson.loads(await ours.answer(person.token, query)) for query, _ in QUERIES.values()}
    floors = [
        await start_floor(stack, QueryFloor(dsn, person.key, answers, signs_in=signs_in)) for signs_in in (False, True)
    ]
    for name, (query, _) in QUERIES.items():
        for served in (ours, *floors):
            assert orjson.loads(await served.answer(person.token, query)) == answers[query]
            await served.round(person.token, name, requests // 4)  # warms up
            served.taken.clear()
        for _ in range(ROUNDS):
            for served in (ours, *floors):
                await served.round(person.token, name, requests)
        (us, wall), (floor, _), (floor_with_sign_in, floor_time) = (served.medians(name) for served in (ours, *floors))
        print(
            f"{name:8} {us:8.0f} {floor:8.0f} {floor / us:7.2f} {floor_with_sign_in:12.0f} {floor_with_sign_in / us:7.2f}"
            f" {wall:8.0f} {floor_time:12.0f} {floor_time / wall:7.2f}",
            flush=True,
        )


async def run(dsn: str, folder: Path, requests: int) -> None:
    await migrate(dsn)
    async with AsyncExitStack() as stack:
        engine = make_engine(dsn, pool_size=2)
        stack.push_async_callback(engine.dispose)
        server = Process(dsn, folder)
        await server.start()
        stack.push_async_callback(server.stop)
        http = await stack.enter_async_context(httpx.AsyncClient())
        person = await People(engine, http, server.url)("Ada")
        print(
            f"{'CPU µs':8} {'ours':>8} {'floor':>8} {'ratio':>7} {'with sign-in':>12} {'ratio':>7}"
            f" {'time':>8} {'with sign-in':>12} {'ratio':>7}"
        )
        await measure(stack, dsn, server, person, requests)


if __name__ == "__main__":
    run_with_database(run, REQUESTS)
