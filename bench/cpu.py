"""CPU time of processes, read from /proc."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process has used."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS


def cpu_of_threads(pid: int | None) -> float:
    """Return the seconds of CPU that the running threads of a process have used, read in nanoseconds."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def cpu_of_children(pid: int) -> float:
    """Return the seconds of CPU that a process and its children have used, those that have ended included.

    What single-threaded children that run have used is read in nanoseconds: many of them would round down much.
    """
    fields = _fields(pid)
    used = sum(int(field) for field in fields[11:15]) / _TICKS
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found, spent = _fields(int(folder.name)), (folder / "schedstat").read_text()
            except OSError:
                continue
            if int(found[1]) == pid:
                used += int(spent.split()[0]) / 1e9
    return used


def _fields(pid: int) -> list[str]:
    """Return the fields after the command's name: the state, the parent and so on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
