from collections import Counter
from typing import Protocol


class SocketCounts(Protocol):
    def enter(self, key: str, limit: int) -> bool:
        """Count one more unless there are `most` already; return whether it was counted."""

    def leave(self, key: str) -> None: ...


class ProcessCounts:
    def __init__(self) -> None:
        self.open: Counter[str] = Counter()

    def enter(self, key: str, limit: int) -> bool:
        if self.open[key] >= limit:
            return False
        self.open[key] += 1
        return True

    def leave(self, key: str) -> None:
        self.open[key] -= 1
        if self.open[key] <= 0:
            del self.open[key]
