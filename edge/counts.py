"""Limits on connections: how many each network and account may have open."""

from collections import Counter

from rules.caller import Caller


class Entries:
    """What one connection counts among; `counts` is None for no limit."""

    __slots__ = ("counts", "keys")

    def __init__(self, counts: Counter[str] | None) -> None:
        self.counts = counts
        self.keys: list[str] = []

    def enter(self, key: str, most: int) -> bool:
        """Count one more, unless there are `most` already; return whether there is room."""
        if self.counts is None:
            return True
        if self.counts[key] >= most:
            return False
        self.counts[key] += 1
        self.keys.append(key)
        return True

    def enter_account(self, kind: str, caller: Caller, most: int) -> bool:
        return caller.account_id is None or self.enter(f"{kind}:{caller.account_id}", most)

    def leave(self) -> None:
        while self.counts is not None and self.keys:
            key = self.keys.pop()
            self.counts[key] -= 1
            if not self.counts[key]:
                del self.counts[key]
