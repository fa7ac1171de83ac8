"""Idle connections that something on the way has forgotten: who asks next is answered within seconds."""

import asyncio
import os
import socket
import time
from collections.abc import Awaitable

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from app.wiring import create_app
from db.connecting import close, connect
from db.database_url import parse_database_url
from tests.slow.pace import pace
from tests.support.people import People
from tests.support.proxy import Line
from tests.support.servers import served
from tests.support.socket import stream
from tests.support.world import make_world

RESTED = 3.0
SOON = 5.0
"""Seconds on a machine of the usual pace: 1.5 to find out that a connection is forgotten; who does not waits for 28."""
READ = "query($id: ID!) { group(id: $id) { name memberCount } }"
SNAPSHOT = "query($id: ID!) { group(id: $id) { liveCursor name } }"
RENAME = 'mutation($id: ID!) { updateGroup(input: {groupId: $id, name: "Again"}) { group { name } } }'
BADGE = "subscription { badge { total } }"


async def timed(asked: Awaitable[dict[str, object]]) -> tuple[float, dict[str, object]]:
    begun = time.monotonic()
    answer = await asked
    return time.monotonic() - begun, answer


@pytest.mark.parametrize("key", [None, "forgotten"])
async def test_requests_on_forgotten_connections_are_answered_soon(
    settings: Settings, apart: tuple[str, AsyncEngine], http: httpx.AsyncClient, key: str | None
) -> None:
    dsn, engine = apart
    async with Line(dsn) as line:
        app = create_app(settings, line.dsn, jobs=True)
        async with served(app) as url:
            world = await make_world(People(engine, http, url), engine)
            admin = world.administrator
            await asyncio.gather(*(admin.ok(READ, id=world.group) for _ in range(25)))
            async with stream(url, admin.token, BADGE) as heard:
                await heard.next()
                await asyncio.sleep(RESTED)
                assert line.forget(RESTED / 2) >= 10
                admin.headers = {"idempotency-key": key} if key else {}
                asked = [READ] * 6 + [SNAPSHOT] * 3 + [RENAME]
                found = await asyncio.gather(*(timed(admin.answer(document, id=world.group)) for document in asked))
                assert [answer.get("errors") for _, answer in found] == [None] * len(asked)
                assert max(took for took, _ in found) < SOON * pace()
                admin.headers = {}
                await admin.mutate("inviteMembers", {"groupId": world.group, "addresses": admin.email}, "invitedCount")
            async with asyncio.timeout(90):
                while (ready := await http.get(f"{url}/readyz")).status_code != 200:
                    await asyncio.sleep(0.2)
            assert ready.json()["jobs"]["state"] == "up"


async def test_the_system_is_told_to_notice_what_no_longer_arrives(apart: tuple[str, AsyncEngine]) -> None:
    dsn, _ = apart
    async with Line(dsn) as line:
        connection = await connect(parse_database_url(f"{line.dsn}?keepalives_idle=17"))
        with socket.socket(fileno=os.dup(connection._transport.get_extra_info("socket").fileno())) as same:
            assert same.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            assert same.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 17
            assert same.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 4_000
        await close(connection)
