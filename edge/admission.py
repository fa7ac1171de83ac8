"""Limits and the end of the session, for a socket or an SSE stream while it is open."""

from collections.abc import Callable

from edge.hooks import Hooks
from rules.caller import Caller


class Admission:
    """Counts a connection among those of its network and its account, and watches its session."""

    __slots__ = ("hooks", "keys", "stop_watching")

    def __init__(self, hooks: Hooks) -> None:
        self.hooks = hooks
        self.keys: list[str] = []
        self.stop_watching: Callable[[], None] | None = None

    def admit(self, key: str, limit: int) -> bool:
        """Count one more, unless there are `limit` already; return whether there is room."""
        counts = self.hooks.counts
        if counts is not None:
            if counts[key] >= limit:
                return False
            counts[key] += 1
            self.keys.append(key)
        return True

    def admit_account(self, kind: str, caller: Caller, limit: int) -> bool:
        return caller.account_id is None or self.admit(f"{kind}:{caller.account_id}", limit)

    def watch(self, caller: Caller, over: Callable[[bool], None]) -> None:
        """Have `over` called once when the session has ended or can no longer be watched."""
        if self.hooks.watch_session is not None and caller.account_id is not None:
            self.stop_watching = self.hooks.watch_session(caller, over)

    def leave(self) -> None:
        if self.stop_watching is not None:
            self.stop_watching()
        while self.hooks.counts is not None and self.keys:
            key = self.keys.pop()
            self.hooks.counts[key] -= 1
            if not self.hooks.counts[key]:
                del self.hooks.counts[key]
