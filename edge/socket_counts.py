from collections import Counter
from typing import Protocol

from rules.caller import Caller


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


class Entries:
    """What one connection counts among; `counts` is None for no limit."""

    __slots__ = ("counts", "keys")

    def __init__(self, counts: SocketCounts | None) -> None:
        self.counts = counts
        self.keys: list[str] = []

    def enter(self, key: str, most: int) -> bool:
        if self.counts is None:
            return True
        if not self.counts.enter(key, most):
            return False
        self.keys.append(key)
        return True

    def enter_account(self, kind: str, caller: Caller, most: int) -> bool:
        return caller.account_id is None or self.enter(f"{kind}:{caller.account_id}", most)

    def leave(self) -> None:
        while self.counts is not None and self.keys:
            self.counts.leave(self.keys.pop())
