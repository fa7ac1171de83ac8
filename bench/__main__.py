"""Every figure beside its floor in one table, in under ten minutes: `make bench`.

Each part is a module of its own that starts what it needs. Ratios are within one run: floor ÷ ours where at least so much of
the floor's speed is wanted, ours ÷ floor where at most so many times its time. Only an idle machine gives figures worth
keeping.
"""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table; `wanted` is a bound of `ratio`, or of `ours` where there is no floor."""

    name: str
    wanted: str = ""
    ours: str = ""
    floor: str = ""
    ratio: str = ""

    @property
    def verdict(self) -> str:
        if not self.wanted:
            return ""
        word, bound = self.wanted[0], float(self.wanted[1:].split()[0])
        value = float((self.ratio or self.ours).split()[0].replace(",", ""))
        return "yes" if (value >= bound if word == "≥" else value <= bound) else "NO"


@dataclass(frozen=True, slots=True)
class Row:
    """What to look for in the output of a part.

    Args:
        pattern: Its groups are called ours, floor and ratio, all of them optional.
        unit: Follows ours and floor.
    """

    name: str
    pattern: str
    wanted: str = ""
    unit: str = ""

    def figure(self, output: str) -> Figure:
        found = re.search(self.pattern, output, re.MULTILINE | re.DOTALL)
        if found is None:
            return Figure(f"{self.name}: not measured")
        groups = found.groupdict()
        ours, floor = (f"{groups[one]} {self.unit}".strip() if groups.get(one) else "" for one in ("ours", "floor"))
        return Figure(self.name, self.wanted, ours, floor, groups.get("ratio") or "")


@dataclass(frozen=True, slots=True)
class Part:
    words: tuple[str, ...]
    rows: tuple[Row, ...]


def screen_row(name: str, shown: str) -> Row:
    return Row(f"{shown}, CPU", rf"^{name} +(?P<ours>\d+) +(?P<floor>\d+) +(?P<ratio>[\d.]+)$", "≥ 0.5", "µs")


def small_query(name: str, shown: str) -> tuple[Row, ...]:
    ours, floor, other = r"(?P<ours>\d+)", r"(?P<floor>\d+) +(?P<ratio>[\d.]+)", r"\d+ +[\d.]+"
    return (
        Row(f"{shown}, CPU; the floor signs in", rf"^{name} +{ours} +{other} +{floor}", "≥ 0.4", "µs"),
        Row(
            f"{shown}, time; the floor signs in",
            rf"^{name} +{ours.replace('<ours>', '<cpu>')} +{other} +{other} +{ours} +{floor}",
            unit="µs",
        ),
        Row(f"{shown}, CPU; the floor does not", rf"^{name} +{ours} +{floor}", unit="µs"),
    )


def write(name: str, shown: str, wanted: str = "") -> tuple[Row, ...]:
    """The rows of a write, beside its own statements and beside the plainest."""
    return *write_rows(f"{name}-same", shown, wanted), *write_rows(name, f"{shown}, plainest")


def write_rows(name: str, shown: str, wanted: str = "") -> tuple[Row, ...]:
    line = (
        rf"^{name} +(?P<rate>\d+)/s +(?P<bare>\d+)/s +(?P<speed>[\d.]+) +"
        r"(?P<own>[\d.]+ \+ +[\d.]+) +(?P<beside>[\d.]+ \+ +[\d.]+) +(?P<share>[\d.]+)"
    )
    cpu = line.replace("<own>", "<ours>").replace("<beside>", "<floor>").replace("<share>", "<ratio>")
    rate = line.replace("<rate>", "<ours>").replace("<bare>", "<floor>").replace("<speed>", "<ratio>")
    return Row(f"{shown}, CPU + PostgreSQL's", cpu, wanted, "ms"), Row(f"{shown}, rate", rate, wanted, "/s")


def change(heading: str, size: str, p50: str, last: str) -> tuple[Row, ...]:
    block = (
        heading + r".*?ours +lone +[\d.]+ +p50 +%s +last +%s +CPU +%s.*?direct writes +lone +[\d.]+"
        r" +p50 +%s +last +%s +CPU +%s.*?ratio +p50 +%s +last +%s +CPU +%s"
    )
    rows = []
    for place, (name, wanted, unit) in enumerate(
        (("p50", p50, "ms"), ("last", last, "ms"), ("CPU a socket", "", "µs"))
    ):
        parts = [r"[\d.]+"] * 9
        for group, start in (("ours", 0), ("floor", 3), ("ratio", 6)):
            parts[start + place] = rf"(?P<{group}>[\d.]+)"
        rows.append(Row(f"{size}, {name}", block % tuple(parts), wanted, unit))
    return tuple(rows)


def coming_back(size: str) -> tuple[Row, ...]:
    block = rf"{size} come back.*?ours +%s +CPU +%s.*?handshakes +%s +CPU +%s.*?ratio +%s +CPU +%s"
    any_one = r"[\d.]+"
    time_, spent = ("(?P<ours>[\\d.]+)", any_one), (any_one, "(?P<ours>[\\d.]+)")
    floors = ("(?P<floor>[\\d.]+)", any_one), (any_one, "(?P<floor>[\\d.]+)")
    ratios = ("(?P<ratio>[\\d.]+)", any_one), (any_one, "(?P<ratio>[\\d.]+)")
    return (
        Row(f"{size} come back, ten events behind", block % (*time_, *floors[0], *ratios[0]), "≤ 8", "s"),
        Row(f"{size} come back, CPU a socket", block % (*spent, *floors[1], *ratios[1]), "", "µs"),
    )


PARTS = (
    Part(
        ("bench.screens", "240"),
        (
            screen_row("members tab", "Members tab, 50 × 14 fields"),
            screen_row("50 x 8", "50 members × 8 fields"),
            screen_row("invitations", "Invitations tab, 100 with counts and actions"),
        ),
    ),
    Part(
        ("bench.small_queries", "1200"),
        (*small_query("site", "{ site { name } }"), *small_query("viewer", "Viewer with badge")),
    ),
    Part(
        ("bench.broadcast", "1000", "change", "screen"),
        (
            *change("one change to 1,000", "A change to 1,000 sockets", "≤ 2", "≤ 2.5"),
            *change("answers that hold", "A change to 1,000 screens with viewerActions", "≤ 6", ""),
        ),
    ),
    Part(
        ("bench.broadcast", "5000", "change"),
        change("one change to 5,000", "A change to 5,000 sockets", "≤ 2", "≤ 2.5"),
    ),
    Part(
        ("bench.broadcast", "1000", "idle", "rate"),
        (
            Row("Memory of an idle socket with a stream", r"idle sockets: (?P<ours>[\d.]+) KiB", "≤ 27", "KiB"),
            Row("CPU of an idle socket a second", r"KiB and (?P<ours>[\d.]+) µs of CPU", "≤ 10", "µs"),
            Row("200 changes a second, commit to socket, p50", r"one socket p50 (?P<ours>[\d.]+),", "≤ 5", "ms"),
            Row("200 changes a second, commit to socket, p99", r", p99 (?P<ours>[\d.]+) ms", "≤ 30", "ms"),
        ),
    ),
    Part(("bench.broadcast", "2000", "return"), coming_back("2,000")),
    Part(("bench.broadcast", "5000", "return"), coming_back("5,000")),
    Part(
        ("bench.writes", "accept", "allocate", "allocate-hot", "join", "bulk"),
        (
            *write("accept", "acceptInvitation", "≥ 0.4"),
            *write("allocate", "allocateSeat", "≥ 0.4"),
            *write("allocate-hot", "allocateSeat, all in one group"),
            *write("join", "joinWithCode", "≥ 0.4"),
            Row(
                "5,000 invitations, counts in the answer",
                r"payload of counts: (?P<ours>\d+) ms.*?same rows (?P<floor>\d+) ms.*?ratios (?P<ratio>[\d.]+)",
                "≤ 3",
                "ms",
            ),
            Row(
                "5,000 invitations, all results in the answer",
                r"payload of results: (?P<ours>\d+) ms.*?same rows (?P<floor>\d+) ms.*?ratios (?P<ratio>[\d.]+)",
                "",
                "ms",
            ),
        ),
    ),
)
LARGE = (
    Part(
        ("bench.large",),
        (
            Row("Members page of 1,000,000, last ÷ first, time", r"^time .*?ratio (?P<ratio>[\d.]+)", "≤ 1.2"),
            Row("Members page of 1,000,000, last ÷ first, CPU", r"^CPU .*?ratio (?P<ratio>[\d.]+)"),
        ),
    ),
)


def measure(part: Part) -> Iterator[Figure]:
    began = time.monotonic()
    print(f"… {' '.join(part.words)}", end=" ", file=sys.stderr, flush=True)
    done = subprocess.run([sys.executable, "-m", *part.words], capture_output=True, text=True, check=False)
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    if done.returncode:
        print(done.stderr[-2_000:], file=sys.stderr)
    yield from (row.figure(done.stdout) for row in part.rows)


def main() -> int:
    parts = LARGE if "--large" in sys.argv[1:] else PARTS
    figures = [figure for part in parts for figure in measure(part)]
    cores = len(os.sched_getaffinity(0))
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {platform.machine()}, {cores} cores, Python {platform.python_version()};"
    )
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}\n")
    titles = Figure("figure", "", "ours", "floor", "ratio")
    print(f"| {titles.name:58} | {'ours':>15} | {'floor':>15} | {'ratio':>6} | {'wanted':7} | met |")
    print(f"|{'-' * 60}|{'-' * 16}:|{'-' * 16}:|{'-' * 7}:|{'-' * 9}|{'-' * 5}|")
    for one in figures:
        print(
            f"| {one.name:58} | {one.ours:>15} | {one.floor:>15} | {one.ratio:>6} | {one.wanted:7} | {one.verdict:3} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
