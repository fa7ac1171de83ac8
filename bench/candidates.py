"""inviteCandidates among a million accounts: database time of each search, median and 99th percentile.

Run it from the project's folder: python -m bench.candidates [accounts] [--plans]
It starts a PostgreSQL of its own, and needs 3 GB under the folder for temporary files.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Executable, Row, text
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection

from db import embedded
from db.engine import make_engine
from db.migrate import migrate
from db.queries import candidates

MOST = 5.0
SEARCHES = 200
TRIES = 3  # the least counts: other programs run here too
SEED = 7

# Heaped as names are: the nth is about n times as rare as the first.
FIRST = (
    "maria anna michael john sarah david laura peter julia thomas sofia daniel emma james lisa robert"
    " mary mark elena paul alice martin nina alexander eva christian olga stefan ines andrea karin oliver"
    " greta marcus noah amelia hanna leon mia lucas clara finn zoe ivan yusuf fatima aisha omar chen wei"
    " mei hiroshi yuki raj priya arjun kwame ama chidi ngozi sean aoife niamh lars freya bjorn astrid"
    " zofia wojciech quentin ursula xavier"
)
LAST = (
    "smith garcia mueller johnson martinez williams lopez brown schmidt jones miller davis rodriguez"
    " wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark"
    " lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson"
    " baker hall rivera campbell mitchell carter roberts kowalski novak horvat ivanova petrov rossi russo"
    " ferrari bianchi silva santos oliveira souza dubois moreau laurent olsen hansen larsen johansson"
    " virtanen korhonen yilmaz kaya demir haddad khan patel sharma singh kumar wang zhang liu tanaka"
    " suzuki sato kim park okafor mensah abebe zulu quinn xu"
)
SYLLABLES = (
    "ba be bo da di do fa fe ga go ka ki ko la le li lo ma mi mo na ni no pa pe ra ri ro sa so ta ti to va vi za"
)


async def fill(connection: AsyncConnection, count: int) -> None:
    """People with heaped first names, heaped or rare last names, and usernames made from them or chosen."""
    lists = {"first": FIRST.split(), "last": LAST.split(), "syllables": SYLLABLES.split()}
    await connection.execute(text("SELECT setseed(0.5)"))
    for start in range(1, count + 1, _AT_ONCE):
        values = lists | {"start": start, "end": min(start + _AT_ONCE - 1, count)}
        await connection.execute(_PEOPLE, values)


_AT_ONCE = 50_000
_PEOPLE = text(
    """
INSERT INTO accounts (email, name, username, sort_name, search)
SELECT 'p' || n || '@example.org', initcap(first || ' ' || last), username, first || ' ' || last,
    ' ' || first || ' ' || last || ' ' || first || ' ' || last || ' ' || translate(username, '.-', '  ')
        || ' ' || username
FROM (
    SELECT n, first, last, CASE
        WHEN n % 4 > 0 THEN left(first || '.' || last, 20) || '-' || n
        ELSE s[1 + (random() * 35)::int] || s[1 + (random() * 35)::int] || s[1 + (random() * 35)::int] || n END AS username
    FROM (
        SELECT n, s, f[1 + floor(random() ^ 1.5 * array_length(f, 1))::int] AS first, CASE
            WHEN n % 5 > 0 THEN l[1 + floor(random() ^ 1.5 * array_length(l, 1))::int]
            ELSE s[1 + (random() * 35)::int] || s[1 + (random() * 35)::int] || s[1 + (random() * 35)::int]
                || s[1 + (random() * 35)::int] END AS last
        FROM generate_series(CAST(:start AS int), CAST(:end AS int)) AS n,
            (SELECT CAST(:first AS text[]) AS f, CAST(:last AS text[]) AS l, CAST(:syllables AS text[]) AS s) AS lists
    ) AS drawn
) AS people"""
)


async def circle(connection: AsyncConnection, viewer: int, groups: int, members: int, patients: int = 0) -> int:
    """A manager's groups, each with this many members drawn from everyone; returns one of the groups."""
    group_id = 0
    for _ in range(groups):
        group_id = await connection.scalar(
            text(
                "INSERT INTO groups (name, description, sort_name, search, join_policy, discreet, creator_id)"
                " VALUES ('g', '', 'g', ' g', 'INVITE_ONLY', false, :viewer) RETURNING id"
            ),
            {"viewer": viewer},
        )
        await connection.execute(
            text(
                "INSERT INTO memberships (group_id, account_id, role, joined_at, joined_by)"
                " SELECT :group, account_id, 'MEMBER', now(), 'ADDED' FROM ("
                " SELECT :viewer AS account_id UNION SELECT 1 + floor(random() * (SELECT max(id) FROM accounts))::bigint"
                " FROM generate_series(1, :members)) AS drawn WHERE account_id <= (SELECT max(id) FROM accounts)"
            ),
            {"group": group_id, "viewer": viewer, "members": members},
        )
    if patients:
        await connection.execute(text("INSERT INTO caseloads (account_id) VALUES (:viewer)"), {"viewer": viewer})
        await connection.execute(
            text(
                "INSERT INTO patients (caseload_id, account_id, added_at) SELECT CAST(:viewer AS bigint), id, now()"
                " FROM accounts WHERE id > 1000 ORDER BY hashint8(id) LIMIT :patients"
            ),
            {"viewer": viewer, "patients": patients},
        )
    return group_id


