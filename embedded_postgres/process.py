"""Create, start, detect and stop the embedded PostgreSQL. The caller holds the gate."""

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

from embedded_postgres.folders import SOCKET_NAME, EmbeddedError, Place, forget_socket_folder, socket_folder

NAME = "usher"
MAJOR = "18"
# Recovery after a crash replays up to max_wal_size; this allows for a slow disk.
PATIENCE = 300.0
LARGEST_LOG = 1 << 20
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Log the server's own messages but no failed statements, which contain people's addresses.
    "log_min_messages": "log",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
    "log_line_prefix": "%m [%p] ",
}
FAST = {"fsync": "off", "full_page_writes": "off"}

# Servers started by this process, which must reap them whoever stops them.
_started: list[subprocess.Popen[bytes]] = []


def ensure_running(place: Place, durable: bool) -> Path:
    """Start PostgreSQL if needed, reusing a server left by a killed process, and return its socket's folder."""
    folder = socket_folder(place)
    pid = postmaster(place)
    if pid:
        _wait(place, lambda: not _runs(pid, place.data) or _status(place) == "ready", "did not get ready or gone")
        if (folder / SOCKET_NAME).exists() and postmaster(place):
            return folder
        stop(place)  # its socket was deleted, so nobody can reach it
        folder = socket_folder(place)
    if not place.data.exists():
        _create(place, durable)
    _check_version(place)
    end = time.monotonic() + PATIENCE
    while not _launch(place, folder, durable):
        # After a kill -9 of the server alone, its children need a moment to notice.
        if "pre-existing shared memory" not in _last_words(place) or time.monotonic() > end:
            raise EmbeddedError(_explained(place, "PostgreSQL ended while it started"))
        time.sleep(0.2)
    return folder


def postmaster(place: Place) -> int | None:
    """Return the process ID of the cluster's server, None if none runs.

    PostgreSQL's PID file may be stale and the number reused, so check the command line of the process.
    """
    lines = _pid_file(place)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    return pid if _runs(pid, place.data) else None


def stop(place: Place) -> None:
    """Stop PostgreSQL, gracefully at first, finally by force. The data is safe either way."""
    pid = postmaster(place)
    if pid:
        for number, patience in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if _runs(pid, place.data):
                os.kill(pid, number)
                with contextlib.suppress(EmbeddedError):
                    _wait(place, lambda: not _runs(pid, place.data), "does not stop", patience)
        if _runs(pid, place.data):
            raise EmbeddedError(_explained(place, "PostgreSQL does not stop"))
        with contextlib.suppress(EmbeddedError):  # a server we did not start is reaped by init, which may be slow
            _wait(place, lambda: not _is_listed(pid), "is a zombie still", 1.0)
    forget_socket_folder(place)


def _runs(pid: int, data: Path) -> bool:
    """Check that the process is a postgres on that data directory. A zombie has no command line."""
    try:
        if sys.platform == "linux":
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return os.fsencode(data) in words and any(word.endswith(b"/postgres") for word in words)
        line = subprocess.run(["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)
    except OSError:
        return False
    return b"postgres" in line.stdout and os.fsencode(data) in line.stdout


def _is_listed(pid: int) -> bool:
    """Check that the process table lists the number, even as a zombie."""
    for server in _started:
        server.poll()  # reaps it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # another user's process
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
    """Create the cluster beside its place and move it there once complete."""
    fresh = place.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    place.own(fresh)
    sync = [] if durable else ["--no-sync"]
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    # Only we (and root) can open the socket's folder, so a password would protect nothing.
    _program(place, ["initdb", "--auth=trust", f"--username={NAME}", *locale, *sync, f"--pgdata={fresh}"])
    statement = f"CREATE DATABASE {NAME}\n".encode()
    _program(place, ["postgres", "--single", *([] if durable else ["-F"]), "-D", str(fresh), "postgres"], statement)
    fresh.rename(place.data)


def _program(place: Place, words: Sequence[str], given: bytes = b"") -> None:
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
    """Start the server as a separate process that outlives us and ignores our Ctrl-C. Return whether it is running."""
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
    """Remove a dead server's files, which would block a start if another process has its number now.

    If the dead server left children, PostgreSQL detects them by their shared memory and still refuses to start.
    """
    lines = _pid_file(place)
    if lines and lines[0].strip().isdigit() and _is_listed(int(lines[0])):
        (place.data / "postmaster.pid").unlink()
    (folder / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)


def _surroundings(place: Place) -> dict[str, Any]:
    """Return the process settings: PostgreSQL's own account and none of our environment."""
    account: dict[str, Any] = {}
    if place.account:
        account = {"user": place.account[0], "group": place.account[1], "extra_groups": []}
    return {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}, "umask": 0o077, **account}


def _check_version(place: Place) -> None:
    found = (place.data / "PG_VERSION").read_text().strip()
    if found != MAJOR:
        raise EmbeddedError(f"{place.data} is of PostgreSQL {found}, and ours is {MAJOR}: dump and restore it")


def _last_words(place: Place) -> str:
    try:
        lines = place.log.read_bytes()[-4000:].decode(errors="replace").splitlines()
    except OSError:
        return ""
    return " ".join(line.strip() for line in lines[-4:])


def _explained(place: Place, what: str) -> str:
    words = _last_words(place)
    return f"{what}; see {place.log}" + (f" ({words})" if words else "")
