"""The server process: its address, its database, its workers, and a clean end."""

import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from tempfile import TemporaryDirectory
from urllib.parse import quote

import structlog
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from app.database_in_use import ready_database
from app.edge.protocol import SocketProtocol
from app.failures import StartError
from app.http_protocol import HttpProtocol
from app.logs import configure_logs
from app.settings import Settings
from app.signals import ended_by_signals
from live.hub import SecondProcessError

LARGEST_FRAME = 1 << 20
# Requests that run are given this long on SIGTERM; sockets are told at once.
SECONDS_TO_DRAIN = 10
# Longer than proxies and clients keep theirs, so that it is they who close, and no request meets a closed door.
SECONDS_KEPT_ALIVE = 75
# How many more objects than before set off a look at the newest, and how many such looks one at older ones.
COLLECTING = (20_000, 20, 20)
# Read by prometheus_client, in processes that start with it.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
PUT_RIGHT = (StartError, SecondProcessError)


def serve(settings: Settings, host: str, port: int, workers: int, jobs: bool) -> None:
    """Serves until Ctrl-C or SIGTERM, then drains, and leaves the database.

    Args:
        settings: the settings.
        host: the address to listen on.
        port: the port; 0 for any that is free.
        workers: how many processes.
        jobs: whether they do the jobs too.

    Raises:
        StartError: if the address is taken, or the settings or the database do not allow it.
        EmbeddedError: if the embedded database cannot be started.
    """
    configure_logs(production=settings.production, level=settings.log_level)
    if workers > 1 and settings.broadcast_url == "memory://":
        raise StartError("USHER_BROADCAST_URL=memory:// is for one process: leave --workers out, or use redis://")
    with listening(host, port) as listener, ended_by_signals(), ready_database(settings) as dsn:
        url = settings.public_url or address_of(listener)
        _say_where(settings, listener, url, dsn)
        told = settings.model_copy(update={"public_url": url, "database_url": dsn})
        run = _run_several if workers > 1 else _run_one
        with _shared_metrics(workers):
            started = run(_uvicorn(told, dsn, jobs, workers), listener)
        if not started:
            raise StartError("the server did not start; what is above says why")


@contextmanager
def _shared_metrics(workers: int) -> Iterator[None]:
    """Gives several workers a folder for their figures, so that any of them can tell of all."""
    if workers == 1:
        yield
        return
    with TemporaryDirectory(prefix="usher-metrics-") as folder:
        os.environ[SHARED_FOLDER] = folder
        yield


def address_of(listener: socket.socket) -> str:
    """Gives the web address under which this machine reaches a listening socket."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (what is said, not what is bound)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def application(settings: Settings, dsn: str, jobs: bool, parent: int) -> ASGIApp:
    """Makes the application inside the process that serves it; given to uvicorn, also across processes.

    Args:
        settings: the settings.
        dsn: the database in use.
        jobs: whether jobs run inside.
        parent: the process that holds the database for us; a worker ends when that one is gone.
    """
    from app.wiring import create_app  # noqa: PLC0415 (the supervisor of several workers needs none of it)

    if os.getpid() != parent:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    app = _failing_in_one_line(create_app(settings, dsn, jobs=jobs))
    _collect_rarely()
    return app


def _collect_rarely() -> None:
    """Has the garbage collector leave alone what is there for good, and look at the rest less often.

    A look at everything takes a tenth of a second, in which nobody hears of anything, and what a crowd of sockets makes
    when it is woken is gone again before the next look.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)


def _failing_in_one_line(app: ASGIApp) -> ASGIApp:
    """Has what an operator can put right told without a traceback when the application does not start."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        async def say(message: Message) -> None:
            error = sys.exception()
            if message["type"] == "lifespan.startup.failed" and isinstance(error, PUT_RIGHT):
                message = {**message, "message": str(error)}
            await send(message)

        with suppress(*PUT_RIGHT):
            await app(scope, receive, say)

    return run


def _uvicorn(settings: Settings, dsn: str, jobs: bool, workers: int) -> uvicorn.Config:
    return uvicorn.Config(
        partial(application, settings, dsn, jobs, os.getpid()),
        factory=True,
        workers=workers,
        loop="uvloop",
        http=HttpProtocol,
        ws=SocketProtocol,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_keep_alive=SECONDS_KEPT_ALIVE,
        timeout_graceful_shutdown=SECONDS_TO_DRAIN,
    )


def _run_one(config: uvicorn.Config, listener: socket.socket) -> bool:
    server = uvicorn.Server(config)
    # uvicorn raises the signal that ended it once more when all is drained, and exits where nothing started.
    with suppress(KeyboardInterrupt, SystemExit):
        server.run(sockets=[listener])
    return server.started


def _run_several(config: uvicorn.Config, listener: socket.socket) -> bool:
    supervisor = Multiprocess(config, sockets=[listener])
    supervisor.run()
    return all(process.exitcode != STARTUP_FAILURE for process in supervisor.processes)


def listening(host: str, port: int) -> socket.socket:
    """Takes the address before anything is started: who comes early waits, and a second server sees it taken."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=2048)
    except socket.gaierror as error:
        raise StartError(f"cannot listen on {host}: {error.strerror}") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise StartError(f"cannot listen on {host}, port {port}: {reason}; choose another port") from None


def _say_where(settings: Settings, listener: socket.socket, url: str, dsn: str) -> None:
    lines = {"Usher": url}
    if not settings.production:
        lines |= {"GraphiQL": f"{url}/graphql"}
        lines |= {} if settings.smtp_url else {"Mailbox": f"{url}/mailbox?key={quote(settings.kept_mailbox_key())}"}
    lines |= {"Listening": address_of(listener)}
    if not settings.database_url:
        lines |= {"Database": dsn, "Data folder": str(settings.data_folder())}
    print("\n".join(f"{name + ':':<13}{where}" for name, where in lines.items()), flush=True)  # noqa: T201


def _end_with(parent: int) -> None:
    """Ends this process, as SIGTERM would, when its parent is gone: the database goes with the parent."""
    while os.getppid() == parent:
        time.sleep(1)
    structlog.get_logger(__name__).warning("supervisor.lost")
    os.kill(os.getpid(), signal.SIGTERM)
