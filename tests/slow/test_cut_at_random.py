"""A thousand operations of every kind, cut short at random by whoever asked: every connection comes back."""

import asyncio
import gc
import json
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.exceptions import ConnectionClosed

from app.settings import Settings
from tests.support.cancelling import BADGE, CREATE, EVENTS, QUERY, SNAPSHOT, Target, serve_target
from tests.support.databases import NewDatabase
from tests.support.servers import Process, server_logs
from tests.support.socket import socket
from tests.support.waiting import until

# What is cut short leaves coroutines of graphql-core that never began, and transports of the clients' own.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

OPERATIONS = 1_000
AT_ONCE = 40
LONGEST = 0.08
DOCUMENTS = (QUERY, SNAPSHOT, CREATE, EVENTS, BADGE)


async def on_a_socket(target: Target, chance: random.Random) -> int:
    """Several operations on one socket: each completed, or all ended by its closing, or both."""
    how = chance.choice(["complete", "close", "both"])
    asked = chance.randint(1, 6)
    with suppress(ConnectionClosed, OSError):
        async with socket(target.url, target.world.administrator.token) as opened:
            for number in range(asked):
                payload = {"query": chance.choice(DOCUMENTS), "variables": {"id": target.world.group}}
                await opened.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
            await asyncio.sleep(chance.uniform(0, LONGEST))
            if how != "close":
                for number in range(asked):
                    await opened.send(json.dumps({"id": str(number), "type": "complete"}))
            if how == "complete":
                await asyncio.sleep(chance.uniform(0, LONGEST))
    return asked


async def over_http(target: Target, chance: random.Random) -> int:
    """One request, whose connection is closed before the answer is there."""
    headers = {"authorization": f"Bearer {target.world.administrator.token}"}
    if chance.random() < 0.5:
        headers["idempotency-key"] = f"cut {chance.random()}"
    body: dict[str, Any] = {"query": chance.choice(DOCUMENTS[:3]), "variables": {"id": target.world.group}}
    page = chance.random() < 0.3
    with suppress(httpx.HTTPError, TimeoutError):
        async with asyncio.timeout(chance.uniform(0, LONGEST)):
            if page:
                await target.page()
            else:
                await target.http.post(f"{target.url}/graphql", json=body, headers=headers)
    return 1


async def play(target: Target, chance: random.Random, left: int = OPERATIONS) -> None:

    async def player() -> None:
        nonlocal left
        while left > 0:
            asked = await chance.choice([on_a_socket, on_a_socket, over_http])(target, chance)
            left -= asked

    await asyncio.gather(*(player() for _ in range(AT_ONCE)))


async def test_a_thousand_cut_operations_give_their_connections_back(
    settings: Settings, new_database: NewDatabase, http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve_target(settings, await new_database(), http) as target:
        await play(target, random.Random())
        await until(target.whole, 60)
        gc.collect()
        await asyncio.gather(*(target.post(SNAPSHOT) for _ in range(40)))
        async with target.pool.connect() as connection:  # as many as there may be, none is lost
            assert await connection.scalar(text("SELECT 1")) == 1
        assert (await target.http.get(f"{target.url}/readyz")).status_code == 200
        held = [await target.pool.connect() for _ in range(10)]
        for connection in held:
            await connection.close()
    assert not [line for line in caplog.messages if "garbage" in line]


async def uses_no_connection(http: httpx.AsyncClient, url: str) -> bool:
    return 'usher_pool_connections{state="in_use"} 0.0' in (await http.get(f"{url}/metrics")).text


async def test_cut_operations_log_no_errors(
    settings: Settings, apart: tuple[str, AsyncEngine], http: httpx.AsyncClient, tmp_path: Path
) -> None:
    dsn, _ = apart
    server = Process(dsn, tmp_path, USHER_DATABASE_POOL="10")
    try:
        url = await server.start()
        async with serve_target(settings, dsn, http) as target:
            target.url = target.browser.url = url
            await play(target, random.Random(), 300)
            await until(lambda: uses_no_connection(http, url), 60)
        assert (await http.get(f"{url}/readyz")).status_code == 200
    finally:
        await server.stop()
    gc.collect()
    [log] = server_logs(tmp_path)
    assert "garbage" not in log
    assert "operation.failed" not in log
