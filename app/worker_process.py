"""The worker process: jobs, health and metrics."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette

from app.database_in_use import ready_database
from app.http.draining import Draining
from app.http.health import Health
from app.key_fingerprints import register_keys
from app.logs import configure_logs
from app.metrics import Metrics
from app.presence import Presence
from app.serving import address_of, bind_listener, http_config
from app.settings import Settings
from app.signals import stopped_by_signals
from app.wiring import make_services, make_worker
from db.pool_watch import PoolWatch


class _Server(uvicorn.Server):
    """A server that leaves signals to its process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run_worker(settings: Settings, host: str, port: int | None) -> None:
    """Run jobs until Ctrl-C or SIGTERM; then finish the running ones or return them to the queue.

    Args:
        settings: Its `public_url` is the base of links, with a local default.
        port: For health and metrics; None listens nowhere.
    """
    configure_logs(production=settings.production, level=settings.log_level)
    with ExitStack() as stack:
        listener = None if port is None else stack.enter_context(bind_listener(host, port))
        stack.enter_context(stopped_by_signals())
        dsn = stack.enter_context(ready_database(settings))
        if listener is not None:
            print(f"Listening:   {address_of(listener)}", flush=True)  # noqa: T201
        print("Usher does jobs; Ctrl-C ends it", flush=True)  # noqa: T201
        asyncio.run(_run(settings, dsn, listener))


async def _run(settings: Settings, dsn: str, listener: socket.socket | None) -> None:
    stop_requested = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop_requested.set)
    services = make_services(settings, dsn, settings.public_url or "http://127.0.0.1:8000")
    worker = make_worker(settings, services, dsn)
    presence, draining = Presence(services.engine, services.config, worker), Draining(0)
    health = Health(services.engine, services.hub, worker, presence, PoolWatch(services.engine, dsn), draining)
    app = Starlette(routes=[*health.routes(), *Metrics(services, None, presence).routes()])
    try:
        await register_keys(services.engine, services.config)
        await services.hub.start()
        await worker.start()
        await presence.start()
        async with _serving(app, listener):
            await stop_requested.wait()
            draining.begun = True
            await worker.stop()
    finally:
        await presence.stop()
        await worker.stop()
        await services.hub.stop()
        await services.engine.dispose()


@asynccontextmanager
async def _serving(app: Starlette, listener: socket.socket | None) -> AsyncIterator[None]:
    """Serve on the socket while the body runs."""
    if listener is None:
        yield
        return
    server = _Server(http_config(app, loop="none", ws="none", lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listener]), name="answering")
    try:
        yield
    finally:
        server.should_exit = True
        await task
