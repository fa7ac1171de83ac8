"""After a backup is restored a new epoch begins, and older cursors expire."""

import asyncio
from pathlib import Path

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People, Person
from tests.support.servers import Process, ended, usher
from tests.support.socket import stream
from tests.support.world import make_world

CHANGES = "subscription($g: ID!, $c: String) { invitationChanges(groupId: $g, after: $c) { cursor kind } }"
BADGE = "subscription { badge { total } }"
FORMER_WORKER = (
    "INSERT INTO processes (name, does_jobs, key_fingerprint, started_at, seen_at)"
    " VALUES ('before:1', true, '', now() - interval '1 day', now() - interval '1 day')"
)
CURSOR = "query($g: ID!) { viewer { liveCursor } group(id: $g) { liveCursor } }"


async def invite(person: Person, group: str, count: int) -> None:
    for number in range(count):
        given = {"groupId": group, "addresses": f"p{number}.{person.key}@example.org", "sendMail": False}
        await person.mutate("inviteMembers", given, "invitedCount")


async def rewind(engine: AsyncEngine, key: int, number: int) -> None:
    """Rewind a group's stream to an earlier event, as a restored backup does."""
    async with engine.begin() as connection:
        given = {"key": key, "number": number}
        gone = "DELETE FROM events WHERE stream = 'g' AND stream_id = :key AND number > :number"
        await connection.execute(text(gone), given)
        await connection.execute(text("UPDATE groups SET event_number = :number WHERE id = :key"), given)
        await connection.execute(text("UPDATE invitations SET email = 'before.' || email WHERE group_id = :key"), given)


async def test_cursors_from_before_a_restored_backup_expire(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient, tmp_path: Path
) -> None:
    dsn, engine = apart
    server = Process(dsn, data_folder)
    try:
        url = await server.start()
        world = await make_world(People(engine, http, url), engine)
        who, group = world.administrator, world.group
        await invite(who, group, 12)
        before = (await who.ok(CURSOR, g=group))["group"]["liveCursor"]
        async with (
            stream(url, who.token, CHANGES, g=group, c=before) as events,
            stream(url, who.token, BADGE) as badge,
        ):
            await badge.next()
            await events.quiet(0.2)
            await rewind(engine, world.key, 5)
            async with engine.begin() as connection:
                await connection.execute(text(FORMER_WORKER))
            restored = usher("restored", settings=server.settings, says=tmp_path / "said", logs=tmp_path / "log")
            assert await asyncio.to_thread(ended, restored) == 0
            assert (tmp_path / "said").read_text().startswith("A new epoch has begun")
            async with engine.connect() as connection:
                assert "before:1" not in (await connection.execute(text("SELECT name FROM processes"))).scalars().all()
            # At once, even in this process: a stream reads the epoch together with its numbers.
            async with stream(url, who.token, CHANGES, g=group, c=before) as again:
                assert await again.error() == "CURSOR_EXPIRED"
            # A reader that stayed connected would wait for event 13 and miss 6 to 12.
            assert await events.error() == "CURSOR_EXPIRED"
            assert await badge.error() == "CURSOR_EXPIRED"
        now = (await who.ok(CURSOR, g=group))["group"]["liveCursor"]
        assert now != before
        await invite(who, group, 9)
        async with stream(url, who.token, CHANGES, g=group, c=now) as events:
            heard = [(await events.next())["invitationChanges"] for _ in range(9)]
        assert [one["kind"] for one in heard] == ["CREATED"] * 9
        async with stream(url, who.token, CHANGES, g=group, c=heard[4]["cursor"]) as events:
            assert [(await events.next())["invitationChanges"] for _ in range(4)] == heard[5:]
        async with stream(url, who.token, CHANGES, g=group, c=before) as events:
            assert await events.error() == "CURSOR_EXPIRED"
    finally:
        await server.stop()


async def test_a_cursor_of_another_database_is_expired(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient, people: People, engine: AsyncEngine
) -> None:
    """Copies of a database share its epoch until `usher restored` begins a new one."""
    ours, theirs = await make_world(people, engine), apart[1]
    await invite(ours.administrator, ours.group, 2)
    cursor = (await ours.administrator.ok(CURSOR, g=ours.group))["group"]["liveCursor"]
    async with theirs.begin() as connection:
        await connection.execute(text("UPDATE database_state SET epoch = 'theirs'"))
        await connection.execute(text(f"SELECT setval('groups_id_seq', {ours.key}, false)"))
    server = Process(apart[0], data_folder)
    try:
        url = await server.start()
        world = await make_world(People(theirs, http, url), theirs)
        assert world.key == ours.key
        await invite(world.administrator, world.group, 4)
        async with stream(url, world.administrator.token, CHANGES, g=world.group, c=cursor) as events:
            assert await events.error() == "CURSOR_EXPIRED"
    finally:
        await server.stop()
