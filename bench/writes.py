"""Writes beside their floor: accepting, allocating, joining and inviting, and 5,000 invitations beside a bulk insert.

Run it from the project's folder: python -m bench.writes [--operations N] [--statements] [part …]
The parts are `accept`, `accept-hot`, `allocate`, `allocate-hot`, `join`, `invite` and `bulk`; `-hot` is all in one group.
It starts a PostgreSQL and one server of its own, without jobs and limits. Ours and the floors' rounds alternate; each
figure is the median of three. `-same` is beside the very statements, the other lines beside the plainest.
CPU is that of the server or of the floor's client, and that of PostgreSQL, per operation.
`--statements` prints what each operation sends.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import asyncpg
import httpx
import orjson
import uvloop
from sqlalchemy.ext.asyncio import AsyncEngine

import embedded_postgres as embedded
from bench import write_floor
from bench.bulk import measure_bulk
from bench.cpu import cpu_of, cpu_of_children
from bench.raw_http import RawClient
from bench.sockets import analyze
from bench.statement_log import RequestStatements, log_statements
from bench.write_replay import Replay
from bench.write_world import Place, Turn, make_invited, make_outsiders, make_places, make_seatless
from db.engine import make_engine
from db.migrate import migrate
from embedded_postgres import folders, process
from graph import ids
from tests.support.people import People
from tests.support.servers import Process

AT_ONCE = 8
"""Clients, and connections of the floor."""
GROUPS, ROUNDS = 40, 3
WARM_UP = 64
"""Operations before each round, so that every connection has its plans, by the statistics of full tables."""

ACCEPT = """mutation($id: ID!) { acceptInvitation(input: {invitationId: $id}) {
    member { id role account { id name } } invitation { id status } userErrors { code message } } }"""
ALLOCATE = """mutation($id: ID!) { allocateSeat(input: {memberId: $id}) {
    seat { id number } member { id } seatPlan { allocatedCount freeCount } userErrors { code message } } }"""
JOIN = (
    "mutation($code: String!) { joinWithCode(input: {code: $code}) { member { id role } userErrors { code message } } }"
)
INVITE = """mutation($id: ID!, $email: String!) { inviteMembers(input: {groupId: $id, recipients: [{email: {email: $email}}]})
    { invitedCount results { recipient invitation { id status } error { code } } userErrors { code message } } }"""
CODE = "mutation($id: ID!) { generateInviteCode(input: {groupId: $id}) { inviteCode { code } } }"

Play = Callable[[asyncpg.Connection, Turn], Awaitable[None]]
Request = tuple[str | None, str, dict[str, str]]
"""A token, a document and its variables."""


@dataclass
class WritesBench:
    dsn: str
    log: Path
    people: People
    engine: AsyncEngine
    server: Process
    postmaster: int
    count: int
    shows_statements: bool


@dataclass(frozen=True, slots=True)
class Part:
    make: Callable[[People, AsyncEngine, Sequence[Place], int], Awaitable[list[Turn]]]
    ask: Callable[[WritesBench, Turn], Awaitable[Request]]
    floor: write_floor.Write
    groups: int = GROUPS
    is_replayed: bool = True


async def ask_accept(_: WritesBench, turn: Turn) -> Request:
    return turn.person.token, ACCEPT, {"id": ids.encode("Invitation", turn.row_id)}


async def ask_allocate(_: WritesBench, turn: Turn) -> Request:
    return turn.place.administrator.token, ALLOCATE, {"id": ids.encode("Member", turn.row_id)}


async def ask_invite(_: WritesBench, turn: Turn) -> Request:
    variables = {"id": str(ids.encode("Group", turn.place.group_id)), "email": f"new-{turn.person.email}"}
    return turn.place.administrator.token, INVITE, variables


_codes: dict[int, str] = {}


async def ask_join(bench: WritesBench, turn: Turn) -> Request:
    group_id = turn.place.group_id
    if group_id not in _codes:
        client = await RawClient.open(bench.server.url)
        answer = await client.post(turn.place.administrator.token, CODE, {"id": ids.encode("Group", group_id)})
        await client.close()
        _codes[group_id] = orjson.loads(answer)["data"]["generateInviteCode"]["inviteCode"]["code"]
    return turn.person.token, JOIN, {"code": _codes[group_id]}


PARTS = {
    "accept": Part(make_invited, ask_accept, write_floor.accept),
    "accept-hot": Part(make_invited, ask_accept, write_floor.accept, groups=1),
    "allocate": Part(make_seatless, ask_allocate, write_floor.allocate),
    "allocate-hot": Part(make_seatless, ask_allocate, write_floor.allocate, groups=1),
    "join": Part(make_outsiders, ask_join, write_floor.join),
    "invite": Part(make_outsiders, ask_invite, write_floor.invite, is_replayed=False),
}


@dataclass(frozen=True, slots=True)
class Round:
    """Operations a second, and milliseconds of CPU an operation: of the client or server, and of PostgreSQL."""

    rate: float
    cpu: float
    database: float


async def measure(bench: WritesBench, name: str) -> None:
    part = PARTS[name]
    places = await make_places(bench.people, bench.engine, part.groups)
    logged = await _log_statements(bench, part, places)
    ways: dict[str, Play | None] = {"": None, name: partial(write_floor.play, part.floor, logged)}
    if part.is_replayed:
        ways[f"{name}-same"] = Replay(name, logged).play
    rounds: dict[str, list[Round]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, play in ways.items():
            rounds[way].append(await _round(bench, part, places, play))
    own = _median(rounds.pop(""))
    for way, each in rounds.items():
        floor = _median(each)
        ratio = (floor.cpu + floor.database) / (own.cpu + own.database)
        print(
            f"{way:17} {own.rate:7.0f}/s {floor.rate:7.0f}/s {own.rate / floor.rate:6.2f}"
            f"   {own.cpu:5.2f} + {own.database:5.2f}  {floor.cpu:5.2f} + {floor.database:5.2f} {ratio:6.2f}"
            f"   {logged.inside:3} + {logged.outside:2} in {logged.transactions}",
            flush=True,
        )
    if bench.shows_statements:
        print(*(f"    {one[:230]}" for one in logged.statements), sep="\n", flush=True)


async def _log_statements(bench: WritesBench, part: Part, places: Sequence[Place]) -> RequestStatements:
    turns = await part.make(bench.people, bench.engine, places, 30)
    client = await RawClient.open(bench.server.url)
    requests = [await part.ask(bench, turn) for turn in turns]
    for request in requests[:-3]:
        _check(await client.post(*request))
    rest = iter(requests[-3:])

    async def one() -> None:
        _check(await client.post(*next(rest)))

    found = await log_statements(bench.dsn, bench.log, one)
    await client.close()
    return found


async def _round(bench: WritesBench, part: Part, places: Sequence[Place], play: Play | None) -> Round:
    """Play one round of a floor, or of ours."""
    turns = await part.make(bench.people, bench.engine, places, WARM_UP + bench.count)
    warm_up, turns = turns[:WARM_UP], turns[WARM_UP:]
    await analyze(bench.engine)
    begin, database = time.perf_counter, bench.postmaster
    if play is None:
        first, requests = [[await part.ask(bench, turn) for turn in some] for some in (warm_up, turns)]
        clients = [await RawClient.open(bench.server.url) for _ in range(AT_ONCE)]
        await asyncio.gather(*(_ask_all(one, first[place::AT_ONCE]) for place, one in enumerate(clients)))
        began, spent, database_before = begin(), cpu_of(bench.server.pid), cpu_of_children(database)
        answers = await asyncio.gather(*(_ask_all(one, requests[place::AT_ONCE]) for place, one in enumerate(clients)))
        took, used, database_cpu = (
            begin() - began,
            cpu_of(bench.server.pid) - spent,
            cpu_of_children(database) - database_before,
        )
        for each in answers:
            for answer in each:
                _check(answer)
        for one in clients:
            await one.close()
    else:
        connections = [await asyncpg.connect(bench.dsn) for _ in range(AT_ONCE)]
        await asyncio.gather(*(_play_all(c, play, warm_up[place::AT_ONCE]) for place, c in enumerate(connections)))
        began, own, database_before = begin(), time.process_time(), cpu_of_children(database)
        await asyncio.gather(*(_play_all(c, play, turns[place::AT_ONCE]) for place, c in enumerate(connections)))
        took, used, database_cpu = (
            begin() - began,
            time.process_time() - own,
            cpu_of_children(database) - database_before,
        )
        for connection in connections:
            await connection.close()
    return Round(len(turns) / took, used / len(turns) * 1000, database_cpu / len(turns) * 1000)


async def _ask_all(client: RawClient, requests: Sequence[Request]) -> list[bytes]:
    return [await client.post(*request) for request in requests]


async def _play_all(connection: asyncpg.Connection, play: Play, turns: Sequence[Turn]) -> None:
    for turn in turns:
        await play(connection, turn)


def _check(answer: bytes) -> None:
    found = orjson.loads(answer)
    assert "errors" not in found, found
    (payload,) = found["data"].values()
    assert not payload["userErrors"], payload


def _median(rounds: Sequence[Round]) -> Round:
    return Round(
        *(statistics.median(values) for values in zip(*((r.rate, r.cpu, r.database) for r in rounds), strict=True))
    )


async def run(dsn: str, folder: Path, count: int, parts: Sequence[str], *, shows_statements: bool) -> None:
    await migrate(dsn)
    engine, cluster, server = make_engine(dsn, pool_size=2), folders.find_cluster(folder), Process(dsn, folder)
    await server.start()
    try:
        async with httpx.AsyncClient(timeout=120) as http:
            people = People(engine, http, server.url)
            postmaster = process.postmaster(cluster)
            assert postmaster is not None
            bench = WritesBench(dsn, cluster.log, people, engine, server, postmaster, count, shows_statements)
            print(
                f"{'':17} {'ours':>9} {'floor':>9} {'ratio':>6}   {'ms of CPU':13}  {'of the floor':13} {'ratio':>6}   statements"
            )
            for name in parts:
                if name != "bulk":
                    await measure(bench, name)
            if "bulk" in parts:
                await measure_bulk(dsn, server, people, engine, postmaster)
    finally:
        await server.stop()
        await engine.dispose()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--operations", type=int, default=200)
    words.add_argument("--statements", action="store_true")
    words.add_argument("parts", nargs="*")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="usher-bench-") as made:
        folder = Path(made)
        try:
            with embedded.start(folder, durable=False) as running:
                parts = given.parts or [*PARTS, "bulk"]
                uvloop.run(run(running.dsn, folder, given.operations, parts, shows_statements=given.statements))
        finally:
            embedded.destroy(folder)


if __name__ == "__main__":
    main()
