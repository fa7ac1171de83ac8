"""How many sockets an account and a network hold."""

from collections import Counter
from typing import Protocol


class SocketCounts(Protocol):
    """Counts sockets by a key, up to a number."""

    def enter(self, key: str, most: int) -> bool:
        """Counts one more, unless there are `most` already; tells whether it did."""

    def leave(self, key: str) -> None:
        """Counts one less."""


class ProcessCounts:
    """Counts the sockets of this process."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()

    def enter(self, key: str, most: int) -> bool:
        """Counts one more, unless there are `most` already; tells whether it did."""
        if self.open[key] >= most:
            return False
        self.open[key] += 1
        return True

    def leave(self, key: str) -> None:
        """Counts one less; a key with none left is forgotten."""
        self.open[key] -= 1
        if self.open[key] <= 0:
            del self.open[key]
