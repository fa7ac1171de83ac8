"""A command that the database refuses prints one line, not a traceback."""

import asyncio
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.servers import Process, ended, usher

CUT = "CREATE RULE cut AS ON INSERT TO staff DO INSTEAD SELECT pg_terminate_backend(pg_backend_pid())"
UNREADABLE = "ALTER TABLE alembic_version RENAME version_num TO another"


async def refused(dsn: str, folder: Path, words: str) -> str:
    said = folder / "said"
    said.write_text("")
    process = usher(*words.split(), settings=Process(dsn, folder).settings, says=folder / "out", logs=said)
    assert await asyncio.to_thread(ended, process) == 1
    assert said.read_text().count("\n") == 1, said.read_text()
    return said.read_text()


async def test_a_refusal_of_the_database_is_one_line(apart: tuple[str, AsyncEngine], tmp_path: Path) -> None:
    dsn, engine = apart
    async with engine.begin() as connection:
        await connection.execute(text(CUT))
    said = await refused(dsn, tmp_path, "staff a@example.org")
    assert said.startswith("usher: the database refuses: ")
    async with engine.begin() as connection:
        await connection.execute(text(UNREADABLE))
    for words in ("migrate", "restored", "serve --port 0", "worker"):
        said = await refused(dsn, tmp_path, words)
        assert said == "usher: the database refuses: column alembic_version.version_num does not exist\n"
