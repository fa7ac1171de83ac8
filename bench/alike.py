"""Whether time tells known from unknown, and forged from random: alternating pairs at each door, and their medians.

Run it from the project's folder: python -m bench.alike [pairs [door ...]]
It starts a PostgreSQL and a server of its own, without limits. A second line for each door holds the same figures for
two requests that are of one kind, which says how much of a difference is the machine's.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

from db import embedded
from db.engine import make_engine
from db.migrate import migrate
from tests.operating.alike import Ask, Make, make_doors, seen
from tests.support.people import People
from tests.support.servers import Process

PAIRS = 200
MOST = 0.05
WARM = 20


async def timed(http: httpx.AsyncClient, url: str, ask: Ask) -> tuple[float, dict[str, object]]:
    began = time.perf_counter()
    answer = await ask.send(http, url)
    return (time.perf_counter() - began) * 1000, seen(answer)


async def compare(
    http: httpx.AsyncClient, url: str, make: Make, pairs: int, *, control: bool
) -> tuple[float, float, bool]:
    """The medians of either side in ms, and whether the answers were equal; for control, of the unknown alone."""
    sides: tuple[list[float], list[float]] = ([], [])
    equal = True
    for number in range(pairs + WARM):
        one, other = make(number), make(number + pairs + WARM)
        fresh = make(number + 2 * (pairs + WARM))
        asks = [fresh.unknown, other.unknown] if control else [one.known, one.unknown]
        answers: dict[int, dict[str, object]] = {}
        for side in (0, 1) if number % 2 else (1, 0):
            took, answers[side] = await timed(http, url, asks[side])
            if number >= WARM:
                sides[side].append(took)
        equal &= answers[0] == answers[1]
    return statistics.median(sides[0]), statistics.median(sides[1]), equal


async def run(dsn: str, folder: Path, pairs: int, wanted: list[str]) -> int:
    await migrate(dsn)
    engine = make_engine(dsn, pool_size=2)
    server = Process(dsn, folder)
    url = await server.start()
    failed = 0
    try:
        async with httpx.AsyncClient(timeout=60) as http:
            doors = await make_doors(People(engine, http, url), engine, pairs + WARM)
            print(f"{'':24} {'known':>8} {'unknown':>8}   ratio   bytes")
            for name, make in ((name, doors[name]) for name in wanted or doors):
                for control in (False, True):
                    known, unknown, equal = await compare(http, url, make, pairs, control=control)
                    ratio = known / unknown
                    failed += not control and (abs(ratio - 1) > MOST or not equal)
                    shown = "  of one kind" if control else name
                    print(
                        f"{shown:24} {known:8.2f} {unknown:8.2f}   {ratio:5.3f}   {'equal' if equal else 'DIFFER'}",
                        flush=True,
                    )
    finally:
        await server.stop()
        await engine.dispose()
    return int(failed > 0)


def main() -> int:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    with tempfile.TemporaryDirectory(prefix="usher-bench-") as made:
        folder = Path(made)
        try:
            with embedded.start(folder / "postgres", durable=False) as running:
                return asyncio.run(run(running.dsn, folder, pairs, sys.argv[2:]))
        finally:
            embedded.destroy(folder / "postgres")


if __name__ == "__main__":
    sys.exit(main())
