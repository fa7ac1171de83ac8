"""A PostgreSQL of our own, shared by all processes that use the same data folder.

Each holds a shared lock (the lease) for as long as it lives; the kernel takes it back from one that was
killed. Starting and stopping happen behind an exclusive lock (the gate), and whoever, on leaving, can turn
the lease into an exclusive lock is the last one, and stops PostgreSQL.
"""

import contextlib
import fcntl
import shutil
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import quote

from db import embedded_place, embedded_process
from db.embedded_place import EmbeddedError, Place

__all__ = ["Embedded", "EmbeddedError", "destroy", "running_dsn", "start"]


class Embedded:
    """A share in the running PostgreSQL of a data folder; leaving the `with` block gives it back."""

    def __init__(self, place: Place, lease: BinaryIO, dsn: str, durable: bool) -> None:
        self.dsn = dsn
        self._place = place
        self._lease = lease
        self._durable = durable

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def revive(self) -> bool:
        """Starts PostgreSQL again, at the same address, if it has died; True if that was needed.

        Raises:
            EmbeddedError: if it cannot be started.
        """
        if embedded_process.postmaster(self._place):
            return False
        with embedded_place.locked(self._place.home / "gate"):
            if embedded_process.postmaster(self._place):
                return False
            embedded_process.ensure_running(self._place, self._durable)
        return True

    def close(self) -> None:
        """Gives the share back, and stops PostgreSQL if it was the last; doing it again does nothing.

        Raises:
            EmbeddedError: if PostgreSQL does not stop.
        """
        if self._lease.closed:
            return
        with embedded_place.locked(self._place.home / "gate"):
            _leave(self._place, self._lease)


def start(data_dir: Path, *, durable: bool = True) -> Embedded:
    """Takes a share in the PostgreSQL of a data folder, starting it if it does not run.

    Args:
        data_dir: the data folder; made if it is not there. Blanks and any length of path will do.
        durable: False, for tests, trades safety against power cuts for speed.

    Returns:
        The share; its `dsn` serves asyncpg, SQLAlchemy and psql alike.

    Raises:
        EmbeddedError: if PostgreSQL cannot be made, started or reached; one sentence that names its log.
    """
    place = _find(data_dir)
    with embedded_place.locked(place.home / "gate"):
        lease = embedded_place.lock_file(place.home / "lease")
        try:
            fcntl.flock(lease, fcntl.LOCK_SH)
            folder = embedded_process.ensure_running(place, durable)
        except BaseException:  # Ctrl-C too: nothing may be left running
            with contextlib.suppress(EmbeddedError):
                _leave(place, lease)
            raise
    return Embedded(place, lease, _dsn(folder), durable)


def running_dsn(data_dir: Path) -> str | None:
    """Gives the address of the PostgreSQL that runs for a data folder, None if none does.

    Args:
        data_dir: the data folder.

    Raises:
        EmbeddedError: if the folder cannot be used.
    """
    if not data_dir.exists():
        return None
    place = _find(data_dir)
    with embedded_place.locked(place.home / "gate"):
        if embedded_process.postmaster(place):
            return _dsn(embedded_place.socket_folder(place))
    return None


def destroy(data_dir: Path) -> None:
    """Deletes the PostgreSQL of a data folder with all that is in it; for tests and fresh starts.

    Args:
        data_dir: the data folder, which stays.

    Raises:
        EmbeddedError: if a process uses it.
    """
    place = _find(data_dir)
    with embedded_place.locked(place.home / "gate"), embedded_place.lock_file(place.home / "lease") as lease:
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedError(f"the database of {data_dir} is in use") from None
        embedded_process.stop(place)
        shutil.rmtree(place.home)
        (data_dir / embedded_place.POINTER).unlink(missing_ok=True)


def _find(data_dir: Path) -> Place:
    try:
        return embedded_place.find(data_dir)
    except OSError as error:
        raise EmbeddedError(f"cannot use the data folder {data_dir}: {error}") from None


def _leave(place: Place, lease: BinaryIO) -> None:
    """Gives the lease back; the last one to do so stops PostgreSQL first. The caller holds the gate."""
    with lease:
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        embedded_process.stop(place)


def _dsn(folder: Path) -> str:
    """The address, complete, so that no PGPORT or PGUSER of the caller's environment leads elsewhere."""
    name = embedded_process.NAME
    return f"postgresql://{name}@/{name}?host={quote(str(folder), safe='/')}&port=5432"
