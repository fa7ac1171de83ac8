"""An embedded PostgreSQL, shared by all processes that use the same data folder.

Each process keeps a shared lock (the lease), which the kernel releases if the process dies. Starting and stopping
need an exclusive lock (the gate). On leaving, a process that can make its lease exclusive is the last one and stops
PostgreSQL.
"""

import contextlib
import fcntl
import shutil
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import quote

from embedded_postgres import folders, process
from embedded_postgres.folders import EmbeddedError, Place

__all__ = ["Embedded", "EmbeddedError", "destroy", "running_dsn", "start"]


class Embedded:
    """A share in the running PostgreSQL; leaving the `with` block gives it back."""

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
        """Restart PostgreSQL at the same address if it has died; return whether it had."""
        if process.postmaster(self._place):
            return False
        with folders.locked(self._place.home / "gate"):
            if process.postmaster(self._place):
                return False
            process.ensure_running(self._place, self._durable)
        return True

    def close(self) -> None:
        """Give the share back, stopping PostgreSQL if it was the last. Repeating this does nothing."""
        if self._lease.closed:
            return
        with folders.locked(self._place.home / "gate"):
            _leave(self._place, self._lease)


def start(data_dir: Path, *, durable: bool = True) -> Embedded:
    """Take a share, creating and starting PostgreSQL if needed.

    `durable=False`, for tests, gives up safety against power cuts for speed.
    """
    place = _find(data_dir)
    with folders.locked(place.home / "gate"):
        lease = folders.lock_file(place.home / "lease")
        try:
            fcntl.flock(lease, fcntl.LOCK_SH)
            folder = process.ensure_running(place, durable)
        except BaseException:  # including Ctrl-C: leave nothing running
            with contextlib.suppress(EmbeddedError):
                _leave(place, lease)
            raise
    return Embedded(place, lease, _dsn(folder), durable)


def running_dsn(data_dir: Path) -> str | None:
    """Return the address of the PostgreSQL running for a data folder, None if none is."""
    if not data_dir.exists():
        return None
    place = _find(data_dir)
    with folders.locked(place.home / "gate"):
        if process.postmaster(place):
            return _dsn(folders.socket_folder(place))
    return None


def destroy(data_dir: Path) -> None:
    """Delete the PostgreSQL of a data folder with all its data. Raise EmbeddedError if a process uses it."""
    place = _find(data_dir)
    with folders.locked(place.home / "gate"), folders.lock_file(place.home / "lease") as lease:
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedError(f"the database of {data_dir} is in use") from None
        process.stop(place)
        shutil.rmtree(place.home)
        (data_dir / folders.POINTER).unlink(missing_ok=True)


def _find(data_dir: Path) -> Place:
    try:
        return folders.find(data_dir)
    except OSError as error:
        raise EmbeddedError(f"cannot use the data folder {data_dir}: {error}") from None


def _leave(place: Place, lease: BinaryIO) -> None:
    """Give the lease back, stopping PostgreSQL first if it is the last. The caller holds the gate."""
    with lease:
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        process.stop(place)


def _dsn(folder: Path) -> str:
    """Return a complete address, so that PGPORT or PGUSER in the environment cannot redirect it."""
    name = process.NAME
    return f"postgresql://{name}@/{name}?host={quote(str(folder), safe='/')}&port=5432"
