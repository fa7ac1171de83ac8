"""Follow streams: each event once and in order, or only the fact that something changed."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from db.queries.events import EventRow
from live.cursors import CursorExpiredError, InvalidCursorError, Place
from live.event_buffer import EventBuffer

if TYPE_CHECKING:
    from live.feed import Feeds


class Subscription:
    """Events of one or more topics; an async context manager and, inside it, an async iterator of batches.

    Each event comes once, those of a topic in order. If there are several topics, the first ones are guards: an event
    of a guard never comes after a later topic's event that was committed after it. In a batch, guards come
    first. Only a number per topic is kept in memory; slow readers read again from there.

    Topics without a number begin at the moment of entering. So check access after entering and before reading:
    anything that revokes it later is among the events.

    At `deadline`, which may be set at any time, an empty batch comes once.

    Raises:
        InvalidCursorError: on entering, if a number is ahead of its stream.
        CursorExpiredError: on entering or later, if the next events are deleted or a backup was restored.
        LookupError: on entering, if the group or account does not exist.
    """

    __slots__ = (
        "_alarm",
        "_behind",
        "_deadline",
        "_expired",
        "_feeds",
        "_heads",
        "_numbers",
        "_wanted",
        "_woken",
        "tails",
    )

    def __init__(self, feeds: "Feeds", places: Mapping[str, Place | int | None], deadline: datetime | None) -> None:
        self._alarm: asyncio.TimerHandle | None = None
        self._deadline = deadline
        self.tails: list[EventBuffer] = []
        self._feeds = feeds
        self._wanted = dict(places)
        self._expired = False
        self._numbers: dict[str, int] = {}
        self._heads: dict[str, int] = {}
        self._behind = True
        self._woken = asyncio.Event()

    async def __aenter__(self) -> Self:
        self.tails = self._feeds.enter(self, self._wanted)
        try:
            await self._take_places()
        except BaseException:
            self._feeds.leave(self)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._silence()
        self._feeds.leave(self)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> list[EventRow]:
        while not self.ended:
            if self.due():
                return []
            if self._behind:
                batch = await self._read()
            else:
                batch = self.take() or []
            if batch:
                return batch
            if not self._behind:
                await self.wait()
        raise StopAsyncIteration

    @property
    def deadline(self) -> datetime | None:
        return self._deadline

    @deadline.setter
    def deadline(self, deadline: datetime | None) -> None:
        if deadline != self._deadline:
            self._silence()
        self._deadline = deadline

    @property
    def ended(self) -> bool:
        """Whether this process has stopped reading streams."""
        return self._feeds.stopped

    def wake(self) -> None:
        self._woken.set()

    def expire(self) -> None:
        """End with CursorExpiredError, because a restored database numbers its events differently."""
        self._expired = True
        self.wake()

    def due(self) -> bool:
        """Return whether the deadline has come, once."""
        if self.deadline is None or self._feeds.now() < self.deadline:
            return False
        self.deadline = None
        return True

    async def wait(self) -> None:
        # One timer for many waits, because there are many readers.
        if self._deadline is not None and self._alarm is None:
            left = (self._deadline - self._feeds.now()).total_seconds()
            self._alarm = asyncio.get_running_loop().call_later(max(0.0, left), self._ring)
        await self._woken.wait()

    def take(self) -> list[EventRow] | None:
        """Return buffered events for this reader; None if it is too far behind and has to catch up."""
        self._woken.clear()
        if self._expired:
            raise CursorExpiredError
        batch: list[EventRow] = []
        whole: int | None = None
        for tail in self.tails:
            rows = tail.since(self._numbers[tail.topic])
            if rows is None:
                self._behind = True
                return None
            if rows and whole is not None and whole < tail.read:
                self._feeds.ask(self)  # the guard was read earlier than this: read both in one statement
                break
            batch += rows
            whole = tail.whole if whole is None else min(whole, tail.whole)
        self._move(batch)
        return batch

    def skip(self) -> None:
        for tail in self.tails:
            self._numbers[tail.topic] = max(self._numbers[tail.topic], tail.number or 0)
        self._behind = False

    def _ring(self) -> None:
        self._alarm = None
        self.wake()

    def _silence(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    async def _take_places(self) -> None:
        stream_heads = await self._feeds.stream_heads(self._wanted)
        for topic, wanted in self._wanted.items():
            if topic not in stream_heads:
                raise LookupError(f"no such stream: {topic}")
            head, oldest = stream_heads[topic].head, stream_heads[topic].oldest
            if isinstance(wanted, Place) and wanted.epoch != stream_heads[topic].epoch:
                raise CursorExpiredError
            number = wanted.number if isinstance(wanted, Place) else head if wanted is None else wanted
            if number > head:
                raise InvalidCursorError
            if number + 1 < oldest:
                raise CursorExpiredError
            self._numbers[topic] = number
            self._heads[topic] = head
        if self._numbers == self._heads:
            self._catch_up()

    async def _read(self) -> list[EventRow]:
        """Read a page for this reader alone; rejoin the shared reading once a page reaches the end."""
        heads = {tail.topic: max(tail.number or 0, self._heads[tail.topic]) for tail in self.tails}
        page = await self._feeds.read(self._numbers)
        if self._expired:
            raise CursorExpiredError
        batch: list[EventRow] = []
        for topic, number in self._numbers.items():
            rows = page.rows.get(topic, [])
            if [row.number for row in rows] != list(range(number + 1, number + 1 + len(rows))):
                raise CursorExpiredError
            batch += rows
            if topic in page.cut:
                break  # unread events of this topic may be older than those of later topics
        self._move(batch)
        if not page.cut:
            if any(self._numbers[topic] < head for topic, head in heads.items()):
                raise CursorExpiredError  # retention has deleted all the rest
            self._catch_up()
        return batch

    def _move(self, batch: list[EventRow]) -> None:
        for row in batch:
            self._numbers[row.topic] = row.number

    def _catch_up(self) -> None:
        self._behind = False
        self._feeds.caught_up(self.tails, self._numbers)


class Changes:
    """Fires when something has changed; used like a `Subscription`, for streams of a current value.

    It fires at the start, at `deadline`, and once for all changes since the last time. It yields the matching
    events, or None (at the start, at the deadline, after too many events to keep) if anything may have changed.
    """

    def __init__(
        self,
        subscription: Subscription,
        kinds: Collection[str],
        concerning: Callable[[EventRow], bool] | None,
    ) -> None:
        self._subscription = subscription
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
