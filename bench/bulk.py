"""5,000 invitations of one call beside a raw bulk insert of the same rows."""

import statistics
import time
from collections.abc import Mapping
from typing import Any

import asyncpg
import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.cpu import cpu_of, cpu_of_children
from bench.raw_http import RawClient
from bench.write_world import Place, make_places
from graph import ids
from tests.support.people import People
from tests.support.servers import Process

COUNT, ROUNDS = 5_000, 3
PLAIN = """mutation($id: ID!, $addresses: String!) { inviteMembers(input: {groupId: $id, addresses: $addresses})
    { invitedCount batch { id } userErrors { code message } } }"""
SHOWN = """mutation($id: ID!, $addresses: String!) { inviteMembers(input: {groupId: $id, addresses: $addresses})
    { invitedCount batch { id } results { recipient invitation { id status } error { code } } userErrors { code message } } }"""

_ROWS = {
    "invitations": "SELECT * FROM invitations WHERE group_id = $1",
    "history": "SELECT * FROM history WHERE group_id = $1",
    "mails": "SELECT * FROM mails WHERE group_id = $1",
    "events": "SELECT * FROM events WHERE stream = 'g' AND stream_id = $1",
    "usher_jobs": "SELECT * FROM usher_jobs WHERE dedupe_key IN (SELECT 'mail:' || id FROM mails WHERE group_id = $1)",
}
_COLUMNS = """SELECT attname, format_type(atttypid, atttypmod), attidentity::text <> '' OR coalesce(
    pg_get_expr(adbin, adrelid) LIKE 'nextval%', false) FROM pg_attribute LEFT JOIN pg_attrdef
    ON adrelid = attrelid AND adnum = attnum
    WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"""


async def measure_bulk(dsn: str, server: Process, people: People, engine: AsyncEngine, postmaster: int) -> None:
    connection = await asyncpg.connect(dsn)
    for codec in ("json", "jsonb"):
        await connection.set_type_codec(codec, schema="pg_catalog", encoder=str, decoder=str)
    client = await RawClient.open(server.url)
    for name, document in (("payload of counts", PLAIN), ("payload of results", SHOWN)):
        places = await make_places(people, engine, 2 * (ROUNDS + 1))
        ours, raw = [], []
        for number in range(ROUNDS + 1):
            place, other = places[2 * number : 2 * number + 2]
            spent, database_before = cpu_of(server.pid), cpu_of_children(postmaster)
            found = await _invite(client, place, document, f"{len(document)}x{number}")
            own = cpu_of(server.pid) - spent + cpu_of_children(postmaster) - database_before
            database_before = cpu_of_children(postmaster)
            floor = await _insert_raw(connection, place.group_id, other.group_id)
            floor_cpu = floor[1] + cpu_of_children(postmaster) - database_before
            if number:  # the first warms up
                ours.append((found, own))
                raw.append((floor[0], floor_cpu))
        took, cpu, plain, floor_cpu = (
            statistics.median(values) for values in (*zip(*ours, strict=True), *zip(*raw, strict=True))
        )
        print(
            f"{COUNT:,} invitations, {name}: {took * 1000:.0f} ms, CPU {cpu * 1000:.0f} ms; a raw bulk insert of the same"
            f" rows {plain * 1000:.0f} ms, CPU {floor_cpu * 1000:.0f} ms; ratios {took / plain:.2f} and {cpu / floor_cpu:.2f}",
            flush=True,
        )
    await client.close()
    await connection.close()


async def _invite(client: RawClient, place: Place, document: str, word: str) -> float:
    """Return the seconds that the call took."""
    addresses = "\n".join(f"n{number}.{word}@example.org" for number in range(COUNT))
    variables = {"id": ids.encode("Group", place.group_id), "addresses": addresses}
    began = time.perf_counter()
    answer = orjson.loads(await client.post(place.administrator.token, document, variables))
    took = time.perf_counter() - began
    assert "errors" not in answer, answer["errors"][:3]
    assert answer["data"]["inviteMembers"]["invitedCount"] == COUNT, str(answer)[:500]
    return took


async def _insert_raw(connection: asyncpg.Connection, group_id: int, other_id: int) -> tuple[float, float]:
    """Insert the same rows for another group, one statement a table; return the seconds that it took, and of our CPU."""
    ready = []
    for table, rows in _ROWS.items():
        found = await connection.fetch(rows, group_id)
        assert len(found) >= COUNT, (table, len(found))
        columns = [row[:2] for row in await connection.fetch(_COLUMNS, table) if not row[2]]
        values = [[_moved(row, name, group_id, other_id) for row in found] for name, _ in columns]
        names = ", ".join(name for name, _ in columns)
        arrays = ", ".join(f"${place}::{kind}[]" for place, (_, kind) in enumerate(columns, 1))
        ready.append((f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})", values))
    for statement, _ in ready:
        await connection.prepare(statement)
    began, spent = time.perf_counter(), time.process_time()
    async with connection.transaction():
        for statement, values in ready:
            await connection.execute(statement, *values)
    return time.perf_counter() - began, time.process_time() - spent


def _moved(row: Mapping[str, Any], name: str, group_id: int, other_id: int) -> Any:
    value = row[name]
    if name in ("group_id", "stream_id") and value == group_id:
        return other_id
    return f"raw {value}" if name in ("message_id", "dedupe_key") else value
