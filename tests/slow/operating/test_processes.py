"""Workers that were killed are reported."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.servers import Process, ended, usher

AGE = text("UPDATE processes SET seen_at = seen_at - interval '1 minute' WHERE name = :name")


async def ready(
    http: httpx.AsyncClient, url: str, holds: Callable[[dict[str, Any]], bool]
) -> tuple[int, dict[str, Any]]:
    """Wait until the body of `/readyz` satisfies `holds`; return its status and body."""
    async with asyncio.timeout(60):
        while not holds((answer := await http.get(f"{url}/readyz")).json()):
            await asyncio.sleep(0.1)
    return answer.status_code, answer.json()


async def names(engine: AsyncEngine, *, does_jobs: bool) -> set[str]:
    async with engine.connect() as connection:
        found = await connection.execute(text("SELECT name FROM processes WHERE does_jobs = :j"), {"j": does_jobs})
        return set(found.scalars())


async def test_a_killed_worker_is_reported_until_another_starts(
    apart: tuple[str, AsyncEngine], data_folder: Path, tmp_path: Path, http: httpx.AsyncClient
) -> None:
    dsn, engine = apart
    server = Process(dsn, tmp_path)
    settings = server.settings
    logs = tmp_path / "worker.log"

    async def worker() -> tuple[Any, str]:
        before = await names(engine, does_jobs=True)
        process = usher("worker", settings=settings, says=tmp_path / "worker.said", logs=logs)
        async with asyncio.timeout(60):
            while not (new := await names(engine, does_jobs=True) - before):
                await asyncio.sleep(0.1)
        return process, new.pop()

    try:
        url = await server.start()
        first, name = await worker()
        assert name.endswith(f":{first.pid}")
        assert (await ready(http, url, lambda said: True))[1]["workers"] == {"state": "up"}
        first.kill()
        ended(first)
        async with engine.begin() as connection:
            await connection.execute(AGE, {"name": name})
        status, said = await ready(http, url, lambda said: said["workers"]["state"] == "down")
        assert status == 200
        assert said["status"] == "ready"
        assert said["workers"]["gone"].startswith(f"{name} since 20")
        figures = (await http.get(f"{url}/metrics")).text
        found = re.search(
            rf'^usher_worker_last_seen_seconds{{worker="{re.escape(name)}"}} (\S+)$', figures, re.MULTILINE
        )
        assert found
        assert float(found[1]) > 60
        second, other = await worker()
        await ready(http, url, lambda said: said["workers"]["state"] == "up")
        second.terminate()
        assert await asyncio.to_thread(ended, second) == 0
        assert other not in await names(engine, does_jobs=True)
    finally:
        assert await server.stop() == 0
    assert await names(engine, does_jobs=False) == set()
    log = server.log.read_text()
    assert [log.count(event) for event in ("worker.lost", "worker.returned")] == [1, 1]
