"""Any of several processes reports the metrics of all."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import httpx

from tests.operating.read_metrics import read_metrics
from tests.support.client import Client
from tests.support.command import Command
from tests.support.people import People
from tests.support.servers import Process
from tests.support.socket import stream


async def test_any_process_reports_the_metrics_of_all(dsn: str, tmp_path: Path, people: People) -> None:
    person = await people()
    settings = Process(dsn, tmp_path).settings
    server = Command(tmp_path, "serve", "--port", "0", "--no-jobs", "--workers", "2", **settings)
    url = await asyncio.to_thread(server.read, r"Listening: +(\S+)\n")
    ours = person.at(url)

    async def each_asks(count: int) -> None:
        for _ in range(count):  # each on a connection of its own, so that both processes take some
            async with httpx.AsyncClient(timeout=30) as http:
                await Client(http, url, ours.token).ok("query Counted { site { name } }")

    async def totals() -> dict[tuple[str, ...], float]:
        async with httpx.AsyncClient(timeout=30) as http:
            return await read_metrics(People(people.engine, http, url))

    try:
        await each_asks(40)
        said = [await totals() for _ in range(4)]
        assert {one["usher_operations_total", "query", "Counted"] for one in said} == {40}
        assert {one["usher_operation_seconds_count", "query"] for one in said} == {40}
        sockets = [stream(url, ours.token, "subscription { badge { total } }") for _ in range(6)]
        async with AsyncExitStack() as opened:
            for one in sockets:
                await (await opened.enter_async_context(one)).next()
            async with asyncio.timeout(60):
                while (await totals())["usher_sockets",] != 6:
                    await asyncio.sleep(0.2)
        async with asyncio.timeout(60):
            while (await totals())["usher_sockets",] != 0:
                await asyncio.sleep(0.2)
    finally:
        server.process.terminate()
        await asyncio.to_thread(server.wait)
        server.process.communicate()
