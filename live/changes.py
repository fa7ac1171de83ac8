"""Follow a value: know that something changed, without every change."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from types import TracebackType
from typing import Self

from db.queries.events import EventRow
from live.feed import Feeds
from live.subscription import Subscription


class Changes:
    """Fires when something has changed; used like a `Subscription`, for streams of a current value.

    It fires at the start, at `deadline`, and once for all changes since the last time. It yields the matching
    events, or None (at the start, at the deadline, after too many events to keep) if anything may have changed.
    Events match if they are of one of these kinds (any if there are none) and `concerning` accepts them.
    """

    def __init__(
        self,
        feeds: Feeds,
        topics: Iterable[str],
        kinds: Collection[str] = (),
        *,
        concerning: Callable[[EventRow], bool] | None = None,
        deadline: datetime | None = None,
    ) -> None:
        self._subscription = Subscription(feeds, dict.fromkeys(topics), deadline=deadline)
        self._kinds = frozenset(kinds)
        self._concerning = concerning
        self._begun = False

    @property
    def deadline(self) -> datetime | None:
        return self._subscription.deadline

    @deadline.setter
    def deadline(self, deadline: datetime | None) -> None:
        self._subscription.deadline = deadline

    async def __aenter__(self) -> Self:
        await self._subscription.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._subscription.__aexit__(kind, error, trace)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> list[EventRow] | None:
        if not self._begun:
            self._begun = True
            return None
        while not self._subscription.ended:
            rows = self._subscription.take()
            if rows is None:
                self._subscription.skip()
                return None
            counting = [row for row in rows if self._counts(row)]
            if self._subscription.due():
                return None
            if counting:
                return counting
            await self._subscription.wait()
        raise StopAsyncIteration

    def _counts(self, row: EventRow) -> bool:
        if self._kinds and row.kind not in self._kinds:
            return False
        return self._concerning is None or self._concerning(row)
