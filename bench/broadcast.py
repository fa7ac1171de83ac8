"""Sockets beside the kernel's floor: one change to many, what an idle socket costs, a crowd that comes back.

Run it from the project's folder: python -m bench.broadcast [sockets] [part …]
The parts are `change`, `screen`, `own`, `idle`, `rate` and `return`. The floor is a server that writes the same bytes to as
many transports, in the same run and for the same clients.
"""

import asyncio
import gc
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import uvloop
from sqlalchemy.ext.asyncio import AsyncEngine

import embedded_postgres as embedded
from bench.cpu import cpu_of_threads
from bench.raw_sockets import AT_ONCE, RawSocket, Spread, connect, floor, frame_of, listen
from bench.sockets import WATCHED, analyze, crowd, cursor, open_all, rank, rss
from db.engine import make_engine
from db.migrate import migrate
from live.event_kinds import EventKind
from live.events import Event, append
from live.hub import Hub
from tests.support.people import People, Person
from tests.support.servers import Process
from tests.support.world import World, make_world

SCREEN = """subscription($g: ID!, $a: String) { groupChanges(groupId: $g, after: $a) {
    cursor kind at subjectId actor { id name }
    invitation { id email status role createdAt expiresAt delivery viewerActions invitee { id name } }
    member { id role viewerActions hasFullAccess seatWaitPosition account { id name email } }
    group { id viewerActionsVersion memberCount invitationCounts { pending total } } } }"""
"""What the screens of a group follow, with what the viewer can do."""

OWN = """subscription($g: ID!, $a: String) { groupChanges(groupId: $g, after: $a) {
    cursor kind subjectId invitation { id email status role createdAt expiresAt }
    group { id viewerMembership { id role } } } }"""
"""What is different for each viewer."""

CHANGES = 20
IDLE = 20.0
BEHIND = 10
A_SECOND, FOR = 200, 10.0
"""Changes a second, and for how many seconds."""
TOGETHER = 4
"""Sockets that hear of the same change."""


@dataclass
class BroadcastBench:
    dsn: str
    folder: Path
    people: People
    engine: AsyncEngine
    hub: Hub

    async def change(self, world: World) -> None:
        """Commit one event, as an action does, and hint at it."""
        async with self.engine.begin() as connection:
            actor = world.administrator.key
            event = Event(f"g:{world.key}", EventKind.INVITATION_CREATED, world.invitation_key, actor_id=actor)
            heads = await append(connection, [event])
        self.hub.hint(heads)

    @asynccontextmanager
    async def server(self) -> AsyncIterator[Process]:
        one = Process(self.dsn, self.folder)
        self.people.url = await one.start()
        try:
            yield one
        finally:
            one.kill()

    async def watched(self, url: str, size: int, document: str = WATCHED) -> tuple[World, list[RawSocket]]:
        """Make a group that so many sockets follow."""
        world = await make_world(self.people, self.engine)
        people = await crowd(self.people, self.engine, world, size)
        await analyze(self.engine)
        return world, await follow(url, world, people, document)


async def follow(url: str, world: World, people: Sequence[Person], document: str) -> list[RawSocket]:
    opened = await open_all([partial(open_one, url, who, world, document) for who in people], AT_ONCE)
    await asyncio.sleep(2 + len(people) / 500)  # until every stream has begun
    return opened


async def open_one(url: str, who: Person, world: World, document: str = WATCHED) -> RawSocket:
    opened = await connect(url)
    await opened.subscribe(who.token or "", document, {"g": world.group}, lambda _: None)
    return opened


