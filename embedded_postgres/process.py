"""Create, start, detect and stop the embedded PostgreSQL. The caller holds the start lock."""

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

from embedded_postgres.folders import SOCKET_NAME, Cluster, EmbeddedError, remove_socket_folder, socket_folder

NAME = "usher"
MAJOR = "18"
# Recovery after a crash replays up to max_wal_size; this allows for a slow disk.
TIMEOUT = 300.0
MAX_LOG = 1 << 20
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
UNSAFE_SETTINGS = {"fsync": "off", "full_page_writes": "off"}

# Servers started by this process, which must reap them whoever stops them.
_started: list[subprocess.Popen[bytes]] = []


def ensure_running(cluster: Cluster, durable: bool) -> Path:
    """Start PostgreSQL if needed, reusing a server left by a killed process, and return its socket's folder."""
    folder = socket_folder(cluster)
    pid = postmaster(cluster)
    if pid:
        _wait(cluster, lambda: not _runs(pid, cluster.data) or _status(cluster) == "ready", "did not get ready or gone")
        if (folder / SOCKET_NAME).exists() and postmaster(cluster):
            return folder
        stop(cluster)  # its socket was deleted, so nobody can reach it
        folder = socket_folder(cluster)
    if not cluster.data.exists():
        _create(cluster, durable)
    _check_version(cluster)
    end = time.monotonic() + TIMEOUT
    while not _launch(cluster, folder, durable):
        # After a kill -9 of the server alone, its children need a moment to notice.
        if "pre-existing shared memory" not in _log_tail(cluster) or time.monotonic() > end:
            raise EmbeddedError(_with_log(cluster, "PostgreSQL ended while it started"))
        time.sleep(0.2)
    return folder


def postmaster(cluster: Cluster) -> int | None:
    """Return the process ID of the cluster's server, None if none runs.

    PostgreSQL's PID file may be stale and the number reused, so check the command line of the process.
    """
    lines = _pid_file(cluster)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    return pid if _runs(pid, cluster.data) else None


def stop(cluster: Cluster) -> None:
    """Stop PostgreSQL, gracefully at first, finally by force. The data is safe either way."""
    pid = postmaster(cluster)
    if pid:
        for number, timeout in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if _runs(pid, cluster.data):
                os.kill(pid, number)
                with contextlib.suppress(EmbeddedError):
                    _wait(cluster, lambda: not _runs(pid, cluster.data), "does not stop", timeout)
        if _runs(pid, cluster.data):
            raise EmbeddedError(_with_log(cluster, "PostgreSQL does not stop"))
        with contextlib.suppress(EmbeddedError):  # a server we did not start is reaped by init, which may be slow
            _wait(cluster, lambda: not _is_listed(pid), "is a zombie still", 1.0)
    remove_socket_folder(cluster)


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


def _pid_file(cluster: Cluster) -> list[str]:
    try:
        return (cluster.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _status(cluster: Cluster) -> str:
    lines = _pid_file(cluster)
    return lines[7].strip() if len(lines) > 7 else "starting"


def _wait(cluster: Cluster, done: Callable[[], bool], failure: str, timeout: float = TIMEOUT) -> None:
    end = time.monotonic() + timeout
    while not done():
        if time.monotonic() > end:
            raise EmbeddedError(_with_log(cluster, f"PostgreSQL {failure} in {timeout:.0f} s"))
        time.sleep(0.01)


def _create(cluster: Cluster, durable: bool) -> None:
    """Create the cluster under another name and rename it once complete."""
    fresh = cluster.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    cluster.create_private(fresh)
    sync = [] if durable else ["--no-sync"]
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    # Only we (and root) can open the socket's folder, so a password would protect nothing.
    _run_program(cluster, ["initdb", "--auth=trust", f"--username={NAME}", *locale, *sync, f"--pgdata={fresh}"])
    statement = f"CREATE DATABASE {NAME}\n".encode()
    _run_program(
        cluster, ["postgres", "--single", *([] if durable else ["-F"]), "-D", str(fresh), "postgres"], statement
    )
    fresh.rename(cluster.data)


def _run_program(cluster: Cluster, command: Sequence[str], given: bytes = b"") -> None:
    try:
        done = subprocess.run(
            [str(cluster.programs / command[0]), *command[1:]],
            input=given,
            capture_output=True,
            check=False,
            **_process_options(cluster),
        )
    except OSError as error:
        raise EmbeddedError(f"cannot run {cluster.programs / command[0]}: {error.strerror}") from None
    if done.returncode:
        cluster.log.write_bytes(done.stdout + done.stderr)
        raise EmbeddedError(_with_log(cluster, f"{command[0]} failed"))


def _launch(cluster: Cluster, folder: Path, durable: bool) -> bool:
    """Start the server as a separate process that outlives us and ignores our Ctrl-C. Return whether it is running."""
    _clear_stale_files(cluster, folder)
    if cluster.log.exists() and cluster.log.stat().st_size > MAX_LOG:
        cluster.log.replace(cluster.log.with_suffix(".log.1"))
    settings = {**SETTINGS, **({} if durable else UNSAFE_SETTINGS), "unix_socket_directories": str(folder)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with cluster.log.open("ab") as log:
        server = subprocess.Popen(
            [cluster.programs / "postgres", "-D", cluster.data, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **_process_options(cluster),
        )
    _started.append(server)

    def ready() -> bool:
        return postmaster(cluster) == server.pid and _status(cluster) == "ready"

    _wait(cluster, lambda: server.poll() is not None or ready(), "did not get ready")
    return ready()


def _clear_stale_files(cluster: Cluster, folder: Path) -> None:
    """Remove a dead server's files, which would block a start if another process has its number now.

    If the dead server left children, PostgreSQL detects them by their shared memory and still refuses to start.
    """
    lines = _pid_file(cluster)
    if lines and lines[0].strip().isdigit() and _is_listed(int(lines[0])):
        (cluster.data / "postmaster.pid").unlink()
    (folder / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)


def _process_options(cluster: Cluster) -> dict[str, Any]:
    """Return the process settings: PostgreSQL's own account and none of our environment."""
    account: dict[str, Any] = {}
    if cluster.account:
        account = {"user": cluster.account[0], "group": cluster.account[1], "extra_groups": []}
    return {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}, "umask": 0o077, **account}


def _check_version(cluster: Cluster) -> None:
    found = (cluster.data / "PG_VERSION").read_text().strip()
    if found != MAJOR:
        raise EmbeddedError(f"{cluster.data} is of PostgreSQL {found}, and ours is {MAJOR}: dump and restore it")


def _log_tail(cluster: Cluster) -> str:
    try:
        lines = cluster.log.read_bytes()[-4000:].decode(errors="replace").splitlines()
    except OSError:
        return ""
    return " ".join(line.strip() for line in lines[-4:])


def _with_log(cluster: Cluster, what: str) -> str:
    words = _log_tail(cluster)
    return f"{what}; see {cluster.log}" + (f" ({words})" if words else "")
