"""Making, starting, recognising and stopping the PostgreSQL of one place. The caller holds its gate."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from db.embedded_place import SOCKET_NAME, EmbeddedError, Place, forget_socket_folder, socket_folder

NAME = "usher"
MAJOR = "18"
# Recovery after a crash replays up to max_wal_size; this is for a slow disk.
PATIENCE = 300.0
LARGEST_LOG = 1 << 20
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What the server itself has to say, and no statement that failed: those hold people's addresses.
    "log_min_messages": "log",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
    "log_line_prefix": "%m [%p] ",
}
FAST = {"fsync": "off", "full_page_writes": "off"}

# Servers that this process has started, for it to reap, whoever stops them.
_started: list[subprocess.Popen[bytes]] = []


def ensure_running(place: Place, durable: bool) -> Path:
    """Starts PostgreSQL unless it runs, and waits until it answers; one left by a killed process is kept.

    Args:
        place: the cluster; made if it is not there.
        durable: False gives up safety against power cuts for speed.

    Returns:
        The folder of its socket.

    Raises:
        EmbeddedError: if it cannot be made or started.
    """
    folder = socket_folder(place)
    pid = postmaster(place)
    if pid:
        _wait(place, lambda: not _runs(pid, place.data) or _status(place) == "ready", "did not get ready or gone")
        if (folder / SOCKET_NAME).exists() and postmaster(place):
            return folder
        stop(place)  # its socket was cleaned up: nobody could ever reach it again
        folder = socket_folder(place)
    if not place.data.exists():
        _create(place, durable)
    _check_version(place)
    end = time.monotonic() + PATIENCE
    while not _launch(place, folder, durable):
        # After a kill -9 of the server alone its children need a moment to notice.
        if "pre-existing shared memory" not in _last_words(place) or time.monotonic() > end:
            raise EmbeddedError(_explained(place, "PostgreSQL ended while it started"))
        time.sleep(0.2)
    return folder


def postmaster(place: Place) -> int | None:
    """Gives the process ID of the server that runs on the cluster, None if there is none.

    The file that PostgreSQL leaves may be stale and its number taken by any other process by now, so the
    process is asked for its command line.

    Args:
        place: the cluster.
    """
    lines = _pid_file(place)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    return pid if _runs(pid, place.data) else None


def stop(place: Place) -> None:
    """Stops PostgreSQL if it runs: first politely, in the end by force; the data is safe either way.

    Args:
        place: the cluster.

    Raises:
        EmbeddedError: if it does not end.
    """
    pid = postmaster(place)
    if pid:
        for number, patience in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if _runs(pid, place.data):
                os.kill(pid, number)
                with contextlib.suppress(EmbeddedError):
                    _wait(place, lambda: not _runs(pid, place.data), "does not stop", patience)
        if _runs(pid, place.data):
            raise EmbeddedError(_explained(place, "PostgreSQL does not stop"))
        with contextlib.suppress(EmbeddedError):  # one that we adopted is init's to reap, who may be slow
            _wait(place, lambda: not _is_listed(pid), "is a zombie still", 1.0)
    forget_socket_folder(place)


def _runs(pid: int, data: Path) -> bool:
    """Whether the process is a postgres on that data directory (a zombie has no command line left)."""
    try:
        if sys.platform == "linux":
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return os.fsencode(data) in words and any(word.endswith(b"/postgres") for word in words)
        line = subprocess.run(["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)
    except OSError:
        return False
    return b"postgres" in line.stdout and os.fsencode(data) in line.stdout


def _is_listed(pid: int) -> bool:
    """Whether the number is in the process table, if only as a zombie."""
    for server in _started:
        server.poll()  # reaps
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # another user's
    return True


def _pid_file(place: Place) -> list[str]:
    try:
        return (place.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _status(place: Place) -> str:
    lines = _pid_file(place)
    return lines[7].strip() if len(lines) > 7 else "starting"


def _wait(place: Place, done: Callable[[], bool], failure: str, patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not done():
        if time.monotonic() > end:
            raise EmbeddedError(_explained(place, f"PostgreSQL {failure} in {patience:.0f} s"))
        time.sleep(0.01)


def _create(place: Place, durable: bool) -> None:
    """Makes the cluster with its database beside its place, and moves it there when it is whole."""
    fresh = place.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    place.own(fresh)
    sync = [] if durable else ["--no-sync"]
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    # Only we (and root) can open the folder of the socket, so a password would protect nothing.
    _program(place, ["initdb", "--auth=trust", f"--username={NAME}", *locale, *sync, f"--pgdata={fresh}"])
    statement = f"CREATE DATABASE {NAME}\n".encode()
    _program(place, ["postgres", "--single", *([] if durable else ["-F"]), "-D", str(fresh), "postgres"], statement)
    fresh.rename(place.data)


def _program(place: Place, words: Sequence[str], given: bytes = b"") -> None:
    """Runs one of PostgreSQL's programs to its end."""
    try:
        done = subprocess.run(
            [str(place.programs / words[0]), *words[1:]],
            input=given,
            capture_output=True,
            check=False,
            **_surroundings(place),
        )
    except OSError as error:
        raise EmbeddedError(f"cannot run {place.programs / words[0]}: {error.strerror}") from None
    if done.returncode:
        place.log.write_bytes(done.stdout + done.stderr)
        raise EmbeddedError(_explained(place, f"{words[0]} failed"))


def _launch(place: Place, folder: Path, durable: bool) -> bool:
    """Starts the server as a process of its own, which outlives us and hears no Ctrl-C; False if it ended."""
    _clear_stale_files(place, folder)
    if place.log.exists() and place.log.stat().st_size > LARGEST_LOG:
        place.log.replace(place.log.with_suffix(".log.1"))
    settings = {**SETTINGS, **({} if durable else FAST), "unix_socket_directories": str(folder)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with place.log.open("ab") as log:
        server = subprocess.Popen(
            [place.programs / "postgres", "-D", place.data, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **_surroundings(place),
        )
    _started.append(server)

    def ready() -> bool:
        return postmaster(place) == server.pid and _status(place) == "ready"

    _wait(place, lambda: server.poll() is not None or ready(), "did not get ready")
    return ready()


def _clear_stale_files(place: Place, folder: Path) -> None:
    """Removes the files of a dead server that would stop PostgreSQL if another process has its number by now.

    Should the dead server have left children, PostgreSQL still finds them by their shared memory, and
    refuses to start. The folder of the socket is this cluster's alone.
    """
    lines = _pid_file(place)
    if lines and lines[0].strip().isdigit() and _is_listed(int(lines[0])):
        (place.data / "postmaster.pid").unlink()
    (folder / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)


def _surroundings(place: Place) -> dict[str, Any]:
    """What every program of PostgreSQL's gets: nothing of our environment, and its own account."""
    account: dict[str, Any] = {}
    if place.account:
        account = {"user": place.account[0], "group": place.account[1], "extra_groups": []}
    return {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}, "umask": 0o077, **account}


def _check_version(place: Place) -> None:
    found = (place.data / "PG_VERSION").read_text().strip()
    if found != MAJOR:
        raise EmbeddedError(f"{place.data} is of PostgreSQL {found}, and ours is {MAJOR}: dump and restore it")


def _last_words(place: Place) -> str:
    """The end of the log, on one line."""
    try:
        lines = place.log.read_bytes()[-4000:].decode(errors="replace").splitlines()
    except OSError:
        return ""
    return " ".join(line.strip() for line in lines[-4:])


def _explained(place: Place, what: str) -> str:
    words = _last_words(place)
    return f"{what}; see {place.log}" + (f" ({words})" if words else "")
