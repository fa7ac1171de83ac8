"""Live streams under a crowd: memory a socket, one change to many, a crowd that reconnects, and delivery by each broker.

Run it from the project's folder: python -m bench.live [sockets]
It starts a PostgreSQL and servers of its own. The floor beside which a change to many is measured is a bare broadcast of
the same bytes to as many sockets by the same uvicorn, in the same run.
"""

import asyncio
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from db import embedded
from db.bulk import insert_rows
from db.engine import make_engine
from db.migrate import migrate
from db.tables import Membership
from tests.support.people import People, Person
from tests.support.redis import RedisServer
from tests.support.servers import Process
from tests.support.world import World, make_world

WATCHED = """subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) {
    cursor kind invitation { id email status role createdAt expiresAt } counts { pending total } } }"""
CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"
AT_ONCE = 100
CHANGES = 20
DELIVERIES = 100


def bare(port: int) -> None:
    """The floor: sockets that are sent what is posted."""
    sockets: list[Any] = []

    async def listen(socket: Any) -> None:
        await socket.accept("graphql-transport-ws")
        sockets.append(socket)
        await socket.receive()

    async def post(request: Any) -> Response:
        text = (await request.body()).decode()
        for socket in sockets:
            await socket.send_text(text)
        return Response()

    app = Starlette(routes=[WebSocketRoute("/graphql", listen), Route("/post", post, methods=["POST"])])
    uvicorn.run(app, port=port, ws="websockets-sansio", ws_per_message_deflate=False, log_level="critical")


async def open_one(url: str, person: Person | None, variables: dict[str, Any]) -> ClientConnection:
    """A socket with one stream on it, or for the floor with nothing."""
    address = url.replace("http", "ws", 1) + "/graphql"
    protocol = [Subprotocol("graphql-transport-ws")]
    socket = await connect(address, subprotocols=protocol, compression=None, ping_interval=None, open_timeout=60)
    if person is not None:
        payload = {"authorization": f"Bearer {person.token}"}
        await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
        await socket.recv()
        stream = {"query": WATCHED, "variables": variables}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": stream}))
    return socket


