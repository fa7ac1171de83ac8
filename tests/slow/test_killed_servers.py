"""kill -9 of a server at random points: nothing is half done, whatever was being done."""

import asyncio
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People, Person
from tests.support.servers import Process
from tests.support.world import make_world

OPERATIONS = int(os.environ.get("USHER_TEST_OPERATIONS", "80"))
SEATS = 8
INVARIANTS = {
    "more seats than bought": """SELECT p.group_id FROM seat_plans p JOIN seats s USING (group_id) WHERE group_id = :key
        GROUP BY p.group_id, p.seat_count HAVING count(*) <> p.seat_count""",
    "history and seats disagree": """SELECT 1 FROM history WHERE group_id = :key
        HAVING count(*) FILTER (WHERE action = 'SEAT_ALLOCATED') - count(*) FILTER (WHERE action = 'SEAT_RELEASED')
        <> (SELECT count(*) FROM seats WHERE group_id = :key AND membership_id IS NOT NULL)""",
    "history and events disagree": """SELECT 1 FROM history WHERE group_id = :key
        HAVING count(*) FILTER (WHERE action = 'SEAT_ALLOCATED') <> (SELECT count(*) FROM events WHERE stream = 'g'
            AND stream_id = :key AND kind = 'member.SEAT_ALLOCATED')
        OR count(*) FILTER (WHERE action = 'INVITATION_SENT') <> (SELECT count(*) FROM invitations WHERE group_id = :key) - 1""",
    "a mail too many or too few": """SELECT 1 FROM mails WHERE group_id = :key
        HAVING count(*) FILTER (WHERE kind = 'SEAT_ALLOCATED') <> (SELECT count(*) FROM history WHERE group_id = :key
            AND action = 'SEAT_ALLOCATED')
        OR count(*) FILTER (WHERE kind = 'INVITATION') <> (SELECT count(*) FROM invitations WHERE group_id = :key) - 1""",
    "numbers with holes": """SELECT 1 FROM events WHERE stream = 'g' AND stream_id = :key
        HAVING max(number) <> count(*) OR max(number) <> (SELECT event_number FROM groups WHERE id = :key)""",
}


async def test_a_killed_server_leaves_nothing_half_done(
    dsn: str, data_folder: Path, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    expiry = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    await world.staff.mutate("setSeatPlan", {"groupId": world.group, "seatCount": SEATS, "expiresAt": expiry}, "")
    server = Process(dsn, data_folder)
    await server.start()
    admin = world.administrator.at(server.url)
    members = [world.membership(role) for role in world.members]
    done = asyncio.Event()
    left = iter(range(OPERATIONS))
    answered = 0

    async def work() -> None:
        nonlocal answered
        for number in left:
            await insist(admin, number, world.group, random.choice(members), world.key)
            answered += 1

    async def kill() -> None:
        while not done.is_set():
            before = answered
            await asyncio.sleep(random.uniform(0.3, 1.5))
            while answered == before and not done.is_set():  # a slow machine would come to nothing
                await asyncio.sleep(0.01)
            server.kill()
            await server.start()

    killer = asyncio.create_task(kill())
    await asyncio.gather(*(work() for _ in range(8)))
    done.set()
    await killer
    await server.stop()
    async with engine.connect() as connection:
        for broken, statement in INVARIANTS.items():
            found = (await connection.execute(text(statement), {"key": world.key})).all()
            assert found == [], broken


async def insist(admin: Person, number: int, group: str, member: str, key: int) -> None:
    """One operation, tried until the server has answered it."""
    field, given = random.choice(
        [
            ("allocateSeat", {"memberId": member}),
            ("releaseSeat", {"memberId": member}),
            ("inviteMembers", {"groupId": group, "addresses": f"k{number}.{key}@example.org"}),
        ]
    )
    async with asyncio.timeout(300):
        while True:
            try:
                await admin.outcome(field, given)
                return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