class Explained:
    """Reads as a request does, and adds up what the database says that it took."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.spent = 0.0
        self.plans: list[str] = []

    async def rows(self, statement: Executable) -> Sequence[Row[Any]]:
        words = str(statement.compile(dialect=asyncpg.dialect(), compile_kwargs={"literal_binds": True}))  # type: ignore[attr-defined]
        asked = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {words.replace('%%', '%')}"
        found = (await self.connection.exec_driver_sql(asked)).scalar_one()
        plan = (orjson.loads(found) if isinstance(found, str) else found)[0]
        self.spent += plan["Planning Time"] + plan["Execution Time"]
        self.plans.append(words.replace("%%", "%"))
        return (await self.connection.execute(statement)).all()

    async def row(self, statement: Executable) -> Row[Any] | None:
        return (await self.rows(statement))[0]


def searches(rng: random.Random, names: Sequence[str]) -> list[str]:
    """What people type: the beginnings of names, letter by letter, both names, usernames, and what nobody has."""
    found = ["a", "m", "s", "ma", "an", "maria", "maria s", "smith", "anna garcia", "zz", "q", "x", "", "martin m"]
    while len(found) < SEARCHES:
        first, last = rng.choice(names).lower().split()[:2]
        kind = rng.random()
        if kind < 0.4:
            found.append(rng.choice((first, last))[: rng.randint(1, 7)])
        elif kind < 0.6:
            found.append(f"{first} {last[: rng.randint(1, 4)]}")
        elif kind < 0.7:
            found.append(f"{last} {first[: rng.randint(1, 4)]}")
        elif kind < 0.8:
            found.append(f"{first[: rng.randint(1, 3)]} {last[: rng.randint(1, 3)]}")
        elif kind < 0.9:
            found.append(f"{first}.{last[:3]}")
        else:
            found.append("".join(rng.choice(SYLLABLES.split()) for _ in range(rng.randint(1, 4))))
    return found


async def measure(
    connection: AsyncConnection, asked: Sequence[str], viewer: int, group: int, directory: str, limit: int
) -> list[tuple[float, str]]:
    """The database time of each search."""
    taken = []
    for search in asked:
        tries = []
        for _ in range(TRIES):
            reader = Explained(connection)
            await candidates.find(
                reader,  # type: ignore[arg-type]
                search,
                account_id=viewer,
                group_id=group,
                directory=directory,
                limit=limit,
            )
            tries.append(reader.spent)
        taken.append((min(tries), search))
    return taken


async def bench(dsn: str, count: int, *, plans: bool) -> int:
    await migrate(dsn)
    engine = make_engine(dsn)
    async with engine.begin() as connection:
        await connection.execute(text("SET LOCAL statement_timeout = 0"))
        began = time.monotonic()
        await fill(connection, count)
        print(f"{count:,} accounts written in {time.monotonic() - began:.0f} s")
        viewers = {
            "20 groups of 25, 200 patients": (1, await circle(connection, 1, 20, 25, 200)),
            "a group of 2,000": (2, await circle(connection, 2, 1, 2_000)),
            "a group of 10,000": (3, await circle(connection, 3, 1, 10_000)),
            "a group of 100,000": (4, await circle(connection, 4, 1, 100_000)),
        }
    worst = 0.0
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("SET statement_timeout = 0"))
        await connection.execute(text("VACUUM ANALYZE"))
        sizes = "SELECT pg_size_pretty(pg_total_relation_size('accounts')), pg_size_pretty(pg_total_relation_size('account_words'))"
        print("accounts {}, their words {}".format(*(await connection.execute(text(sizes))).one()))
        names = (
            (await connection.execute(text("SELECT name FROM accounts ORDER BY random() LIMIT 2000"))).scalars().all()
        )
        asked = searches(random.Random(SEED), names)
        runs = [("everyone", *viewers["20 groups of 25, 200 patients"], "everyone")]
        runs += [(name, viewer, group, "shared") for name, (viewer, group) in viewers.items()]
        print(f"{'who may be found':32} {'first':>5} {'median':>8} {'p99':>8} {'most':>8}  ms in the database")
        for name, viewer, group, directory in runs:
            for limit in (10, 100):
                taken = sorted(await measure(connection, asked, viewer, group, directory, limit))
                times = [one for one, _ in taken]
                p99 = statistics.quantiles(times, n=100)[98]
                slowest = ", ".join(f"{search!r} {one:.1f}" for one, search in taken[-3:])
                print(f"{name:32} {limit:5} {statistics.median(times):8.2f} {p99:8.2f} {times[-1]:8.2f}  {slowest}")
                worst = max(worst, p99) if limit == 10 else worst
        if plans:
            await show_plans(connection, viewers)
    await engine.dispose()
    return int(worst > MOST)


async def show_plans(connection: AsyncConnection, viewers: dict[str, tuple[int, int]]) -> None:
    """For docs/decisions."""
    for name, search, directory in (
        ("20 groups of 25, 200 patients", "a", "everyone"),
        ("20 groups of 25, 200 patients", "kowal", "everyone"),
        ("20 groups of 25, 200 patients", "a", "shared"),
        ("a group of 2,000", "a", "shared"),
        ("a group of 100,000", "a", "shared"),
    ):
        reader = Explained(connection)
        viewer, group = viewers[name]
        await candidates.find(
            reader,  # type: ignore[arg-type]
            search,
            account_id=viewer,
            group_id=group,
            directory=directory,
            limit=10,
        )
        for statement in reader.plans:
            found = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF) {statement}")
            print(f"\n-- {search!r}, {directory}, {name}")
            print("\n".join(found.scalars()))


def main() -> int:
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(tempfile.mkdtemp(prefix="usher-bench-"))
    with embedded.start(folder, durable=False) as running:
        failed = asyncio.run(bench(running.dsn, int(words[0]) if words else 1_000_000, plans="--plans" in sys.argv))
    embedded.destroy(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main())
