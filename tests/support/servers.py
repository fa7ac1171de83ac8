"""Real servers: one inside the test's own loop, others as processes of their own."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from app.edge.protocol import SocketProtocol

HOUSE = Path(__file__).parents[2]
SECRET_KEY = "a secret key that only the tests know and of some length"


@asynccontextmanager
async def served(app: ASGIApp, port: int = 0) -> AsyncIterator[str]:
    """A real uvicorn in this loop; gives its address."""
    config = uvicorn.Config(
        app,
        port=port,
        loop="none",
        ws=SocketProtocol,
        ws_max_size=1 << 20,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    server.capture_signals = _no_signals  # type: ignore[method-assign]
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


class _no_signals:  # noqa: N801 - stands in for a method
    """The loop is the tests': no signal is uvicorn's."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


class Process:
    """`usher serve` as a process of its own."""

    def __init__(self, dsn: str, data: Path, *, port: int = 0, jobs: bool = False, **settings: str) -> None:
        self.dsn, self.data, self.port, self.jobs, self.settings = dsn, data, port, jobs, settings
        self.url = ""
        self._process: subprocess.Popen[str] | None = None

    async def start(self) -> str:
        """Start, and wait until it answers."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("USHER_")}
        environment |= {
            "USHER_DATABASE_URL": self.dsn,
            "USHER_SECRET_KEY": SECRET_KEY,
            "USHER_DATA_DIR": str(self.data),
            "USHER_RATE_LIMITS": "off",
            **self.settings,
        }
        words = [sys.executable, "-m", "app", "serve", "--port", str(self.port)]
        with (self.data / f"server-{id(self)}.log").open("ab") as log:
            self._process = subprocess.Popen(
                words if self.jobs else [*words, "--no-jobs"],
                cwd=HOUSE,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            while True:
                line = await asyncio.to_thread(self._process.stdout.readline)
                found = re.match(r"Listening: +(http://\S+)", line)
                if found:
                    self.url = found[1]
                    self.port = int(self.url.rpartition(":")[2])
                    break
                assert line, "the server ended while it started"
            await self._answering()
        return self.url

    async def _answering(self) -> None:
        import httpx

        async with httpx.AsyncClient(verify=False) as http:
            while True:
                try:
                    if (await http.get(f"{self.url}/healthz")).status_code == 200:
                        return
                except httpx.TransportError:
                    assert self._process is not None
                    assert self._process.poll() is None, "the server ended while it started"
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        with self._process:  # closes what it printed to, and waits
            self._process.kill()

    async def stop(self) -> int:
        """SIGTERM, and wait for the end."""
        if self._process is None:
            return 0
        with self._process:  # closes what it printed to
            if self._process.poll() is not None:
                return 0
            self._process.send_signal(signal.SIGTERM)
            return await asyncio.to_thread(self._process.wait, 30)


@asynccontextmanager
async def processes(dsn: str, data: Path, count: int, **settings: str) -> AsyncIterator[list[str]]:
    """Several servers on one database, each a process of its own; gives their addresses."""
    servers = [Process(dsn, data, **settings) for _ in range(count)]  # type: ignore[arg-type]
    try:
        yield list(await asyncio.gather(*(server.start() for server in servers)))
    finally:
        for server in servers:
            await server.stop()
