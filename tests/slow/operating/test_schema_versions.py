"""A database whose schema is too old or too new is reported and refused."""

import asyncio
from pathlib import Path

import httpx
from sqlalchemy import text

from db.engine import make_engine
from tests.support.databases import NewDatabase
from tests.support.servers import Process, ended, usher


async def test_an_incompatible_schema_is_reported_and_refused(
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
