"""The command `usher` as an operator runs it: real processes on a data folder of their own."""

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import embedded_postgres as embedded
from embedded_postgres import folders, process

PROJECT = Path(__file__).parents[2]
PATIENCE = 300.0


class Command:
    """One `usher …` process, whose output is read as it comes."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("USHER_")}
        # A child inherits ignored signals, and the tests may run under nohup.
        ours = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "app", *arguments],
            cwd=folder,
            env={**clean, "PYTHONPATH": str(PROJECT), "USHER_RATE_LIMITS": "off", **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        signal.signal(signal.SIGHUP, ours)
        self.said = ""

    def read(self, until: str = r"\Z(?!)") -> str:
        """Read until the output matches, or to the end; return the pattern's first group."""
        assert self.process.stdout
        end = time.monotonic() + PATIENCE
        while not (found := re.search(until, self.said)):
            assert time.monotonic() < end, self.said
            if select.select([self.process.stdout], [], [], 0.1)[0]:
                chunk = os.read(self.process.stdout.fileno(), 65536)
                if not chunk:
                    return self.said
                self.said += chunk.decode()
        return found[1]

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Read to the end and return the exit code."""
        self.read()
        return self.process.wait(PATIENCE)


class Usher:
    """A data folder and the commands that run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data_dir = folder / ".usher"
        self.commands: list[Command] = []

    def start(self, *arguments: str, **environment: str) -> Command:
        self.commands.append(Command(self.folder, *arguments, **environment))
        return self.commands[-1]

    def run(self, *arguments: str, **environment: str) -> tuple[int, str]:
        command = self.start(*arguments, **environment)
        return command.wait(), command.said

    def serve(self, *arguments: str, **environment: str) -> tuple[Command, str]:
        command = self.start("serve", "--port", "0", *arguments, **environment)
        return command, command.read(r"Listening: +(\S+)\n(?:.*\n)*Data folder: ")

    def stop_all(self) -> None:
        """Kill the commands, and stop the PostgreSQL that a killed one has left."""
        for command in self.commands:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(command.process.pid, signal.SIGKILL)
            command.process.communicate()
        self.commands.clear()
        with embedded.start(self.data_dir):
            pass

    def server(self) -> int | None:
        return process.postmaster(folders.find_cluster(self.data_dir))
