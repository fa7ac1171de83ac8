"""PostgreSQL ended six times under twenty writers who retry with their keys: nothing is lost, nothing is doubled."""

import asyncio
import itertools
import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from sqlalchemy import select

import embedded_postgres as embedded
from db.engine import make_engine
from db.migrate import migrate
from db.tables import Group
from embedded_postgres import folders, process
from tests.idempotency.keys import create, send
from tests.support.people import People, Person
from tests.support.servers import Process
from tests.support.waiting import until

WRITERS, RESTARTS = 20, 6
LONGEST = 25.0


@dataclass
class Writers:
    """People who make groups one after another, each with a key, until they are told to stop."""

    done: dict[str, bytes] = field(default_factory=dict)
    slowest: float = 0.0
    refused: Counter[int] = field(default_factory=Counter)
    stopping: bool = False

    async def write(self, person: Person, name: str) -> None:
        for number in itertools.count():
            if self.stopping:
                return
            await self.one(person, f"{name}.{number}")

    async def one(self, person: Person, name: str) -> None:
        while True:
            began = time.monotonic()
            try:
                status, body = await send(person, name, create(name))
            finally:
                self.slowest = max(self.slowest, time.monotonic() - began)
            if status == 200 and b'"errors"' not in body:
                self.done[name] = body
                return
            self.refused[status] += 1
            assert b'"RETRYABLE"' in body, body
            await asyncio.sleep(0.1)


async def test_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    data = tmp_path / "data"
    limits = httpx.Limits(max_connections=None)
    with embedded.start(data) as database:
        await migrate(database.dsn)
        server, engine = Process(database.dsn, tmp_path), make_engine(database.dsn, pool_size=2)
        url = await server.start()
        async with httpx.AsyncClient(timeout=LONGEST, limits=limits) as http:
            persons = await People(engine, http, url).many(["Writer"] * WRITERS)
            writers = Writers()
            tasks = [asyncio.create_task(writers.write(one, f"w{place}")) for place, one in enumerate(persons)]
            for number in range(RESTARTS):
                await asyncio.sleep(1.0)
                await asyncio.to_thread(end, data, signal.SIGKILL if number % 2 else signal.SIGINT)
                await asyncio.to_thread(database.restart_if_dead)
            before = len(writers.done)
            await until(lambda: len(writers.done) > before + WRITERS)  # it goes on by itself
            writers.stopping = True
            await asyncio.gather(*tasks)
            again = [
                (name, await send(persons[int(name[1:].split(".")[0])], name, create(name))) for name in sample(writers)
            ]
            assert [(name, answer[1]) for name, answer in again] == [(name, writers.done[name]) for name, _ in again]
        await engine.dispose()  # what it had open is gone
        async with engine.connect() as connection:
            made = Counter((await connection.execute(select(Group.name))).scalars())
        await engine.dispose()
        await server.stop()
    embedded.destroy(data)
    assert made == Counter(list(writers.done)), "each once, and none that nobody was told of"
    assert writers.slowest < LONGEST
    assert sum(writers.refused.values()) > 0, "some were hit by a restart"


def sample(writers: Writers) -> list[str]:
    """Every tenth of what was done."""
    return list(writers.done)[::10]


def end(data: Path, how: signal.Signals) -> None:
    """End PostgreSQL, by a kill or in haste, and wait until it is gone."""
    place = folders.find_cluster(data)
    pid = process.postmaster(place)
    assert pid is not None
    os.kill(pid, how)
    for _ in range(1_200):
        if process.postmaster(place) is None:
            return
        time.sleep(0.05)
    raise AssertionError("it did not end")