async def measure_change(bench: BroadcastBench, size: int, document: str = WATCHED) -> None:
    async with bench.server() as server:
        world, sockets = await bench.watched(server.url, size, document)
        elsewhere, [lone] = await bench.watched(server.url, 1, document)
        ours, bare = Spread(), Spread()
        with floor() as many, floor() as single:
            bare_sockets = await open_all([partial(connect, many.url)] * size, AT_ONCE)
            bare_lone = await connect(single.url)
            for turn in range(CHANGES + 2):
                if turn == 2:  # the first two warm up
                    ours, bare = Spread(), Spread()
                tally = listen(sockets)
                used = cpu_of_threads(server.pid)
                await ours.one(tally, lambda: bench.change(world))
                ours.seconds.append((cpu_of_threads(server.pid) - used) / size)
                await ours.one(listen([lone]), lambda: bench.change(elsewhere))
                order = b"!" + frame_of(tally.text)
                used = cpu_of_threads(many.process.pid)
                await bare.one(listen(bare_sockets), lambda order=order: many.tell(order))  # type: ignore[misc]
                bare.seconds.append((cpu_of_threads(many.process.pid) - used) / size)
                await bare.one(listen([bare_lone]), lambda order=order: single.tell(order))  # type: ignore[misc]
    print(f"one change to {size:,} sockets, {len(tally.text)} bytes; ms less what a lone socket takes; CPU µs a socket")
    for name, spread in (("ours", ours), ("direct writes", bare)):
        print("  {:14} lone {:6.1f}  p50 {:7.1f}  last {:7.1f}  CPU {:6.1f}".format(name, *spread.medians()))
    ratios = [one / other for one, other in zip(ours.medians(), bare.medians(), strict=True)]
    print("  {:14} {:11}  p50 {:7.1f}  last {:7.1f}  CPU {:6.1f}".format("ratio", "", *ratios[1:]), flush=True)


async def measure_screen(bench: BroadcastBench, size: int) -> None:
    print("answers that hold what their reader may do:")
    await measure_change(bench, size, SCREEN)


async def measure_own(bench: BroadcastBench, size: int) -> None:
    print("answers of which each is made for its reader alone:")
    await measure_change(bench, size, OWN)


async def measure_idle(bench: BroadcastBench, size: int) -> None:
    async with bench.server() as server:
        await bench.watched(server.url, 50)
        held, used = rss(server.pid), cpu_of_threads(server.pid)
        await asyncio.sleep(IDLE)
        alone = cpu_of_threads(server.pid) - used
        _, sockets = await bench.watched(server.url, size)
        await asyncio.sleep(5)
        used = cpu_of_threads(server.pid)
        await asyncio.sleep(IDLE)
        each = (cpu_of_threads(server.pid) - used - alone) / IDLE / size
        held = (rss(server.pid) - held) / size
        print(f"{len(sockets):,} idle sockets: {held:.1f} KiB and {1e6 * each:.1f} µs of CPU a second each", flush=True)


