"""An embedded PostgreSQL, shared by all processes that use the same data folder.

Each process holds a shared lock while it uses PostgreSQL (the use lock), which the kernel releases if the process
dies. Starting and stopping need an exclusive lock (the start lock). A process that leaves and can make its use lock
exclusive is the last one, and stops PostgreSQL.
"""

import contextlib
import fcntl
import shutil
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import quote

from embedded_postgres import folders, process
from embedded_postgres.folders import Cluster, EmbeddedError

__all__ = ["EmbeddedDatabase", "EmbeddedError", "destroy", "running_dsn", "start"]


class EmbeddedDatabase:
    """The running PostgreSQL, in use until the end of the `with` block."""

    def __init__(self, cluster: Cluster, use_lock: BinaryIO, dsn: str, durable: bool) -> None:
        self.dsn = dsn
        self._cluster = cluster
        self._use_lock = use_lock
        self._durable = durable

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def restart_if_dead(self) -> bool:
        """Restart PostgreSQL at the same address if it has died; return whether it had."""
        if process.postmaster(self._cluster):
            return False
        with folders.locked(self._cluster.home / folders.START_LOCK):
            if process.postmaster(self._cluster):
                return False
            process.ensure_running(self._cluster, self._durable)
        return True

    def close(self) -> None:
        """Stop using PostgreSQL, and stop it if nobody else uses it. Repeating this does nothing."""
        if self._use_lock.closed:
            return
        with folders.locked(self._cluster.home / folders.START_LOCK):
            _leave(self._cluster, self._use_lock)


def start(data_dir: Path, *, durable: bool = True) -> EmbeddedDatabase:
    """Use PostgreSQL, creating and starting it if needed.

    `durable=False`, for tests, gives up safety against power cuts for speed.
    """
    cluster = _find_cluster(data_dir)
    with folders.locked(cluster.home / folders.START_LOCK):
        use_lock = folders.lock_file(cluster.home / folders.USE_LOCK)
        try:
            fcntl.flock(use_lock, fcntl.LOCK_SH)
            folder = process.ensure_running(cluster, durable)
        except BaseException:  # including Ctrl-C: leave nothing running
            with contextlib.suppress(EmbeddedError):
                _leave(cluster, use_lock)
            raise
    return EmbeddedDatabase(cluster, use_lock, _dsn(folder), durable)


def running_dsn(data_dir: Path) -> str | None:
    """Return the address of the PostgreSQL running for a data folder, None if none is."""
    if not data_dir.exists():
        return None
    cluster = _find_cluster(data_dir)
    with folders.locked(cluster.home / folders.START_LOCK):
        if process.postmaster(cluster):
            return _dsn(folders.socket_folder(cluster))
    return None


def destroy(data_dir: Path) -> None:
    """Delete the PostgreSQL of a data folder with all its data. Raise EmbeddedError if a process uses it."""
    cluster = _find_cluster(data_dir)
    with (
        folders.locked(cluster.home / folders.START_LOCK),
        folders.lock_file(cluster.home / folders.USE_LOCK) as use_lock,
    ):
        try:
            fcntl.flock(use_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedError(f"the database of {data_dir} is in use") from None
        process.stop(cluster)
        shutil.rmtree(cluster.home)
        (data_dir / folders.POINTER).unlink(missing_ok=True)


def _find_cluster(data_dir: Path) -> Cluster:
    try:
        return folders.find_cluster(data_dir)
    except OSError as error:
        raise EmbeddedError(f"cannot use the data folder {data_dir}: {error}") from None


def _leave(cluster: Cluster, use_lock: BinaryIO) -> None:
    """Release the use lock, stopping PostgreSQL first if it is the last. The caller holds the start lock."""
    with use_lock:
        try:
            fcntl.flock(use_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        process.stop(cluster)


def _dsn(folder: Path) -> str:
    """Return a complete address, so that PGPORT or PGUSER in the environment cannot redirect it."""
    name = process.NAME
    return f"postgresql://{name}@/{name}?host={quote(str(folder), safe='/')}&port=5432"
