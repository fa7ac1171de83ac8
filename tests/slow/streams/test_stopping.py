"""SIGTERM under load: the process goes in time, nothing is half done, and every socket goes on elsewhere.

USHER_TEST_STOPPING=200x2000 runs it with that many sockets, and an invitation of that many recipients running.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.exceptions import ConnectionClosed

from live.cursors import encode_stream_cursor
from tests.support.people import People, Person
from tests.support.servers import Process
from tests.support.socket import stream
from tests.support.waiting import until
from tests.support.world import World, make_world

SOCKETS, RECIPIENTS = map(int, os.environ.get("USHER_TEST_STOPPING", "20x200").split("x"))
STOPPING_TIME = 25.0
"""Seconds: requests may run for ten, and thirty are what an orchestrator waits for."""
PATIENCE = 60.0 + SOCKETS * RECIPIENTS / 1_000

_CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"
_STREAM = (
    "subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { cursor invitation { status } } }"
)
_TOLD = """
    SELECT number, (SELECT epoch FROM database_state) FROM events
    WHERE stream = 'g' AND stream_id = :key AND kind LIKE 'invitation.%' ORDER BY number
"""
_WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%groups%'
"""
_MAILED = "SELECT count(*) FROM mails WHERE group_id = :key AND state = 'SENT'"
_TWICE_MAILED = "SELECT to_email FROM kept_mails GROUP BY to_email HAVING count(*) > 1"
_HALF_DONE = {
    "history and invitations disagree": """
        SELECT 1 FROM history WHERE group_id = :key HAVING count(*) FILTER (WHERE action = 'INVITATION_SENT')
        <> (SELECT count(*) FROM invitations WHERE group_id = :key) - 1""",
    "mails and invitations disagree": """
        SELECT 1 FROM mails WHERE group_id = :key HAVING count(*) FILTER (WHERE kind = 'INVITATION')
        <> (SELECT count(*) FROM invitations WHERE group_id = :key) - 1""",
    "numbers with holes": """
        SELECT 1 FROM events WHERE stream = 'g' AND stream_id = :key
        HAVING max(number) <> count(*) OR max(number) <> (SELECT event_number FROM groups WHERE id = :key)""",
}


class Follower:
    """One socket with a stream that, when its server goes down, goes on from its cursor on the next."""

    def __init__(self, person: Person, group: str, cursor: str) -> None:
        self.person, self.group, self.cursor = person, group, cursor
        self.heard: list[str] = []
        self.closed: list[int | None] = []

    async def run(self, urls: list[str]) -> None:
        """Follow on the first of these servers until it goes, then on the second."""
        for url in urls:
            async with stream(url, self.person.token, _STREAM, g=self.group, a=self.cursor) as opened:
                try:
                    while True:
                        self.cursor = (await opened.next(PATIENCE))["invitationChanges"]["cursor"]
                        self.heard.append(self.cursor)
                except ConnectionClosed:
                    self.closed.append(opened.socket.close_code)


async def test_stopping_under_load(apart: tuple[str, AsyncEngine], http: httpx.AsyncClient, tmp_path: Path) -> None:
    dsn, engine = apart
    going, staying = servers = [Process(dsn, tmp_path, jobs=True) for _ in range(2)]
    async with AsyncExitStack() as stack:
        for server in servers:
            stack.push_async_callback(server.stop)
        urls = await asyncio.gather(*(server.start() for server in servers))
        world = await make_world(People(engine, http, urls[0]), engine)
        cursor = (await world.administrator.ok(_CURSOR, g=world.group))["group"]["liveCursor"]
        followers = [Follower(who, world.group, cursor) for who, _ in zip(cycle(managers(world)), range(SOCKETS))]
        following = [asyncio.create_task(one.run(urls)) for one in followers]
        await invite(world, "early", RECIPIENTS // 4)
        await until(lambda: all(one.heard for one in followers), PATIENCE)
        async with lock_group(world):
            running = asyncio.create_task(invite(world, "late", RECIPIENTS))
            await until_found(engine, _WAITING)
            begun = time.monotonic()
            stopping = asyncio.create_task(going.stop())
            await until(lambda: all(one.closed for one in followers), PATIENCE)  # they need not wait for what runs
            assert not stopping.done()
        assert await running == RECIPIENTS
        assert await stopping == 0
        assert time.monotonic() - begun < STOPPING_TIME
        await mailed(engine, world.key, RECIPIENTS + RECIPIENTS // 4)
        told = await told_of(engine, world.key)
        await until(lambda: all(len(one.heard) >= len(told) for one in followers), PATIENCE)
        await asyncio.sleep(0.2)  # for what would be too much
        await staying.stop()
        await asyncio.gather(*following)
    for one in followers:
        assert one.heard == told
        assert one.closed == [1012, 1012]
    await nothing_is_half_done(engine, world.key)


def managers(world: World) -> list[Person]:
    return [world.administrator, world.other_administrator, world.facilitator, world.other_facilitator]


async def invite(world: World, word: str, count: int) -> int:
    """Invite so many; how many invitations the answer names."""
    addresses = " ".join(f"{word}{number}.{world.key}@example.org" for number in range(count))
    given = {"groupId": world.group, "addresses": addresses}
    made = await world.administrator.mutate("inviteMembers", given, "results { invitation { id } }")
    return sum(one["invitation"] is not None for one in made["results"])


@asynccontextmanager
async def lock_group(world: World) -> AsyncIterator[None]:
    """Holds up whatever changes the group, so that it is certain to run when the signal comes."""
    async with world.engine.connect() as connection:
        await connection.execute(text("SELECT 1 FROM groups WHERE id = :key FOR UPDATE"), {"key": world.key})
        yield
        await connection.rollback()


async def until_found(engine: AsyncEngine, count: str, least: int = 1, **given: Any) -> None:
    """Wait until a statement counts so many."""

    async def are_found() -> bool:
        return await counted(engine, count, **given) >= least

    await until(are_found, PATIENCE)


async def counted(engine: AsyncEngine, count: str, **given: Any) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text(count), given)).scalar_one())


async def mailed(engine: AsyncEngine, key: int, count: int) -> None:
    """No job is lost with the worker that had it: each mail is sent, and each once."""
    await until_found(engine, _MAILED, count, key=key)
    async with engine.connect() as connection:
        assert (await connection.execute(text(_TWICE_MAILED))).all() == []


async def told_of(engine: AsyncEngine, key: int) -> list[str]:
    """What the database says was told: the cursors."""
    async with engine.connect() as connection:
        rows = await connection.execute(text(_TOLD), {"key": key})
        return [encode_stream_cursor(row.epoch, f"g:{key}", row.number) for row in rows]


async def nothing_is_half_done(engine: AsyncEngine, key: int) -> None:
    async with engine.connect() as connection:
        for broken, statement in _HALF_DONE.items():
            assert (await connection.execute(text(statement), {"key": key})).all() == [], broken
