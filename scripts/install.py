"""Makes `.venv` and installs what is locked into it; does nothing where that is done already.

Runs on a bare Python, so it imports nothing but the standard library.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import re
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
# The command works after the folder has moved, and with blanks in its path. -P keeps Python from importing modules of
# the folder in which it is called.
COMMAND = '#!/bin/sh\nexec "$(dirname "$0")/python" -P -m app "$@"\n'


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (it is what this is for)
        sys.exit(f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}: set PYTHON=python3.12, say")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dev", action="store_true", help="with what tests and checks need")
    lock = DEV if arguments.parse_args().dev else RUN
    with alone():
        if is_done(lock):
            make_command()
            return
        if not works([PYTHON, "-m", "pip", "--version"]):
            make_venv()
        say(f"Installing {lock} into .venv, once: this takes a minute or two ...")
        for any_lock in (RUN, DEV):  # so that an interrupted installation does not look complete
            stamp(any_lock).unlink(missing_ok=True)
        install(PROJECT / lock)
        make_command()
        for installed in {lock, RUN}:  # the development lock contains the other one
            stamp(installed).write_text(fingerprint(installed))


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait for another process that installs into the same folder."""
    with (PROJECT / RUN).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_done(lock: str) -> bool:
    """Whether this very lock file was installed completely, and its Python still exists."""
    done = stamp(lock)
    return done.exists() and done.read_text() == fingerprint(lock) and works([PYTHON, "-c", ""])


def stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def fingerprint(lock: str) -> str:
    return hashlib.sha256((PROJECT / lock).read_bytes()).hexdigest()


def make_venv() -> None:
    """Make an empty `.venv`, with a downloaded virtualenv where Python has no ensurepip (Debian)."""
    shutil.rmtree(VENV, ignore_errors=True)
    if works([sys.executable, "-c", "import venv, ensurepip; ensurepip.version()"]):
        run([sys.executable, "-m", "venv", VENV])
        return
    if not works([sys.executable, "-m", "pip", "--version"]):
        sys.exit(f"{sys.executable} has neither ensurepip nor pip: install pip (Debian: apt install python3-pip)")
    say("This Python has no ensurepip: fetching virtualenv ...")
    with tempfile.TemporaryDirectory() as folder:
        run(pip(sys.executable, "--target", folder, "virtualenv"))
        run([sys.executable, "-m", "virtualenv", "--quiet", VENV], PYTHONPATH=folder)


def install(lock: Path) -> None:
    """Install a lock file with several pips in parallel, because pip mostly computes.

    The lock file names every dependency with its hash, so no pip needs to know of the others' shares.
    """
    named = re.split(r"^(?=\w)", lock.read_text(), flags=re.MULTILINE)[1:]
    shares = min(len(named), os.cpu_count() or 1, 4)
    with tempfile.TemporaryDirectory() as folder:
        pips = []
        for share in range(shares):
            file = Path(folder, f"{share}.txt")
            file.write_text("".join(named[share::shares]))
            command = pip(PYTHON, "--require-hashes", "--no-deps", "-r", file)
            pips.append(subprocess.Popen(command, stdin=subprocess.DEVNULL))
        failed = [one for one in pips if one.wait()]
    if failed:
        sys.exit(f"this failed: installing {lock.name}")


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


def pip(python: Path | str, *arguments: Path | str) -> list[Path | str]:
    options = ["-qq", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    return [python, "-m", "pip", "install", *options, *arguments]


def run(command: list[Path | str], **environment: str) -> None:
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env={**os.environ, **environment})
    if done.returncode:
        sys.exit(f"this failed: {' '.join(map(str, command))}")


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
