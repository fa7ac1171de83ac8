"""Makes `.venv` and installs what is locked into it; does nothing where that is done already.

Runs on a bare Python, so it imports nothing but the standard library.
"""

import argparse
import ast
import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN, DEV = "requirements.lock", "requirements-dev.lock"
UV = PROJECT / "scripts" / "uv.lock"
# The command works after the folder has moved, and with blanks in its path. -P keeps Python from importing modules of
# the folder in which it is called.
COMMAND = '#!/bin/sh\nexec "$(dirname "$0")/python" -P -m app "$@"\n'
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
}
"""pip's settings that say where packages are, and uv's variables for the same. With any others, pip has to do it."""


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (it is what this is for)
        sys.exit(f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}: set PYTHON=python3.12, say")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dev", action="store_true", help="with what tests and checks need")
    lock = DEV if arguments.parse_args().dev else RUN
    with alone():
        if not is_done(lock):
            say(f"Installing {lock} into .venv, once: this takes up to a minute ...")
            make_venv()
            install(PROJECT / lock)
            for installed in {lock, RUN}:  # the development lock contains the other one
                stamp(installed).write_text(fingerprint(installed))
        make_command()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait for another process that installs into the same folder."""
    with (PROJECT / RUN).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_done(lock: str) -> bool:
    """Return whether this very lock file was installed completely, and its Python still exists."""
    done = stamp(lock)
    return done.exists() and done.read_text() == fingerprint(lock) and works([PYTHON, "-c", ""])


def stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def fingerprint(lock: str) -> str:
    return hashlib.sha256((PROJECT / lock).read_bytes()).hexdigest()


def make_venv() -> None:
    """Make `.venv`, empty unless there is a complete one; without pip, because Debian's Python has no ensurepip."""
    stamps = [stamp(lock) for lock in (RUN, DEV)]
    if not (any(one.exists() for one in stamps) and works([PYTHON, "-c", ""])):
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", "--without-pip", VENV])
    for one in stamps:  # so that an interrupted installation does not look complete
        one.unlink(missing_ok=True)


def install(lock: Path) -> None:
    """Install a lock file by uv, or by pip where uv cannot be had or fails."""
    pip = find_pip()
    with tempfile.TemporaryDirectory() as folder:
        uv = [Path(folder, "bin", "uv"), "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes"]
        # As pip does: the best of all indexes, since the hashes say what is right.
        uv += ["--index-strategy", "unsafe-best-match", "--allow-empty-requirements", lock]
        if works([*pip, "--target", folder, "--require-hashes", "-r", UV]) and succeeds(uv, uv_settings(pip)):
            return
    run([*pip, "--require-hashes", "--no-deps", "-r", lock])


def find_pip() -> list[Path | str]:
    """Give the command of a pip that installs into `.venv`."""
    options: list[Path | str] = ["install", "-qq", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    other: list[Path | str] = [sys.executable, "-m", "pip", "--python", PYTHON]
    if works([*other, "--version"]):
        return [*other, *options]
    if works([PYTHON, "-m", "ensurepip"]):
        return [PYTHON, "-m", "pip", *options]
    sys.exit(f"{sys.executable} has neither pip nor ensurepip: install pip (Debian: apt install python3-pip)")


def uv_settings(pip: list[Path | str]) -> dict[str, str]:
    """Translate pip's settings, from its files and variables, into uv's variables."""
    listed = subprocess.run(
        [*pip[: pip.index("install")], "config", "list"], check=False, capture_output=True, text=True
    )
    found = {}
    for line in sorted(listed.stdout.splitlines(), key=lambda line: line.startswith(":env:")):  # variables win
        name, _, value = line.partition("=")
        variable = UV_NAMES.get(name.rpartition(".")[2])
        if variable:
            found[variable] = ("," if variable == "UV_FIND_LINKS" else " ").join(ast.literal_eval(value).split())
    return found


def make_command() -> None:
    """Make the project importable and add the command `usher`; write only what has changed."""
    packages = next((VENV / "lib").glob("python3*")) / "site-packages"
    command = VENV / "bin" / "usher"
    for file, content in (
        (packages / "usher-project.pth", os.path.relpath(PROJECT, packages) + "\n"),
        (command, COMMAND),
    ):
        if not file.exists() or file.read_text() != content:
            file.write_text(content)
    command.chmod(0o755)


def run(command: list[Path | str]) -> None:
    if not succeeds(command):
        sys.exit(f"this failed: {' '.join(map(str, command))}")


def succeeds(command: list[Path | str], environment: dict[str, str] | None = None) -> bool:
    return not subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, env={**(environment or {}), **os.environ}
    ).returncode


def works(command: list[Path | str]) -> bool:
    try:
        return not subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL).returncode
    except OSError:
        return False


def say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
