"""A server whose database has gone for good waits for it quietly."""

import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.servers import Process, server_logs
from tests.support.socket import stream
from tests.support.world import make_world

SETTLED, QUIET, WATCHED = 5.0, 3.0, 6.0
"""Seconds after the loss, seconds for which it has logged nothing then, and seconds for which it is watched."""
MOST_CPU = 0.25
"""The share of a core: one that tried again without a rest would take a whole one, and a slow machine needs more."""
A_FEW = 3
"""Lines of what is done so rarely that it has not failed before."""

_BADGE = "subscription { badge { total } }"


async def test_a_database_gone_for_good(
    apart: tuple[str, AsyncEngine], postgres: str, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    dsn, engine = apart
    server = Process(dsn, tmp_path, jobs=True)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(server.stop)
        url = await server.start()
        world = await make_world(People(engine, http, url), engine)
        await engine.dispose()
        for who in (world.administrator, world.member):
            heard = await stack.enter_async_context(stream(url, who.token, _BADGE))
            await heard.next()
        await drop(postgres, dsn)
        told = await settled(tmp_path)
        spent = cpu(server)
        await asyncio.sleep(WATCHED)
        assert cpu(server) - spent < WATCHED * MOST_CPU
        assert len(log(tmp_path)) <= len(told) + A_FEW, log(tmp_path)
        assert (await http.get(f"{url}/healthz")).status_code == 200
        assert (await http.get(f"{url}/readyz")).status_code == 503
    assert len(told) < 30, told


async def settled(folder: Path) -> list[str]:
    """Wait until each thing that is done often has failed once, and said so; return the log."""
    told, end = log(folder), time.monotonic() + SETTLED
    async with asyncio.timeout(60):
        while time.monotonic() < end:
            await asyncio.sleep(0.1)
            if (now := log(folder)) != told:
                told, end = now, max(end, time.monotonic() + QUIET)
    return told


async def drop(postgres: str, dsn: str) -> None:
    """Take the database away, connections and all."""
    connection = await asyncpg.connect(postgres)
    name = urlsplit(dsn).path[1:]
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name} ALLOW_CONNECTIONS false")  # for whoever drops it at the end
    await connection.close()


def cpu(server: Process) -> float:
    """Seconds that a server has worked."""
    words = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / 100


def log(folder: Path) -> list[str]:
    """The lines that the server has logged."""
    return [line for log in server_logs(folder) for line in log.splitlines()]
