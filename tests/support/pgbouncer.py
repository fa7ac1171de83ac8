"""A pgbouncer, and other PostgreSQL servers, between a server and its data."""

import asyncio
import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from tests.support.ports import kept_port


def _unprivileged() -> str | None:
    """Return the user for pgbouncer and PostgreSQL, which refuse to run as root."""
    return "nobody" if os.geteuid() == 0 else None


def _as_user() -> dict[str, Any]:
    """Run a program as that user, with its group: the embedded PostgreSQL's folder lets nobody else through."""
    name = _unprivileged()
    return {} if name is None else {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


@contextmanager
def public_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="usher-test-") as made:
        folder = Path(made)
        yield folder


def hand_over(folder: Path) -> None:
    if (name := _unprivileged()) is not None:
        who = pwd.getpwnam(name)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, who.pw_uid, who.pw_gid)


async def wait_until_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(60):
        while True:
            assert process.poll() is None, "it ended while it started"
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.05)


async def wait_until_ready(dsn: str) -> None:
    """Wait until a PostgreSQL that listens has started."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(asyncpg.CannotConnectNowError, OSError):
                connection = await asyncpg.connect(dsn, ssl=False)
                await connection.close()
                return
            await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def bouncer(dsn: str, mode: str, tls: tuple[Path, Path] | None = None) -> AsyncIterator[str]:
    """Run pgbouncer in front of a database; yield its address without TLS parameters.

    Args:
        mode: `session` or `transaction`.
        tls: The files of its certificate and key; None for no TLS.
    """
    if shutil.which("pgbouncer") is None:
        pytest.skip("pgbouncer is not installed")
    parts, port = urlsplit(dsn), kept_port()
    query = parse_qs(parts.query)
    host = query.get("host", [parts.hostname or "localhost"])[0]
    behind = query.get("port", [str(parts.port or 5432)])[0]
    secret = f" password={parts.password}" if parts.password else ""
    with public_folder() as folder:
        lines = [
            "[databases]",
            f"* = host={host} port={behind} user={parts.username}{secret}",
            "[pgbouncer]",
            "listen_addr = 127.0.0.1", f"listen_port = {port}", "unix_socket_dir =", f"pool_mode = {mode}",
            "auth_type = any", f"logfile = {folder}/log", f"pidfile = {folder}/pid", "default_pool_size = 40",
        ]  # fmt: skip
        if tls is not None:
            for name, file in zip(("cert", "key"), tls, strict=True):
                shutil.copy(file, folder / name)
            lines += ["client_tls_sslmode = require"]
            lines += [f"client_tls_{name}_file = {folder}/{name}" for name in ("cert", "key")]
        (folder / "pgbouncer.ini").write_text("\n".join(lines))
        hand_over(folder)
        process = subprocess.Popen(
            ["pgbouncer", "-q", str(folder / "pgbouncer.ini")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_as_user(),
        )  # fmt: skip
        try:
            await wait_until_listening(port, process)
            yield f"postgresql://{parts.username}@localhost:{port}{parts.path}"
        finally:
            process.terminate()
            process.wait()


def _programs(versions: str = "*") -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob(f"{versions}/bin/postgres"))


@contextlib.asynccontextmanager
async def _postgres(program: Path, folder: Path, *, is_standby: bool = False, **options: object) -> AsyncIterator[str]:
    """Run a PostgreSQL of its own; yield its address."""
    port = kept_port()
    hand_over(folder)
    quiet = {**_as_user(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data = ["-D", str(folder / "data")]
    subprocess.run([program.with_name("initdb"), *data, "-U", "usher", "-A", "trust"], check=True, **quiet)
    if is_standby:
        (folder / "data" / "standby.signal").touch()
    options |= {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    process = subprocess.Popen([program, *data, *(f"--{name}={value}" for name, value in options.items())], **quiet)
    try:
        await wait_until_listening(port, process)
        await wait_until_ready(f"postgresql://usher@127.0.0.1:{port}/postgres")
        yield f"postgresql://usher@localhost:{port}/postgres"
    finally:
        process.terminate()
        process.wait()


@contextlib.asynccontextmanager
async def standby() -> AsyncIterator[str]:
    """Run a PostgreSQL that waits for the changes of a primary; yield its address."""
    found = _programs()
    if not found:
        pytest.skip("no PostgreSQL is installed in /usr/lib/postgresql")
    with public_folder() as folder:
        async with _postgres(found[-1], folder, is_standby=True) as where:
            yield where


@contextlib.asynccontextmanager
async def older_postgres(tls: tuple[Path, Path]) -> AsyncIterator[str]:
    """Run an installed PostgreSQL older than 16 with TLS; yield its address without TLS parameters."""
    found = _programs("1[0-5]")
    if not found:
        pytest.skip("no PostgreSQL older than 16 is installed in /usr/lib/postgresql")
    with public_folder() as folder:
        for name, file in zip(("cert", "key"), tls, strict=True):
            shutil.copy(file, folder / name)
        files: dict[str, Any] = {"ssl_cert_file": folder / "cert", "ssl_key_file": folder / "key"}
        async with _postgres(found[-1], folder, ssl="on", **files) as where:
            yield where
