"""Real servers, in the test's own loop or as separate processes."""

import asyncio
import multiprocessing
import os
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
import uvicorn
from starlette.types import ASGIApp

from connections.http import HttpProtocol
from connections.websocket import SocketProtocol
from tests.support.http import Transport

PROJECT = Path(__file__).parents[2]
# A command spends most of its start on imports, so a server process imports them once and forks.
# `tests/app` starts the command as an operator does.
_LOADED = multiprocessing.get_context("forkserver")
_LOADED.set_forkserver_preload(["app.cli", "app.serving", "app.wiring", "app.worker_process"])
SECRET_KEY = "a secret key that only the tests know and of some length"
MAILBOX_KEY = "a key to the mailbox that only the tests know"


@asynccontextmanager
async def served(app: ASGIApp, port: int = 0) -> AsyncIterator[str]:
    """Run uvicorn in this loop; yield its address."""
    config = uvicorn.Config(
        app,
        port=port,
        loop="none",
        http=HttpProtocol,
        ws=SocketProtocol,
        ws_max_size=1 << 20,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign, assignment] # signals belong to pytest
    task = asyncio.create_task(server.serve())
    while not server.started:
        if task.done():
            await task
            raise AssertionError("the server ended while it started")
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


def usher(*words: str, settings: dict[str, str], says: Path, logs: Path) -> BaseProcess:
    """Start `usher …` as a process of its own.

    Args:
        settings: All environment variables of Usher.
        says: The file for its output.
        logs: The file that its log is appended to.
    """
    clean = {key: value for key, value in os.environ.items() if not key.startswith("USHER_")}
    process = _LOADED.Process(target=_run, args=(words, clean | settings, says, logs), daemon=True)
    process.start()
    return process


def _run(words: Sequence[str], environment: dict[str, str], says: Path, logs: Path) -> None:
    from app.cli import main

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(PROJECT)
    sys.argv = ["usher", *words]
    for number, file in (1, says.open("wb")), (2, logs.open("ab")):
        with file:
            os.dup2(file.fileno(), number)
    main()


def ended(process: BaseProcess) -> int:
    """Wait for a process to end; return its exit code."""
    process.join(90)
    assert process.exitcode is not None, "it did not end"
    return process.exitcode


class Process:
    def __init__(self, dsn: str, data: Path, *, port: int = 0, jobs: bool = False, **settings: str) -> None:
        self.data, self.port, self.jobs = data, port, jobs
        self.settings = {
            "USHER_DATABASE_URL": dsn,
            "USHER_SECRET_KEY": SECRET_KEY,
            "USHER_MAILBOX_KEY": MAILBOX_KEY,
            "USHER_DATA_DIR": str(data),
            "USHER_RATE_LIMITS": "off",
            "USHER_DIRECTORY": "shared",
            **settings,
        }
        self.url = ""
        self._process: BaseProcess | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    @property
    def log(self) -> Path:
        return self.data / f"server-{id(self)}.log"

    async def start(self) -> str:
        """Start, and wait until it answers."""
        words = ["serve", "--port", str(self.port), *([] if self.jobs else ["--no-jobs"])]
        says = self.log.with_suffix(".said")
        says.write_text("")
        self._process = usher(*words, settings=self.settings, says=says, logs=self.log)
        async with asyncio.timeout(180):
            while not (found := re.search(r"^Listening: +(http://\S+)$", says.read_text(), re.MULTILINE)):
                assert self._process.is_alive(), "the server ended while it started"
                await asyncio.sleep(0.02)
            self.url = found[1]
            self.port = int(self.url.rpartition(":")[2])
            await self._wait_until_ready()
        return self.url

    async def _wait_until_ready(self) -> None:
        async with httpx.AsyncClient(transport=Transport()) as http:
            while True:
                try:
                    if (await http.get(f"{self.url}/healthz")).status_code == 200:
                        return
                except httpx.TransportError:
                    assert self._process is not None
                    assert self._process.is_alive(), "the server ended while it started"
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """Send SIGKILL."""
        assert self._process is not None
        self._process.kill()
        ended(self._process)

    def terminate(self) -> None:
        """Send SIGTERM without waiting."""
        assert self._process is not None
        self._process.terminate()

    async def stop(self) -> int:
        """Send SIGTERM and wait for the end."""
        if self._process is None or not self._process.is_alive():
            return 0
        self._process.terminate()
        return await asyncio.to_thread(ended, self._process)


def server_logs(folder: Path) -> list[str]:
    """Return what each server process with this data folder has logged."""
    return [file.read_text() for file in folder.glob("server-*.log")]


@asynccontextmanager
async def processes(dsn: str, data: Path, count: int, **settings: str) -> AsyncIterator[list[str]]:
    """Run several server processes on one database; yield their addresses."""
    servers = [Process(dsn, data, **settings) for _ in range(count)]  # type: ignore[arg-type]
    try:
        yield list(await asyncio.gather(*(server.start() for server in servers)))
    finally:
        await asyncio.gather(*(server.stop() for server in servers))
