"""The server process: its address, database and workers, and a clean stop."""

import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import structlog
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from app.database_in_use import ready_database
from app.logs import configure_logs
from app.operator_errors import StartError
from app.settings import Settings
from app.settings.environment import share_metrics
from app.signals import stopped_by_signals
from connections.http import HttpProtocol
from connections.websocket import SocketProtocol
from live.hub import SecondProcessError

MAX_FRAME = 1 << 20
# How long running requests may take after SIGTERM; sockets are closed at once.
SECONDS_TO_DRAIN = 10
# Longer than proxies and clients keep connections, so that they close first and no request is lost.
SECONDS_KEPT_ALIVE = 75
# Thresholds of the three generations of the garbage collector.
GC_THRESHOLDS = (20_000, 20, 20)
STARTUP_ERRORS = (StartError, SecondProcessError)


def serve(settings: Settings, host: str, port: int, workers: int, jobs: bool) -> None:
    """Serve until Ctrl-C or SIGTERM, then drain and release the database.

    Args:
        port: 0 for any free one.
        workers: The number of processes.
        jobs: Whether they run jobs too.
    """
    configure_logs(production=settings.production, level=settings.log_level)
    if workers > 1 and settings.broadcast_url == "memory://":
        raise StartError("USHER_BROADCAST_URL=memory:// is for one process: leave --workers out, or use redis://")
    with bind_listener(host, port) as listener, stopped_by_signals(), ready_database(settings) as dsn:
        url = settings.public_url or address_of(listener)
        _print_addresses(settings, listener, url, dsn)
        served_settings = settings.model_copy(update={"public_url": url, "database_url": dsn})
        run = _run_several if workers > 1 else _run_one
        with _shared_metrics(workers):
            started = run(_uvicorn_config(served_settings, dsn, jobs, workers), listener)
        if not started:
            raise StartError("the server did not start; what is above says why")


@contextmanager
def _shared_metrics(workers: int) -> Iterator[None]:
    """Give several workers a common folder for metrics, so that each can report all."""
    if workers == 1:
        yield
        return
    with TemporaryDirectory(prefix="usher-metrics-") as folder:
        share_metrics(folder)
        yield


def address_of(listener: socket.socket) -> str:
    """Give the URL of a listening socket for use on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (what is said, not what is bound)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def application(settings: Settings, dsn: str, jobs: bool, parent: int) -> ASGIApp:
    """Make the application inside the serving process; uvicorn calls this in each worker.

    Args:
        parent: The process that keeps the database running; a worker stops when it is gone.
    """
    from app.wiring import create_app  # noqa: PLC0415 (the supervisor of several workers needs none of it)

    if os.getpid() != parent:
        threading.Thread(target=_stop_with_parent, args=(parent,), daemon=True).start()
    app = _with_startup_errors_in_one_line(create_app(settings, dsn, jobs=jobs))
    _tune_garbage_collection()
    return app


def _tune_garbage_collection() -> None:
    """Exempt long-lived objects from garbage collection and collect the others less often.

    A full collection blocks the loop for a tenth of a second, and most objects of a busy moment are freed before it runs.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def _with_startup_errors_in_one_line(app: ASGIApp) -> ASGIApp:
    """Report a StartError at startup in one line, without a traceback."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return

        async def send_message(message: Message) -> None:
            error = sys.exception()
            if message["type"] == "lifespan.startup.failed" and isinstance(error, STARTUP_ERRORS):
                message = {**message, "message": str(error)}
            await send(message)

        with suppress(*STARTUP_ERRORS):
            await app(scope, receive, send_message)

    return run


def _uvicorn_config(settings: Settings, dsn: str, jobs: bool, workers: int) -> uvicorn.Config:
    return http_config(
        partial(application, settings, dsn, jobs, os.getpid()),
        factory=True,
        workers=workers,
        loop="uvloop",
        ws=SocketProtocol,
        ws_max_size=MAX_FRAME,
        ws_per_message_deflate=False,
        lifespan="on",
    )


def http_config(app: ASGIApp | Callable[[], ASGIApp], **more: Any) -> uvicorn.Config:
    """Configure what listens: limits on requests hold on every port."""
    return uvicorn.Config(
        app,
        http=HttpProtocol,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the application itself knows whom to believe
        timeout_keep_alive=SECONDS_KEPT_ALIVE,
        timeout_graceful_shutdown=SECONDS_TO_DRAIN,
        **more,
    )


def _run_one(config: uvicorn.Config, listener: socket.socket) -> bool:
    server = uvicorn.Server(config)
    # uvicorn raises its stop signal again after draining, and exits if startup failed.
    with suppress(KeyboardInterrupt, SystemExit):
        server.run(sockets=[listener])
    return server.started


def _run_several(config: uvicorn.Config, listener: socket.socket) -> bool:
    supervisor = Multiprocess(config, sockets=[listener])
    supervisor.run()
    return all(process.exitcode != STARTUP_FAILURE for process in supervisor.processes)


def bind_listener(host: str, port: int) -> socket.socket:
    """Bind the address before anything starts: early clients wait, and a second server fails at once."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=2048)
    except socket.gaierror as error:
        raise StartError(f"cannot listen on {host}: {error.strerror}") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise StartError(f"cannot listen on {host}, port {port}: {reason}; choose another port") from None


def _print_addresses(settings: Settings, listener: socket.socket, url: str, dsn: str) -> None:
    lines = {"Usher": url}
    if not settings.production:
        lines |= {"GraphiQL": f"{url}/graphql"}
        lines |= {} if settings.smtp_url else {"Mailbox": f"{url}/mailbox?key={quote(settings.load_mailbox_key())}"}
    lines |= {"Listening": address_of(listener)}
    if not settings.database_url:
        lines |= {"Database": dsn, "Data folder": str(settings.data_folder())}
    print("\n".join(f"{name + ':':<13}{where}" for name, where in lines.items()), flush=True)  # noqa: T201


def _stop_with_parent(parent: int) -> None:
    """Stop this process as SIGTERM would when its parent is gone, because the database goes with the parent."""
    while os.getppid() == parent:
        time.sleep(1)
    structlog.get_logger(__name__).warning("supervisor.lost")
    os.kill(os.getpid(), signal.SIGTERM)