async def open_all(opening: list[Callable[[], Awaitable[ClientConnection]]]) -> list[ClientConnection]:
    """All of them, some at a time."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(start: Callable[[], Awaitable[ClientConnection]]) -> ClientConnection:
        async with turn:
            return await start()

    return list(await asyncio.gather(*map(one, opening)))


async def heard(socket: ClientConnection) -> tuple[float, str]:
    """When the next message came, and what it said."""
    while True:
        text = str(await socket.recv())
        if '"ping"' not in text[:20]:
            return time.perf_counter(), text


async def spread(sockets: list[ClientConnection], change: Callable[[], Awaitable[object]]) -> tuple[list[float], str]:
    """How long after a change was asked for each socket has heard of it, in milliseconds."""
    begun = time.perf_counter()
    waiting = [asyncio.create_task(heard(socket)) for socket in sockets]
    await asyncio.sleep(0)
    await change()
    found = await asyncio.gather(*waiting)
    return sorted((at - begun) * 1000 for at, _ in found), found[0][1]


def rank(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def rss(process: Process) -> int:
    """Kilobytes that a server holds."""
    assert process._process is not None
    status = Path(f"/proc/{process._process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


async def crowd(people: People, engine: Any, world: World, size: int) -> list[Person]:
    """So many facilitators."""
    made = await people.many([f"Watcher {number}" for number in range(size)])
    columns = {
        "group_id": [world.key] * size,
        "account_id": [one.key for one in made],
        "role": ["FACILITATOR"] * size,
        "joined_at": [datetime.now(UTC)] * size,
        "joined_by": ["INVITATION"] * size,
    }
    async with engine.begin() as connection:
        await insert_rows(connection, Membership, columns)
    return made


def invite(world: World, number: int, url: str) -> Callable[[], Awaitable[object]]:
    """One change."""
    given = {"groupId": world.group, "addresses": f"n{number}.{world.key}@example.org", "sendMail": False}
    return lambda: world.administrator.at(url).mutate("inviteMembers", given, "")


@asynccontextmanager
async def server(dsn: str, folder: Path, **settings: str) -> Any:
    one = Process(dsn, folder, **settings)  # type: ignore[arg-type]
    await one.start()
    try:
        yield one
    finally:
        await one.stop()


async def measure_crowd(dsn: str, folder: Path, people: People, engine: Any, size: int) -> None:
    world = await make_world(people, engine)
    watchers = await crowd(people, engine, world, size)
    async with server(dsn, folder) as one:
        people.url = one.url
        begun = rss(one)
        given = {"g": world.group}
        sockets = await open_all([lambda who=who: open_one(one.url, who, given) for who in watchers])
        await asyncio.sleep(3 + size / 100)  # until every stream has begun
        print(f"memory: {(rss(one) - begun) / size:.0f} KiB a socket with a stream, {size:,} of them")
        reached, text = sockets[:1000], ""
        ours: list[float] = []
        for number in range(CHANGES):
            others = [asyncio.create_task(heard(socket)) for socket in sockets[1000:]]
            found, text = await spread(reached, invite(world, number, one.url))
            ours += found
            await asyncio.gather(*others)
        floor = await measure_floor(len(reached), text)
        print(f"one change to {len(reached):,} sockets of {size:,}, from asking for it to hearing of it, ms:")
        for name, values in (("ours", ours), ("a bare broadcast", floor)):
            print(f"  {name:18} p50 {rank(values, 0.5):7.1f}  p99 {rank(values, 0.99):7.1f}  last {max(values):7.1f}")
        print(
            f"  ratio              p50 {rank(ours, 0.5) / rank(floor, 0.5):7.1f}  p99 {rank(ours, 0.99) / rank(floor, 0.99):7.1f}"
        )
        await measure_return(one, world, watchers[:2000], sockets)


async def measure_floor(count: int, text: str) -> list[float]:
    """The same bytes to as many sockets, by nothing but uvicorn."""
    import socket as sockets_module  # noqa: PLC0415

    with sockets_module.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=bare, args=(port,), daemon=True)
    process.start()
    url = f"http://127.0.0.1:{port}"
    await asyncio.sleep(4)
    sockets = await open_all([lambda: open_one(url, None, {})] * count)
    found: list[float] = []
    async with httpx.AsyncClient(timeout=60) as http:
        for _ in range(CHANGES):
            found += (await spread(sockets, lambda: http.post(f"{url}/post", content=text)))[0]
    process.kill()
    process.join()
    return found


async def measure_return(one: Process, world: World, watchers: list[Person], sockets: list[ClientConnection]) -> None:
    """Everybody comes back at once with a cursor, after ten changes."""
    found = await world.administrator.at(one.url).ok(CURSOR, g=world.group)
    given = {"g": world.group, "a": found["group"]["liveCursor"]}
    for socket in sockets:
        socket.transport.abort()
    for number in range(10):
        await invite(world, 1000 + number, one.url)()
    begun = time.perf_counter()

    async def back(who: Person) -> float:
        socket = await open_one(one.url, who, given)
        for _ in range(10):
            message = json.loads((await heard(socket))[1])
            assert message["type"] == "next", message
            assert "errors" not in message["payload"], message
        return time.perf_counter() - begun

    settled = await asyncio.gather(*map(back, watchers))
    print(
        f"{len(watchers):,} come back at once with cursors: each has its 10 changes after {max(settled):.1f} s, no error"
    )


async def measure_brokers(dsn: str, folder: Path, people: People, engine: Any) -> None:
    redis = RedisServer(folder)
    await redis.start()
    print("delivery after the mutation's answer, quiet, ms:")
    try:
        for name, url, count in (("memory", "memory://", 1), ("postgres", "postgres://", 2), ("redis", redis.url, 2)):
            async with server(dsn, folder, USHER_BROADCAST_URL=url) as one:
                if count == 1:
                    await deliver(name, one.url, one.url, people, engine)
                else:
                    async with server(dsn, folder, USHER_BROADCAST_URL=url) as other:
                        await deliver(name, one.url, other.url, people, engine)
    finally:
        redis.kill()


async def deliver(name: str, here: str, there: str, people: People, engine: Any) -> None:
    people.url = here
    world = await make_world(people, engine)
    socket = await open_one(there, world.administrator, {"g": world.group})
    await asyncio.sleep(1)
    taken = []
    for number in range(DELIVERIES + 3):  # the first few warm up
        waiting = asyncio.create_task(heard(socket))
        await invite(world, number, here)()
        answered = time.perf_counter()
        taken.append(max(0.0, ((await waiting)[0] - answered) * 1000))
        await asyncio.sleep(0.02)
    taken = taken[3:]
    print(f"  {name:10} median {statistics.median(taken):6.1f}  p99 {rank(taken, 0.99):6.1f}", flush=True)
    await socket.close()


async def main(dsn: str, folder: Path, size: int) -> None:
    await migrate(dsn)
    engine = make_engine(dsn, pool_size=3)
    async with httpx.AsyncClient(timeout=60) as http:
        people = People(engine, http, "")
        await measure_brokers(dsn, folder, people, engine)
        await measure_crowd(dsn, folder, people, engine, size)
    await engine.dispose()


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    place = Path(tempfile.mkdtemp(prefix="usher-bench-"))
    try:
        with embedded.start(place / "database", durable=False) as running:
            asyncio.run(main(running.dsn, place, int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
    finally:
        embedded.destroy(place / "database")
