"""How fast live events arrive: through each broker, thousands at once, and beside clients that never read.

Many watchers at once are measured by `bench.broadcast`.

Run it from the project's folder: python -m bench.live [part …]
It starts a PostgreSQL and servers of its own; the parts are `delivery`, `burst` and `unread`.
"""

import asyncio
import contextlib
import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import uvloop
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.asyncio.client import ClientConnection

import embedded_postgres as embedded
from bench.sockets import SMALL_WINDOW, analyze, crowd, heard, invite, open_all, open_one, rank, rss
from db.engine import make_engine
from db.migrate import migrate
from tests.support.people import People
from tests.support.redis import RedisServer
from tests.support.servers import Process
from tests.support.world import World, make_world

PARTS = ("delivery", "burst", "unread")
DELIVERIES = 300
EVENTS, READERS, ROUNDS = 5_000, 20, 6
BURST = 2_000


@dataclass
class LiveBench:
    """What every part needs.

    Args:
        dsn: The database.
        folder: The data folder of all servers.
        people: Makes signed-in people.
        engine: Writes test data to the database.
    """

    dsn: str
    folder: Path
    people: People
    engine: AsyncEngine

    async def world(self) -> World:
        """Make a group with somebody in every role."""
        return await make_world(self.people, self.engine)

    @asynccontextmanager
    async def server(self, **settings: str) -> AsyncIterator[Process]:
        """Run a server; people made from now on belong to it."""
        one = Process(self.dsn, self.folder, **settings)  # type: ignore[arg-type]
        self.people.url = await one.start()
        try:
            yield one
        finally:
            await one.stop()


async def measure_delivery(bench: LiveBench) -> None:
    """Measure from the answer of a mutation on one server to its event on another."""
    redis = RedisServer(bench.folder)
    await redis.start()
    print(f"delivery after the mutation's answer, {DELIVERIES} changes, one at a time, ms:")
    try:
        for name, url in (("memory", "memory://"), ("postgres", "postgres://"), ("redis", redis.url)):
            async with bench.server(USHER_BROADCAST_URL=url) as one, contextlib.AsyncExitStack() as stack:
                other = (
                    one if name == "memory" else await stack.enter_async_context(bench.server(USHER_BROADCAST_URL=url))
                )
                taken = await deliver(bench, one.url, other.url)
            worst = ", ".join(f"{value:.0f}" for value in sorted(taken)[-3:])
            print(
                f"  {name:10} median {statistics.median(taken):6.1f}  p99 {rank(taken, 0.99):6.1f}  the worst {worst}",
                flush=True,
            )
    finally:
        redis.kill()


async def deliver(bench: LiveBench, here: str, there: str) -> list[float]:
    """Return, for each change, the milliseconds from the mutation's answer to the event."""
    world = await bench.world()
    watching = await open_one(there, world.administrator, {"g": world.group})
    await asyncio.sleep(1)
    taken = []
    for number in range(DELIVERIES + 3):
        waiting = asyncio.create_task(heard(watching))
        await invite(world, f"d{number}", here)()
        answered = time.perf_counter()
        taken.append(max(0.0, ((await waiting)[0] - answered) * 1000))
        await asyncio.sleep(0.02)
    await watching.close()
    return taken[3:]  # the first few warm up


async def measure_burst(bench: LiveBench) -> None:
    """Measure thousands of events of one change, to one client and to fifty."""
    async with bench.server() as one:
        for size in (1, 50):
            world = await bench.world()
            watchers = await crowd(bench.people, bench.engine, world, size)
            await analyze(bench.engine)
            sockets = await open_all([partial(open_one, one.url, who, {"g": world.group}) for who in watchers])
            await asyncio.sleep(3)
            receiving = [asyncio.create_task(receive(opened, BURST)) for opened in sockets]
            await invite(world, "b", one.url, BURST)()
            answered = time.perf_counter()
            last = max(await asyncio.gather(*receiving)) - answered
            print(f"{BURST:,} events of one change to {size}: the last {last:.1f} s after the answer", flush=True)
            for opened in sockets:
                opened.transport.abort()


async def receive(opened: ClientConnection, count: int) -> float:
    """Return when the last of `count` messages came."""
    for _ in range(count):
        at, _text = await heard(opened)
    return at


async def measure_unread(bench: LiveBench) -> None:
    """Measure delivery in turns without and with three more sockets that never read."""
    async with bench.server() as one:
        world = await bench.world()
        watchers = await crowd(bench.people, bench.engine, world, READERS)
        await analyze(bench.engine)
        given = {"g": world.group}
        sockets = await open_all([partial(open_one, one.url, who, given) for who in watchers])
        await asyncio.sleep(3)
        found: dict[bool, list[float]] = {False: [], True: []}
        grown = 0.0
        for turn in range(-1, ROUNDS):  # the first warms up
            stuck = []
            if is_beside := turn % 2 == 1:
                stuck = [await open_unread(one.url, world) for _ in range(3)]
            before = rss(one.pid)
            taken = await change_in_tens(one.url, world, sockets, f"u{turn}", EVENTS // ROUNDS)
            if turn >= 0:
                found[is_beside] += taken
                grown = max(grown, rss(one.pid) - before)
            for each in stuck:
                each.transport.abort()
    alone, beside = (rank(found[one], 0.99) for one in (False, True))
    print(
        f"{EVENTS:,} events to {READERS} sockets, p99 from asking: {alone:.0f} ms; beside 3 that never read {beside:.0f} ms"
    )
    print(f"  ratio {beside / alone:.2f}; the server grew by at most {grown / 1024:.1f} MiB a turn", flush=True)


async def open_unread(url: str, world: World) -> ClientConnection:
    """Open a socket with a stream, and read nothing from it."""
    opened = await open_one(url, world.facilitator, {"g": world.group}, window=SMALL_WINDOW)
    opened.transport.pause_reading()
    return opened


async def change_in_tens(url: str, world: World, sockets: list[ClientConnection], word: str, count: int) -> list[float]:
    """Make `count` changes, ten at a time; return the milliseconds from request to event, for each event and socket."""
    found: list[float] = []
    for number in range(count // 10):
        begun = time.perf_counter()

        async def receive_ten(opened: ClientConnection, begun: float = begun) -> list[float]:
            return [((await heard(opened))[0] - begun) * 1000 for _ in range(10)]

        waiting = [asyncio.create_task(receive_ten(opened)) for opened in sockets]
        await invite(world, f"{word}.{number}", url, 10)()
        for some in await asyncio.gather(*waiting):
            found += some
    return found


async def main(dsn: str, folder: Path, parts: list[str]) -> None:
    await migrate(dsn)
    engine = make_engine(dsn, pool_size=3)
    gc.freeze()
    async with httpx.AsyncClient(timeout=60) as http:
        bench = LiveBench(dsn, folder, People(engine, http, ""), engine)
        if "delivery" in parts:
            await measure_delivery(bench)
        if "burst" in parts:
            await measure_burst(bench)
        if "unread" in parts:
            await measure_unread(bench)
    await engine.dispose()


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    place = Path(tempfile.mkdtemp(prefix="usher-bench-"))
    try:
        with embedded.start(place / "database", durable=False) as running:
            uvloop.run(main(running.dsn, place, sys.argv[1:] or list(PARTS)))
    finally:
        embedded.destroy(place / "database")
