"""Redis absent at the start, and gone for a while: changes do not notice, events are late by seconds, nothing piles up.

USHER_TEST_BROKER_AWAY=30 takes it away for that many seconds.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.redis import RedisServer
from tests.support.servers import Process, server_logs
from tests.support.socket import Stream, stream
from tests.support.world import World, make_world

AWAY = float(os.environ.get("USHER_TEST_BROKER_AWAY", "3"))
MEANWHILE, ONCE_IT_IS_BACK, BACK_WITHIN = 20.0, 2.5, 30.0
"""Seconds. Without a broker, the poll tells of a change, three or four seconds after the last one; with it, a hint does."""
HINDERED = 2.0
"""Seconds for which the broker itself is waited for."""

_CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"
_STREAM = (
    "subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { cursor invitation { email } } }"
)


@dataclass
class Server:
    """A server process, and what can be seen of it from outside."""

    process: Process
    data: Path

    async def broker(self, http: httpx.AsyncClient) -> str:
        """What it says of its broker."""
        return str((await http.get(f"{self.process.url}/readyz")).json()["broadcast"]["state"])

    def log(self) -> list[str]:
        """The lines that it has logged."""
        return [line for log in server_logs(self.data) for line in log.splitlines()]

    def descriptors(self) -> int:
        """Files and connections that it has open."""
        assert self.process._process is not None
        return len(list(Path(f"/proc/{self.process._process.pid}/fd").iterdir()))


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """Not running."""
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture
async def servers(dsn: str, redis: RedisServer, tmp_path: Path) -> AsyncIterator[list[Server]]:
    made = [Server(Process(dsn, tmp_path / name, USHER_BROADCAST_URL=redis.url), tmp_path / name) for name in "ab"]
    async with AsyncExitStack() as stack:
        for one in made:
            one.data.mkdir()
            stack.push_async_callback(one.process.stop)
        await asyncio.gather(*(one.process.start() for one in made))
        yield made


class Scene:
    """Changes made on one server, and watched on the other."""

    def __init__(self, world: World, here: str, heard: Stream) -> None:
        self.world, self.here, self.heard = world, here, heard
        self.count = 0
        self.took: list[float] = []

    async def change(self, within: float) -> None:
        """Invite somebody; it is heard of elsewhere within so many seconds of the answer."""
        self.count += 1
        address = f"b{self.count}.{self.world.key}@example.org"
        given = {"groupId": self.world.group, "addresses": address, "sendMail": False}
        begun = time.monotonic()
        await self.world.administrator.at(self.here).mutate("inviteMembers", given, "")
        self.took.append(time.monotonic() - begun)
        event = (await self.heard.next(within))["invitationChanges"]
        assert event["invitation"]["email"] == address


async def test_a_broker_that_comes_late_and_goes(
    servers: list[Server], redis: RedisServer, people: People, http: httpx.AsyncClient, engine: AsyncEngine
) -> None:
    here, there = (one.process.url for one in servers)
    world = await make_world(people, engine)
    position = (await world.administrator.ok(_CURSOR, g=world.group))["group"]["liveCursor"]
    async with stream(there, world.administrator.token, _STREAM, g=world.group, a=position) as heard:
        scene = Scene(world, here, heard)
        await scene.change(MEANWHILE)
        await come(redis, servers, http)
        for _ in range(5):
            await scene.change(ONCE_IT_IS_BACK)
        before = [one.descriptors() for one in servers]
        redis.kill()
        end = time.monotonic() + AWAY
        while time.monotonic() < end:
            await scene.change(MEANWHILE)
            await asyncio.sleep(0.2)
        assert [await one.broker(http) for one in servers] == ["down", "down"]
        await come(redis, servers, http)
        for _ in range(5):
            await scene.change(ONCE_IT_IS_BACK)
        assert sorted(scene.took)[-3] < HINDERED, scene.took  # a busy machine may hold up one or two
        assert all(one.descriptors() <= was + 2 for one, was in zip(servers, before, strict=True))
    for one in servers:
        told = [line for line in one.log() if "broker." in line]
        assert ["broker.returned" in line for line in told] == [False, True, False, True], told
        assert len(one.log()) < 10, one.log()


async def come(redis: RedisServer, servers: list[Server], http: httpx.AsyncClient) -> None:
    """Start Redis, and wait until both use it."""
    await redis.start()
    async with asyncio.timeout(BACK_WITHIN):
        while [await one.broker(http) for one in servers] != ["up", "up"]:
            await asyncio.sleep(0.05)
