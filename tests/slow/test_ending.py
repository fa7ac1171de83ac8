"""SIGTERM, in two steps; and what a worker answers of itself."""

import asyncio
import re
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.command import Command
from tests.support.http import Transport
from tests.support.servers import Process, ended, usher
from tests.support.waiting import until


async def status(url: str, path: str) -> int | None:
    """The status of an answer on a connection of its own; None where none is taken."""
    try:
        async with httpx.AsyncClient(timeout=30, transport=Transport(keep_alive=False)) as http:
            return (await http.get(f"{url}{path}")).status_code
    except httpx.TransportError:
        return None


async def refused(url: str, header: bytes) -> bytes:
    """Send a head that does not end, and return what comes until the connection is closed."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + header)
    async with asyncio.timeout(30):
        answer = await reader.read()
    writer.close()
    return answer


async def is_ready(url: str) -> bool:
    return await status(url, "/readyz") == 200


async def is_ending(url: str) -> bool:
    return await status(url, "/readyz") == 503


def below(pid: int) -> set[str]:
    """Return a process and its children."""
    return {str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


async def all_started(dsn: str, pid: int, workers: int) -> None:
    """Wait until so many processes of a command, itself or below it, have said that they run."""
    connection = await asyncpg.connect(dsn)

    async def have_started() -> bool:
        rows = await connection.fetch("SELECT name FROM processes")
        return len(below(pid) & {str(row["name"]).rpartition(":")[2] for row in rows}) >= workers

    await until(have_started, 60)
    await connection.close()


@pytest.mark.parametrize("workers", [1, 2])
async def test_readiness_ends_at_once_and_serving_goes_on_for_a_while(dsn: str, tmp_path: Path, workers: int) -> None:
    settings = Process(dsn, tmp_path, USHER_DRAIN_SECONDS="3").settings
    words = ["serve", "--port", "0", "--no-jobs", "--workers", str(workers)]
    server = Command(tmp_path, *words, **settings)
    url = await asyncio.to_thread(server.read, r"Listening: +(\S+)\n")
    await until(partial(is_ready, url), 60)
    await all_started(dsn, server.process.pid, workers)
    server.process.terminate()
    told = time.monotonic()
    await until(partial(is_ending, url), 2.5)
    if workers > 1:
        await asyncio.sleep(0.6)  # the supervisor looks twice a second
    answers: list[tuple[int | None, int | None]] = []
    while not answers or (len(answers) < 6 and time.monotonic() - told < 2.5):
        answers.append((await status(url, "/readyz"), await status(url, "/healthz")))
    assert set(answers) == {(503, 200)}
    assert await asyncio.to_thread(server.wait) == 0
    server.process.communicate()
    assert time.monotonic() - told > 3
    assert await status(url, "/healthz") is None


async def test_by_default_development_ends_at_once_and_a_second_signal_does_not_wait(dsn: str, tmp_path: Path) -> None:
    for seconds, signals in (("", 1), ("60", 2)):
        server = Process(dsn, tmp_path, USHER_DRAIN_SECONDS=seconds)
        url = await server.start()
        started = time.monotonic()
        for _ in range(signals - 1):
            server.terminate()
            await until(partial(is_ending, url))
        assert await server.stop() == 0
        assert time.monotonic() - started < 20


async def test_a_worker_answers_of_itself(
    apart: tuple[str, AsyncEngine], tmp_path: Path, http: httpx.AsyncClient
) -> None:
    settings = Process(apart[0], tmp_path).settings
    said, log = tmp_path / "said", tmp_path / "log"
    said.write_text("")
    worker = usher("worker", "--port", "0", settings=settings, says=said, logs=log)
    listening = re.compile(r"^Listening: +(\S+)$", re.MULTILINE)
    await until(lambda: listening.search(said.read_text()) is not None, 60)
    [url] = listening.findall(said.read_text())
    await until(partial(is_ready, url), 60)
    ready = (await http.get(f"{url}/readyz")).json()
    assert {name: part["state"] for name, part in ready.items() if name != "status"} == dict.fromkeys(
        ("database", "schema", "broadcast", "jobs", "workers"), "up"
    )
    assert await status(url, "/healthz") == 200
    figures = (await http.get(f"{url}/metrics")).text
    assert "usher_database_up 1.0" in figures
    assert f':{worker.pid}"}}' in figures
    assert await status(url, "/graphql") == 404
    long, slow = await asyncio.gather(refused(url, b"A: " + b"x" * 100_000), refused(url, b"A: b\r\n"))
    assert (b" 431 " in long, b" 408 " in slow) == (True, True), "limits on requests hold here, too"
    worker.terminate()
    assert await asyncio.to_thread(ended, worker) == 0