async def measure_rate(bench: BroadcastBench, size: int) -> None:
    """Commits to one socket, while others in small groups hear of theirs."""
    async with bench.server() as server:
        worlds = [await make_world(bench.people, bench.engine) for _ in range(size // TOGETHER)]
        crowds = [await crowd(bench.people, bench.engine, world, TOGETHER) for world in worlds]
        await asyncio.gather(*(bench.change(world) for world in worlds for _ in range(BEHIND)))
        await analyze(bench.engine)
        for world, people in zip(worlds, crowds, strict=True):
            await open_all([partial(open_one, server.url, who, world) for who in people], AT_ONCE)
        own, [one] = await bench.watched(server.url, 1)
        taken: list[float] = []
        running: set[asyncio.Task[None]] = set()
        turn = asyncio.Lock()
        used, begun = cpu_of_threads(server.pid), time.perf_counter()

        async def timed() -> None:
            if turn.locked():
                return  # the change before has not been heard of
            async with turn:
                tally, started = listen([one]), time.perf_counter()
                await bench.change(own)
                committed = (time.perf_counter() - started) * 1000
                taken.append(max(0.0, (await tally.since(started))[0] - committed))

        for number in range(int(A_SECOND * FOR)):
            late = begun + number / A_SECOND - time.perf_counter()
            await asyncio.sleep(max(0.0, late))
            change = timed() if number % 10 == 0 else bench.change(worlds[number % len(worlds)])
            running.add(task := asyncio.create_task(change))
            task.add_done_callback(running.discard)
        lasted = time.perf_counter() - begun
        await asyncio.gather(*running)
        busy = (cpu_of_threads(server.pid) - used) / lasted
    print(
        f"{int(A_SECOND * FOR / lasted)} changes a second to {size:,} sockets, {TOGETHER} a group: from the commit to one socket"
        f" p50 {rank(taken, 0.5):.1f}, p99 {rank(taken, 0.99):.1f} ms; the server used {busy:.0%} of a core",
        flush=True,
    )


async def measure_return(bench: BroadcastBench, size: int) -> None:
    """Everybody comes back at once with a cursor, ten events behind; the floor sends as many bytes with one write."""
    async with bench.server() as server:
        world = await make_world(bench.people, bench.engine)
        people = await crowd(bench.people, bench.engine, world, size)
        await bench.watched(server.url, 50)  # warms up, and analyzes
        place = await cursor(world, server.url)
        for _ in range(BEHIND):
            await bench.change(world)
        texts: list[bytes] = []

        async def back(who: Person) -> RawSocket:
            one, count = await connect(server.url), 0
            settled = asyncio.get_running_loop().create_future()

            def heard(text: bytes) -> None:
                nonlocal count
                assert b'"type":"next"' in text, text
                assert b'"errors"' not in text, text
                if not texts or len(texts) < BEHIND:
                    texts.append(text)
                count += 1
                if count == BEHIND:
                    settled.set_result(None)

            await one.subscribe(who.token or "", WATCHED, {"g": world.group, "a": place}, heard)
            await settled
            return one

        used, begun = cpu_of_threads(server.pid), time.perf_counter()
        await open_all([partial(back, who) for who in people], AT_ONCE)
        ours = (time.perf_counter() - begun, cpu_of_threads(server.pid) - used)
    with floor() as bare:
        await bare.tell(b"?" + b"".join(map(frame_of, texts)))
        await asyncio.sleep(0.2)

        async def handshake() -> RawSocket:
            count = 0
            settled = asyncio.get_running_loop().create_future()

            def heard(_: bytes) -> None:
                nonlocal count
                count += 1
                if count == BEHIND:
                    settled.set_result(None)

            one = await connect(bare.url, heard)
            await settled
            return one

        used, begun = cpu_of_threads(bare.process.pid), time.perf_counter()
        await open_all([handshake] * size, AT_ONCE)
        floors = (time.perf_counter() - begun, cpu_of_threads(bare.process.pid) - used)
    print(f"{size:,} come back at once, {BEHIND} events behind; seconds, and CPU µs a socket")
    for name, (lasted, seconds) in (("ours", ours), ("handshakes", floors)):
        print(f"  {name:14} {lasted:6.2f}  CPU {1e6 * seconds / size:7.1f}")
    print(f"  {'ratio':14} {ours[0] / floors[0]:6.1f}  CPU {ours[1] / floors[1]:7.1f}", flush=True)


async def main(dsn: str, folder: Path, size: int, parts: list[str]) -> None:
    await migrate(dsn)
    engine, hub = make_engine(dsn, pool_size=20), Hub("postgres://", dsn)
    await hub.start()
    gc.freeze()
    async with httpx.AsyncClient(timeout=60) as http:
        bench = BroadcastBench(dsn, folder, People(engine, http, ""), engine, hub)
        for part in parts:
            await PARTS[part](bench, size)
    await hub.stop()
    await engine.dispose()


PARTS = {
    "change": measure_change,
    "screen": measure_screen,
    "own": measure_own,
    "idle": measure_idle,
    "rate": measure_rate,
    "return": measure_return,
}

if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    words = sys.argv[1:]
    many = int(words.pop(0)) if words and words[0].isdigit() else 1_000
    place = Path(tempfile.mkdtemp(prefix="usher-bench-"))
    try:
        with embedded.start(place / "database", durable=False) as running:
            uvloop.run(main(running.dsn, place, many, words or list(PARTS)))
    finally:
        embedded.destroy(place / "database")
