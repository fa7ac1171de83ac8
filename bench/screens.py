"""Screens of lists beside straight lines: a bare ASGI app that runs the same statements and writes the same bytes.

Run it from the project's folder: python -m bench.screens [requests]
It starts a PostgreSQL, a server and the floor's process. Rounds alternate, each figure is the median of its rounds, and CPU
is that of the serving process for one request.
"""

import asyncio
import statistics
from contextlib import AsyncExitStack
from pathlib import Path

import asyncpg

from bench.cpu import cpu_of
from bench.database import run_with_database
from bench.screen_floor import SCREENS, ScreenFloor
from bench.small_queries import AT_ONCE, Served, connect, start_floor
from db.migrate import migrate
from graph import ids
from rules.tokens import Secret, digest, new_secret
from tests.support.servers import Process

REQUESTS, ROUNDS = 400, 5
_FILL = """
    INSERT INTO accounts (email, name, username, sort_name, search)
    SELECT 'a' || i || '@example.org', 'Person ' || i, 'person' || i, 'person ' || i, ' person ' || i
    FROM generate_series(1, 150) i;
    INSERT INTO groups (name, description, sort_name, search, join_policy, discreet, creator_id)
    VALUES ('Wednesday', '', 'wednesday', ' wednesday', 'INVITE_ONLY', false, 1);
    INSERT INTO memberships (group_id, account_id, role, joined_at, joined_by)
    SELECT 1, id, CASE id WHEN 1 THEN 'ADMINISTRATOR' ELSE 'MEMBER' END, now(), 'INVITATION'
    FROM accounts WHERE id <= 50;
    INSERT INTO seat_plans (group_id, seat_count, starts_at, expires_at)
    VALUES (1, 60, now() - interval '1 day', now() + interval '1 year');
    INSERT INTO seats (group_id, number, membership_id, allocated_at, allocated_by)
    SELECT 1, i, CASE WHEN i <= 25 THEN i END, CASE WHEN i <= 25 THEN now() END, CASE WHEN i <= 25 THEN 1 END
    FROM generate_series(1, 60) i;
    INSERT INTO invitations
        (group_id, email, named_by, search, role, invited_by, created_at, wants_mail, expires_at, delivery)
    SELECT 1, email, 'EMAIL', search, 'MEMBER', 1, now(), true, now() + interval '9 days', 'SENT'
    FROM accounts WHERE id > 50;
    ANALYZE
"""


async def fill(dsn: str) -> str:
    """Make a group, and return its administrator's token."""
    token = new_secret(Secret.SESSION)
    driver = await asyncpg.connect(dsn)
    await driver.execute(_FILL)
    await driver.execute(
        "INSERT INTO sessions (account_id, digest, must_set_password, expires_at)"
        " VALUES (1, $1, false, now() + interval '1 day')",
        digest(token),
    )
    await driver.close()
    return token


async def cpu_per_request(served: Served, token: str, query: str, requests: int) -> float:
    """Return microseconds."""
    variables = {"id": ids.encode("Group", 1)}
    each = requests // AT_ONCE

    async def work(place: int) -> None:
        for _ in range(each):
            await served.clients[place].post(token, query, variables)

    began = cpu_of(served.pid)
    await asyncio.gather(*map(work, range(AT_ONCE)))
    return (cpu_of(served.pid) - began) / (each * AT_ONCE) * 1e6


async def measure(served: list[Served], token: str, requests: int) -> None:
    print(f"{'CPU µs':12} {'ours':>8} {'floor':>8} {'ratio':>7}")
    variables = {"id": ids.encode("Group", 1)}
    for name, screen in SCREENS.items():
        ours, floor = [await each.clients[0].post(token, screen.query, variables) for each in served]
        assert ours == floor, (name, ours[:300], floor[:300])
        for each in served:
            await cpu_per_request(each, token, screen.query, requests)  # warms up
        rounds = [
            [await cpu_per_request(each, token, screen.query, requests) for each in served] for _ in range(ROUNDS)
        ]
        us, bare = (statistics.median(taken) for taken in zip(*rounds, strict=True))
        print(f"{name:12} {us:8.0f} {bare:8.0f} {bare / us:7.2f}", flush=True)


async def run(dsn: str, folder: Path, requests: int) -> None:
    await migrate(dsn)
    token = await fill(dsn)
    async with AsyncExitStack() as stack:
        server = Process(dsn, folder)
        await server.start()
        stack.push_async_callback(server.stop)
        floor = await start_floor(stack, ScreenFloor(dsn, AT_ONCE))
        await measure([await connect(server.pid, server.url), floor], token, requests)


if __name__ == "__main__":
    run_with_database(run, REQUESTS)
