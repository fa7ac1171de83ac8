"""Follow streams: each event once and in order."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Self

from db.queries.events import EventRow
from live.cursors import CursorExpiredError, InvalidCursorError, Position
from live.event_buffer import EventBuffer
from live.feed import Feeds


class Subscription:
    """Events of one or more topics; an async context manager and, inside it, an async iterator of batches.

    Each event comes once, those of a topic in order. If there are several topics, the first ones are guards: an event
    of a guard never comes after a later topic's event that was committed after it. In a batch, guards come
    first. Only a number per topic is kept in memory; slow readers read again from there.

    `topics` is one topic, followed from `after` on, or several, each with the position to begin after.
    Topics without a position begin at the moment of entering. So check access after entering and before reading:
    anything that revokes it later is among the events.

    At `deadline`, which may be set at any time, an empty batch comes once.

    Raises:
        InvalidCursorError: on entering, if a number is ahead of its stream.
        CursorExpiredError: on entering or later, if the next events are deleted or a backup was restored.
        LookupError: on entering, if the group or account does not exist.
    """

    __slots__ = (
        "_behind",
        "_deadline",
        "_expired",
        "_feeds",
        "_heads",
        "_numbers",
        "_requested",
        "_timer",
        "_woken",
        "buffers",
    )

    def __init__(
        self,
        feeds: Feeds,
        topics: str | Mapping[str, Position | int | None],
        after: Position | int | None = None,
        *,
        deadline: datetime | None = None,
    ) -> None:
        self._timer: asyncio.TimerHandle | None = None
        self._deadline = deadline
        self.buffers: list[EventBuffer] = []
        self._feeds = feeds
        self._requested = {topics: after} if isinstance(topics, str) else dict(topics)
        self._expired = False
        self._numbers: dict[str, int] = {}
        self._heads: dict[str, int] = {}
        self._behind = True
        self._woken = asyncio.Event()

    async def __aenter__(self) -> Self:
        self.buffers = self._feeds.enter(self, self._requested)
        try:
            await self._find_positions()
        except BaseException:
            self._feeds.leave(self)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cancel_timer()
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
            self._cancel_timer()
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
        if self._deadline is not None and self._timer is None:
            left = (self._deadline - self._feeds.now()).total_seconds()
            self._timer = asyncio.get_running_loop().call_later(max(0.0, left), self._on_timer)
        await self._woken.wait()

    def take(self) -> list[EventRow] | None:
        """Return buffered events for this reader; None if it is too far behind and has to catch up."""
        self._woken.clear()
        if self._expired:
            raise CursorExpiredError
        batch: list[EventRow] = []
        whole: int | None = None
        for buffer in self.buffers:
            rows = buffer.since(self._numbers[buffer.topic])
            if rows is None:
                self._behind = True
                return None
            if rows and whole is not None and whole < buffer.read:
                self._feeds.refresh(self)  # the guard was read earlier than this: read both in one statement
                break
            batch += rows
            whole = buffer.whole if whole is None else min(whole, buffer.whole)
        self._advance(batch)
        return batch

    def skip(self) -> None:
        for buffer in self.buffers:
            self._numbers[buffer.topic] = max(self._numbers[buffer.topic], buffer.number or 0)
        self._behind = False

    def _on_timer(self) -> None:
        self._timer = None
        self.wake()

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _find_positions(self) -> None:
        stream_heads = await self._feeds.stream_heads(self._requested)
        for topic, requested in self._requested.items():
            if topic not in stream_heads:
                raise LookupError(f"no such stream: {topic}")
            head, oldest = stream_heads[topic].head, stream_heads[topic].oldest
            if isinstance(requested, Position) and requested.epoch != stream_heads[topic].epoch:
                raise CursorExpiredError
            number = requested.number if isinstance(requested, Position) else head if requested is None else requested
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
        heads = {buffer.topic: max(buffer.number or 0, self._heads[buffer.topic]) for buffer in self.buffers}
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
        self._advance(batch)
        if not page.cut:
            if any(self._numbers[topic] < head for topic, head in heads.items()):
                raise CursorExpiredError  # retention has deleted all the rest
            self._catch_up()
        return batch

    def _advance(self, batch: list[EventRow]) -> None:
        for row in batch:
            self._numbers[row.topic] = row.number

    def _catch_up(self) -> None:
        self._behind = False
        self._feeds.caught_up(self.buffers, self._numbers)
