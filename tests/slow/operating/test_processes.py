"""What servers notice of each other and of the database: workers that are gone, and a schema that does not fit."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import make_engine
from tests.support.databases import NewDatabase
from tests.support.servers import Process, ended, usher

AGE = text("UPDATE processes SET seen_at = seen_at - interval '1 minute' WHERE name = :name")


async def ready(
    http: httpx.AsyncClient, url: str, holds: Callable[[dict[str, Any]], bool]
) -> tuple[int, dict[str, Any]]:
    """What `/readyz` says once something holds of it."""
    async with asyncio.timeout(20):
        while not holds((answer := await http.get(f"{url}/readyz")).json()):
            await asyncio.sleep(0.1)
    return answer.status_code, answer.json()


async def names(engine: AsyncEngine, *, does_jobs: bool) -> set[str]:
    async with engine.connect() as connection:
        found = await connection.execute(text("SELECT name FROM processes WHERE does_jobs = :j"), {"j": does_jobs})
        return set(found.scalars())


async def test_a_worker_that_was_killed_is_named_until_another_takes_its_place(
    apart: tuple[str, AsyncEngine], data_folder: Path, tmp_path: Path, http: httpx.AsyncClient
) -> None:
    dsn, engine = apart
    server = Process(dsn, tmp_path)
    settings = server.settings
    logs = tmp_path / "worker.log"

    async def worker() -> tuple[Any, str]:
        before = await names(engine, does_jobs=True)
        process = usher("worker", settings=settings, says=tmp_path / "worker.said", logs=logs)
        async with asyncio.timeout(30):
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


async def test_a_schema_that_does_not_fit_is_named_and_refused(
    new_database: NewDatabase, tmp_path: Path, http: httpx.AsyncClient
) -> None:
    dsn = await new_database()
    engine = make_engine(dsn, pool_size=1)
    server = Process(dsn, tmp_path)

    async def execute(statement: str) -> None:
        async with engine.begin() as connection:
            await connection.execute(text(statement))

    async def refused(word: str) -> str:
        log = tmp_path / "refused.log"
        log.write_text("")
        process = usher(*word.split(), settings=server.settings, says=tmp_path / "said", logs=log)
        assert await asyncio.to_thread(ended, process) == 1
        assert log.read_text().count("\n") == 1
        return log.read_text()

    try:
        url = await server.start()
        assert (await http.get(f"{url}/readyz")).json()["schema"] == {"state": "up"}
        await execute("UPDATE alembic_version SET version_num = '9998'")
        assert (await http.get(f"{url}/readyz")).status_code == 200, "a later version has only added something"
        await execute("UPDATE database_state SET oldest_server = '9997'")
        answer = await http.get(f"{url}/readyz")
        assert answer.status_code == 503
        assert "too new for this version" in answer.json()["schema"]["reason"]
        assert answer.json()["database"] == {"state": "up"}
        for word in ("serve --port 0", "worker", "migrate"):
            assert "too new for this version" in await refused(word)
        await execute("UPDATE database_state SET oldest_server = '0001'")
        await execute("UPDATE alembic_version SET version_num = '0001'")
        answer = await http.get(f"{url}/readyz")
        assert (answer.status_code, answer.json()["schema"]["state"]) == (503, "down")
        assert "usher migrate" in answer.json()["schema"]["reason"]
    finally:
        await server.stop()
        await engine.dispose()
