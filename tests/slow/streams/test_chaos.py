"""Whatever is cut while things change, the screen ends equal to the database: nothing missed, doubled or out of order.

USHER_TEST_CHANGES=1000 runs it at full size: 20 cuts, 3 deaths of the broker, 2 of a server.
"""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from live.cursors import encode_stream_cursor
from tests.streams.watching import Screen, read_state
from tests.support.people import People, Person
from tests.support.redis import RedisServer
from tests.support.servers import Process
from tests.support.world import World, make_world

CHANGES = int(os.environ.get("USHER_TEST_CHANGES", "120"))
WRITERS = 10
IS_FULL = CHANGES >= 1_000
CUTS, LOSSES, KILLS = (20, 3, 2) if IS_FULL else (6, 1, 1)

_TOLD = """
    SELECT number, split_part(kind, '.', 2) AS verb, subject_id, (SELECT epoch FROM database_state) FROM events
    WHERE stream = 'g' AND stream_id = :key AND split_part(kind, '.', 1) = :noun ORDER BY number
"""
_TERMINATE = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE application_name = 'usher hub' AND datname = current_database()
"""

Lose = Callable[[], Awaitable[None]]


async def test_chaos_on_redis(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    with RedisServer(tmp_path) as redis:
        await redis.start()

        async def lose() -> None:
            redis.kill()
            await asyncio.sleep(random.uniform(0.3, 1.5))
            await redis.start()

        await chaos(apart, data_folder, http, redis.url, lose)


async def test_chaos_on_postgres(apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient) -> None:
    async def lose() -> None:
        async with apart[1].connect() as connection:
            assert (await connection.execute(text(_TERMINATE))).scalar_one() >= 1

    await chaos(apart, data_folder, http, "postgres://", lose)


async def chaos(apart: tuple[str, AsyncEngine], data: Path, http: httpx.AsyncClient, broker: str, lose: Lose) -> None:
    """Changes pour in over two processes, while sockets, broker and processes are cut off."""
    dsn, engine = apart
    servers = [Process(dsn, data, USHER_BROADCAST_URL=broker) for _ in range(2)]
    async with AsyncExitStack() as stack:
        for server in servers:
            stack.push_async_callback(server.stop)
        urls = await asyncio.gather(*(server.start() for server in servers))
        world = await make_world(People(engine, http, urls[0]), engine, members=WRITERS)
        state, cursor = await read_state(world.administrator, world.group)
        screen = Screen(world.administrator, world.group, urls, state, cursor)
        watching = asyncio.create_task(screen.run())
        done = Done()
        harm = [
            at_intervals(done, CUTS, lambda: cut(screen)),
            at_intervals(done, LOSSES, lose),
            at_intervals(done, KILLS, lambda: kill(random.choice(servers))),
        ]
        await asyncio.gather(write(world, urls, done), *harm)
        told = {noun: await told_of(engine, world.key, noun) for noun in ("invitation", "member")}
        await caught_up(screen, watching, told)
        assert screen.heard == {f"{noun}Changes": events for noun, events in told.items()}
        assert sum(map(len, told.values())) >= CHANGES
        assert screen.connected > CUTS
        fresh, _ = await read_state(world.administrator.at(urls[1]), world.group)
        assert screen.state == fresh
        watching.cancel()


class Done:
    """How many of the changes have been made."""

    def __init__(self) -> None:
        self.count = 0

    async def reach(self, count: int) -> None:
        """Wait until so many changes have been made."""
        while self.count < count:
            await asyncio.sleep(0.01)


async def at_intervals(done: Done, times: int, harm: Lose) -> None:
    """Do harm so many times, at places spread over the changes."""
    for place in sorted(random.uniform(0.02, 0.95) for _ in range(times)):
        await done.reach(int(place * CHANGES))
        await harm()


async def cut(screen: Screen) -> None:
    """Cut the socket, once it is there again."""
    while not screen.cut():
        await asyncio.sleep(0.02)
    await asyncio.sleep(random.uniform(0, 0.2))


async def kill(server: Process) -> None:
    """kill -9, and after a while start it again at the same port."""
    server.kill()
    await asyncio.sleep(random.uniform(0, 0.5))
    await server.start()


async def write(world: World, urls: list[str], done: Done) -> None:
    """Have ten people make changes, each tried until some server has answered it."""
    crowd = await _crowd(world)
    await asyncio.gather(*(_write_some(world, urls, number, crowd[number], done) for number in range(WRITERS)))


async def _crowd(world: World) -> list[str]:
    statement = "SELECT id FROM memberships WHERE group_id = :key AND id <> ALL(:known) ORDER BY id"
    async with world.engine.connect() as connection:
        found = await connection.execute(text(statement), {"key": world.key, "known": list(world.members.values())})
        return [str(ids.encode("Member", key)) for key in found.scalars()]


async def _write_some(world: World, urls: list[str], writer: int, member: str, done: Done) -> None:
    open_ones: list[str] = []
    role = "MEMBER"
    for number in range(CHANGES // WRITERS):
        turn = random.random()
        if turn < 0.5 or not open_ones:
            given: dict[str, Any] = {"groupId": world.group, "sendMail": False}
            given["addresses"] = f"w{writer}.{number}.{world.key}@example.org"
            selection = "inviteMembers(input: $input) { results { invitation { id } } }"
            made = await _insist(world.administrator, urls, "InviteMembersInput", selection, given)
            open_ones.append(made["inviteMembers"]["results"][0]["invitation"]["id"])
        elif turn < 0.75:
            given = {"invitationId": open_ones.pop()}
            selection = "cancelInvitation(input: $input) { userErrors { code } }"
            await _insist(world.administrator, urls, "InvitationInput", selection, given)
        else:
            role = "FACILITATOR" if role == "MEMBER" else "MEMBER"
            given = {"memberId": member, "role": role}
            selection = "setMemberRole(input: $input) { userErrors { code } }"
            await _insist(world.administrator, urls, "SetMemberRoleInput", selection, given)
        done.count += 1


async def _insist(person: Person, urls: list[str], input_type: str, selection: str, given: dict[str, Any]) -> Any:
    document = f"mutation($input: {input_type}!) {{ {selection} }}"
    async with asyncio.timeout(240):
        while True:
            try:
                answer = await person.at(random.choice(urls)).answer(document, input=given)
            except httpx.TransportError:
                await asyncio.sleep(0.05)
                continue
            if "errors" not in answer:
                return answer["data"]
            assert {error["extensions"]["code"] for error in answer["errors"]} == {"RETRYABLE"}, answer


async def told_of(engine: AsyncEngine, key: int, noun: str) -> list[tuple[str, str, str]]:
    """Return the events in the database as a screen receives them: cursor, kind and subject."""
    kind = noun.capitalize()
    async with engine.connect() as connection:
        rows = await connection.execute(text(_TOLD), {"key": key, "noun": noun})
        return [
            (encode_stream_cursor(row.epoch, f"g:{key}", row.number), row.verb, str(ids.encode(kind, row.subject_id)))
            for row in rows
        ]


async def caught_up(screen: Screen, watching: "asyncio.Task[None]", told: dict[str, list[Any]]) -> None:
    """Wait until the screen has received all events, and a moment longer for events too many."""
    async with asyncio.timeout(60):
        while any(len(screen.heard[f"{noun}Changes"]) < len(events) for noun, events in told.items()):
            assert not watching.done(), watching.exception()
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
