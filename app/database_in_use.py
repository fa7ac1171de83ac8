"""The database that this process uses: the one that is set, or a share in the embedded one."""

import asyncio
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from app.failures import StartError
from app.settings import Settings
from db import embedded
from db.connecting import UnreachableError, UnsuitableError, see_fit
from db.database_url import read

SECONDS_BETWEEN_LOOKS = 1.0
_log = structlog.get_logger(__name__)


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Gives the address of the database; the embedded one is started, kept alive, and left at the end.

    Args:
        settings: the settings.

    Raises:
        StartError: if the one that is set cannot be reached, or is too old.
        EmbeddedError: if the embedded one cannot be started.
    """
    if settings.database_url:
        _look_at(settings.database_url)
        yield settings.database_url
        return
    with embedded.start(settings.data_folder()) as share:
        done = threading.Event()
        keeper = threading.Thread(target=_keep_alive, args=(share, done), daemon=True)
        keeper.start()
        try:
            yield share.dsn
        finally:
            done.set()
            with _undisturbed():
                keeper.join()
                share.close()


@contextmanager
def ready_database(settings: Settings) -> Iterator[str]:
    """Gives the address of the database, as `database` does, with all that this version needs in it.

    Development migrates; production does so when told to, by `usher migrate`, and may run on a newer one.

    Args:
        settings: the settings.

    Raises:
        StartError: if the database lacks something, besides what `database` raises.
    """
    from db.migrate import SchemaMismatchError, check, upgrade  # noqa: PLC0415 (Alembic is slow to load)

    with database(settings) as dsn:
        try:
            (check if settings.production else upgrade)(dsn)
        except SchemaMismatchError as error:
            raise StartError(str(error)) from None
        yield dsn


def _look_at(dsn: str) -> None:
    url = read(dsn)
    for remark in url.remarks:
        print(f"usher: USHER_DATABASE_URL: {remark}", file=sys.stderr)  # noqa: T201
    try:
        asyncio.run(see_fit(url))
    except UnreachableError as error:
        raise StartError(f"USHER_DATABASE_URL leads to no database: {error}") from None
    except UnsuitableError as error:
        raise StartError(f"USHER_DATABASE_URL leads to {error}") from None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Turns Ctrl-C and SIGTERM away: an impatient second one must not leave PostgreSQL behind."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's to hear
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep_alive(share: embedded.Embedded, done: threading.Event) -> None:
    """Starts PostgreSQL again should it die, at the same address, so that connections made anew find it."""
    while not done.wait(SECONDS_BETWEEN_LOOKS):
        try:
            if share.revive():
                _log.warning("postgresql.restarted")
        except embedded.EmbeddedError as error:
            _log.error("postgresql.failed", reason=str(error))
