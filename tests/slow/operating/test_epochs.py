"""A backup that is restored: numbers begin anew, so a cursor from before is told from one of now."""

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
PRESENT = "subscription { badge { total } }"
WORKER_BEFORE = (
    "INSERT INTO processes (name, does_jobs, key_fingerprint, started_at, seen_at)"
    " VALUES ('before:1', true, '', now() - interval '1 day', now() - interval '1 day')"
)
CURSOR = "query($g: ID!) { viewer { liveCursor } group(id: $g) { liveCursor } }"


async def invite(person: Person, group: str, count: int) -> None:
    for number in range(count):
        given = {"groupId": group, "addresses": f"p{number}.{person.key}@example.org", "sendMail": False}
        await person.mutate("inviteMembers", given, "invitedCount")


async def go_back(engine: AsyncEngine, key: int, number: int) -> None:
    """Have a group's stream end where it did at some earlier time, as a restored backup would have it."""
    async with engine.begin() as connection:
        given = {"key": key, "number": number}
        gone = "DELETE FROM events WHERE stream = 'g' AND stream_id = :key AND number > :number"
        await connection.execute(text(gone), given)
        await connection.execute(text("UPDATE groups SET event_number = :number WHERE id = :key"), given)
        await connection.execute(text("UPDATE invitations SET email = 'before.' || email WHERE group_id = :key"), given)


async def test_no_cursor_from_before_a_restored_backup_is_taken_for_one_of_now(
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
            stream(url, who.token, PRESENT) as present,
        ):
            await present.next()
            await events.quiet(0.2)
            await go_back(engine, world.key, 5)
            async with engine.begin() as connection:
                await connection.execute(text(WORKER_BEFORE))
            restored = usher("restored", settings=server.settings, says=tmp_path / "said", logs=tmp_path / "log")
            assert await asyncio.to_thread(ended, restored) == 0
            assert (tmp_path / "said").read_text().startswith("A new epoch has begun")
            async with engine.connect() as connection:
                assert "before:1" not in (await connection.execute(text("SELECT name FROM processes"))).scalars().all()
            # At once, whatever this process remembers: the epoch is read together with the stream's own numbers.
            async with stream(url, who.token, CHANGES, g=group, c=before) as again:
                assert await again.error() == "CURSOR_EXPIRED"
            # Who was listening all the time would wait for number 13 and miss 6 to 12.
            assert await events.error() == "CURSOR_EXPIRED"
            assert await present.error() == "CURSOR_EXPIRED"
        now = (await who.ok(CURSOR, g=group))["group"]["liveCursor"]
        assert now != before
        await invite(who, group, 9)
        async with stream(url, who.token, CHANGES, g=group, c=now) as events:
            told = [(await events.next())["invitationChanges"] for _ in range(9)]
        assert [one["kind"] for one in told] == ["CREATED"] * 9
        async with stream(url, who.token, CHANGES, g=group, c=told[4]["cursor"]) as events:
            assert [(await events.next())["invitationChanges"] for _ in range(4)] == told[5:]
        async with stream(url, who.token, CHANGES, g=group, c=before) as events:
            assert await events.error() == "CURSOR_EXPIRED"
    finally:
        await server.stop()


async def test_a_cursor_of_another_database_is_expired(
    apart: tuple[str, AsyncEngine], data_folder: Path, http: httpx.AsyncClient, people: People, engine: AsyncEngine
) -> None:
    """Copies of one database share its epoch, until one of them is said to have been restored."""
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
