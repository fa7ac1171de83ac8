"""50 members with 8 fields, by us and by PostGraphile 5 on the same tables: make bench-postgraphile [ARGS=requests]

It starts a PostgreSQL, a server of ours and PostGraphile's, each a single process. Rounds alternate, each figure is the median
of its rounds, CPU is that of the serving process and of PostgreSQL for one request, with eight requests at once. PostGraphile
signs nobody in and asks for no permission; its IDs and cursors are its own, and a function of the database tells who has full
access. Both show the same people with the same roles, moments and access.
"""

import asyncio
import statistics
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import orjson

from bench.cpu import cpu_of, cpu_of_children
from bench.database import run_with_database
from bench.screen_floor import SCREENS
from bench.screens import fill
from bench.small_queries import AT_ONCE, Served, connect
from db.migrate import migrate
from embedded_postgres import folders, process
from graph import ids
from tests.support.ports import kept_port
from tests.support.servers import Process

REQUESTS, ROUNDS = 800, 5
SERVER = Path(__file__).with_name("postgraphile_server")
HAS_FULL_ACCESS = """
    CREATE FUNCTION memberships_has_full_access(member memberships) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(
            (SELECT now() >= starts_at AND now() < expires_at AND EXISTS (SELECT FROM seats WHERE membership_id = member.id)
            FROM seat_plans WHERE group_id = member.group_id),
            true
        )
    $$
"""
THEIRS = """query($id: BigInt!) { groupByRowId(rowId: $id) { membershipsByGroupId(first: 50) { nodes {
    id role joinedAt hasFullAccess accountByAccountId { id name username } } } } }"""


async def start_postgraphile(stack: AsyncExitStack, dsn: str) -> Served:
    port = kept_port()
    node = await asyncio.create_subprocess_exec(
        SERVER / "node_modules/.bin/node", SERVER / "server.mjs", dsn, str(port),
        stdout=asyncio.subprocess.PIPE, env={"NODE_ENV": "production", "GRAPHILE_ENV": "production"},
    )  # fmt: skip
    stack.callback(node.kill)
    assert node.stdout is not None
    async with asyncio.timeout(60):
        assert await node.stdout.readline() == b"Listening\n"
    return await connect(node.pid, f"http://127.0.0.1:{port}")


def people_in(answer: bytes) -> list[tuple[Any, ...]]:
    """Return what an answer shows, whatever its fields are called, in order of the usernames."""
    group = next(iter(orjson.loads(answer)["data"].values()))
    nodes = next(iter(group.values()))["nodes"]
    shown = []
    for node in nodes:
        account = node.get("account") or node["accountByAccountId"]
        joined_at = node["joinedAt"].replace("+00:00", "Z")
        shown.append((account["username"], account["name"], node["role"], joined_at, node["hasFullAccess"]))
    return sorted(shown)


@dataclass
class Case:
    served: Served
    token: str
    query: str
    variables: dict[str, object]

    async def answer(self, place: int = 0) -> bytes:
        return await self.served.clients[place].post(self.token, self.query, self.variables)

    async def round(self, postmaster: int, requests: int) -> tuple[float, float, float]:
        """Return requests a second, and microseconds of CPU of the server and of PostgreSQL for each."""

        async def work(place: int) -> None:
            for _ in range(requests // AT_ONCE):
                await self.answer(place)

        began, spent, database_before = time.perf_counter(), cpu_of(self.served.pid), cpu_of_children(postmaster)
        await asyncio.gather(*map(work, range(AT_ONCE)))
        rate = requests / (time.perf_counter() - began)
        own, database_cpu = cpu_of(self.served.pid) - spent, cpu_of_children(postmaster) - database_before
        return rate, own / requests * 1e6, database_cpu / requests * 1e6


async def measure(cases: list[Case], postmaster: int, requests: int) -> None:
    shown = [people_in(await case.answer()) for case in cases]
    assert shown[0] == shown[1], [people[:2] for people in shown]
    for case in cases:
        await case.round(postmaster, 2 * requests)  # warms up
    rounds = [[await case.round(postmaster, requests) for case in cases] for _ in range(ROUNDS)]
    ours, theirs = [list(map(statistics.median, zip(*each, strict=True))) for each in zip(*rounds, strict=True)]
    print(f"{'':18} {'requests/s':>10} {'CPU µs':>8} {'+ PostgreSQL':>12}")
    for name, (rate, own, database_cpu) in (("ours", ours), ("PostGraphile", theirs)):
        print(f"{name:18} {rate:10.0f} {own:8.0f} {database_cpu:12.0f}")
    rate, own, database_cpu = (us / them for us, them in zip(ours, theirs, strict=True))
    print(f"{'ours ÷ theirs':18} {rate:10.2f} {own:8.2f} {database_cpu:12.2f}")


async def run(dsn: str, folder: Path, requests: int) -> None:
    await migrate(dsn)
    token = await fill(dsn)
    postmaster = process.postmaster(folders.find_cluster(folder / "postgres"))
    assert postmaster is not None
    driver = await asyncpg.connect(dsn)
    await driver.execute(HAS_FULL_ACCESS)
    await driver.close()
    async with AsyncExitStack() as stack:
        server = Process(dsn, folder)
        await server.start()
        stack.push_async_callback(server.stop)
        ours, theirs = await connect(server.pid, server.url), await start_postgraphile(stack, dsn)
        cases = [
            Case(ours, token, SCREENS["50 x 8"].query, {"id": ids.encode("Group", 1)}),
            Case(theirs, token, THEIRS, {"id": 1}),
        ]
        await measure(cases, postmaster, requests)


if __name__ == "__main__":
    run_with_database(run, REQUESTS)
