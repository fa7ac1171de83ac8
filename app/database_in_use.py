"""The database of this process: the configured one, or the embedded one."""

import asyncio
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

import embedded_postgres as embedded
from app.operator_errors import StartError
from app.settings import Settings
from db.connecting import UnreachableError, UnsuitableError, check_suitable
from db.database_url import parse_database_url

CHECK_INTERVAL = 1.0
_log = structlog.get_logger(__name__)


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Give the DSN. Start the embedded database if none is configured, keep it running, and release it at the end."""
    if settings.database_url:
        _check_url("USHER_DATABASE_URL", settings.database_url)
        yield settings.database_url
        return
    with embedded.start(settings.data_folder()) as embedded_database:
        done = threading.Event()
        watchdog = threading.Thread(target=_keep_alive, args=(embedded_database, done), daemon=True)
        watchdog.start()
        try:
            yield embedded_database.dsn
        finally:
            done.set()
            with _ignoring_signals():
                watchdog.join()
                embedded_database.close()


@contextmanager
def ready_database(settings: Settings) -> Iterator[str]:
    """Give the DSN of a database whose schema suits this version.

    Development migrates it. Production only checks it, and also runs on a newer schema.
    """
    from db.migrate import SchemaMismatchError, check_schema, upgrade  # noqa: PLC0415 (Alembic is slow to load)

    if settings.broadcast_database:  # while a broker is down, everything runs without it
        _check_url("USHER_BROADCAST_URL", settings.broadcast_database, must_answer=False)
    with database(settings) as dsn:
        try:
            (check_schema if settings.production else upgrade)(dsn)
        except SchemaMismatchError as error:
            raise StartError(str(error)) from None
        yield dsn


def _check_url(name: str, dsn: str, *, must_answer: bool = True) -> None:
    url = parse_database_url(dsn)
    for remark in url.warnings:
        print(f"usher: {name}: {remark}", file=sys.stderr)  # noqa: T201
    try:
        asyncio.run(check_suitable(url))
    except UnreachableError as error:
        if must_answer:
            raise StartError(f"{name} leads to no database: {error}") from None
    except UnsuitableError as error:
        raise StartError(f"{name} leads to {error}") from None


@contextmanager
def _ignoring_signals() -> Iterator[None]:
    """Ignore Ctrl-C and SIGTERM: a second one must not leave PostgreSQL running."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread handles signals
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep_alive(embedded_database: embedded.EmbeddedDatabase, done: threading.Event) -> None:
    """Restart PostgreSQL at the same address if it dies, so that new connections find it."""
    while not done.wait(CHECK_INTERVAL):
        try:
            if embedded_database.restart_if_dead():
                _log.warning("postgresql.restarted")
        except embedded.EmbeddedError as error:
            _log.error("postgresql.failed", reason=str(error))
