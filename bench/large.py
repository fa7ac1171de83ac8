"""The first and the last page of a group of a million members, by turns.

Run it from the project's folder: python -m bench.large [members]
It starts a PostgreSQL and a server of its own, and needs 2 GB under the folder for temporary files. CPU is that of the
server and of PostgreSQL.
"""

import statistics
import time
from pathlib import Path

import asyncpg
import orjson

from bench.cpu import cpu_of, cpu_of_children
from bench.database import run_with_database
from bench.raw_http import RawClient
from db.migrate import migrate
from embedded_postgres import folders, process
from graph import ids
from rules.tokens import Secret, digest, new_secret
from tests.support.servers import Process

ROUNDS, EACH = 5, 40
PAGE = """query($id: ID!, $after: String, $last: Int, $first: Int) {
    group(id: $id) { members(first: $first, after: $after, last: $last) { pageInfo { startCursor hasNextPage }
    edges { cursor node { id role joinedAt hasFullAccess account { id name username } } } } } }"""
FILL = (
    """INSERT INTO accounts (email, name, username, sort_name, search)
    SELECT 'a' || i || '@example.org', 'Person ' || i, 'person' || i, 'person ' || i, ' person ' || i
    FROM generate_series(1, {count}) i""",
    """INSERT INTO groups (name, description, sort_name, search, join_policy, discreet, creator_id)
    SELECT 'Wednesday', '', 'wednesday', ' wednesday', 'INVITE_ONLY', false, min(id) FROM accounts""",
    """INSERT INTO memberships (group_id, account_id, role, joined_at, joined_by)
    SELECT 1, id, CASE id WHEN 1 THEN 'ADMINISTRATOR' ELSE 'MEMBER' END, now(), 'INVITATION' FROM accounts""",
    "VACUUM ANALYZE",
)


async def fill(dsn: str, count: int) -> str:
    """Make the group, and return its administrator's token."""
    token, driver = new_secret(Secret.SESSION), await asyncpg.connect(dsn)
    for statement in FILL:
        await driver.execute(statement.format(count=count))
    await driver.execute(
        "INSERT INTO sessions (account_id, digest, must_set_password, expires_at)"
        " VALUES (1, $1, false, now() + interval '1 day')",
        digest(token),
    )
    await driver.close()
    return token


async def measure(client: RawClient, token: str, pids: tuple[int, int]) -> None:
    group = ids.encode("Group", 1)

    async def page(**given: object) -> dict[str, object]:
        answer = orjson.loads(await client.post(token, PAGE, {"id": group, **given}))
        assert "errors" not in answer, answer
        found: dict[str, object] = answer["data"]["group"]["members"]
        return found

    before = (await page(last=51))["edges"][0]["cursor"]  # type: ignore[index]
    pages: dict[str, dict[str, object]] = {"first": {"first": 50}, "last": {"first": 50, "after": before}}
    assert (await page(**pages["last"]))["pageInfo"]["hasNextPage"] is False  # type: ignore[index]
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    for number in range(ROUNDS + 1):
        for name, given in pages.items():
            server, postmaster = pids
            began, spent = time.perf_counter(), cpu_of(server) + cpu_of_children(postmaster)
            for _ in range(EACH):
                await page(**given)
            used = cpu_of(server) + cpu_of_children(postmaster) - spent
            if number:  # the first warms up
                taken[name].append(((time.perf_counter() - began) / EACH * 1e3, used / EACH * 1e3))
    for place, what in enumerate(("time", "CPU")):
        first, last = (statistics.median(each[place] for each in taken[name]) for name in ("first", "last"))
        print(f"{what:4} first {first:.2f} ms  last {last:.2f} ms  ratio {last / first:.2f}", flush=True)


async def run(dsn: str, folder: Path, count: int) -> None:
    await migrate(dsn)
    token = await fill(dsn, count)
    postmaster = process.postmaster(folders.find_cluster(folder / "postgres"))
    assert postmaster is not None
    server = Process(dsn, folder)
    await server.start()
    try:
        client = await RawClient.open(server.url)
        await measure(client, token, (server.pid, postmaster))
        await client.close()
    finally:
        await server.stop()


if __name__ == "__main__":
    run_with_database(run, 1_000_000)
