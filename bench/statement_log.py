"""Which statements a request sends, from PostgreSQL's own log."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import asyncpg

_LINE = re.compile(r"^\S+ \S+ \S+ \[(\d+)\] LOG:  (?:execute [^:]*|statement): (.*)$")


@dataclass(frozen=True, slots=True)
class RequestStatements:
    """The statements of one request; BEGIN and COMMIT are counted as transactions, not as statements."""

    statements: tuple[str, ...]
    inside: int
    transactions: int

    @property
    def outside(self) -> int:
        return len(self.statements) - self.inside


async def log_statements(
    dsn: str, log: Path, request: Callable[[], Awaitable[object]], times: int = 3
) -> RequestStatements:
    """Make a request a few times with the log on; return the fewest statements, those without a background job's."""
    connection = await asyncpg.connect(dsn)
    try:
        await _set_log(connection, "all")
        found = []
        for _ in range(times):
            begun = _size(log)
            await request()
            await asyncio.sleep(0.05)
            found.append(_read(_text(log, begun)))
        await _set_log(connection, "none")
    finally:
        await connection.close()
    return min(found, key=lambda one: len(one.statements))


async def _set_log(connection: asyncpg.Connection, what: str) -> None:
    await connection.execute(f"ALTER SYSTEM SET log_statement = '{what}'")
    await connection.execute("SELECT pg_reload_conf()")
    await asyncio.sleep(0.3)


def _size(log: Path) -> int:
    return log.stat().st_size


def _text(log: Path, begun: int) -> str:
    return log.read_bytes()[begun:].decode(errors="replace")


def _read(text: str) -> RequestStatements:
    statements: list[str] = []
    open_in: set[str] = set()
    inside = transactions = 0
    for pid, said in _entries(text):
        word = said.split(maxsplit=1)[0].rstrip(";").upper() if said.strip() else ""
        if word == "BEGIN":
            open_in.add(pid)
            transactions += 1
        elif word in ("COMMIT", "ROLLBACK"):
            open_in.discard(pid)
        elif word:
            statements.append(("in  " if pid in open_in else "out ") + " ".join(said.split()))
            inside += pid in open_in
    return RequestStatements(tuple(statements), inside, transactions)


def _entries(text: str) -> list[tuple[str, str]]:
    """Return backend and statement of each entry. Further lines of a statement begin with a tab."""
    found: list[tuple[str, str]] = []
    is_open = False
    for line in text.splitlines():
        if line.startswith("\t"):
            if is_open:
                pid, said = found[-1]
                found[-1] = (pid, f"{said} {line.strip()}")
            continue
        match = _LINE.match(line)
        is_open = match is not None
        if match is not None:
            found.append((match[1], match[2]))
    return found
