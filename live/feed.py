"""Shared reading of events: one statement per process and hint, for any number of subscribers.

The hub names the topics that may have changed. One task reads them in one statement, and keeps the newest events of
each stream for those that are up to date. New and slow subscribers read from their own position until they have caught
up, batched into one statement.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.queries import events
from db.queries.events import EventPage, EventRow, StreamHead
from db.reader import Reader
from db.retries import retry_read
from live.event_buffer import EventBuffer, EventBuffers, Follower
from live.hub import Hub
from live.shared_loader import ReadBatcher, SharedLoader

__all__ = ["EventRow", "Feeds"]

_MAX_PAUSE = 2.0

_Read = TypeVar("_Read")
_log = structlog.get_logger(__name__)


class Feeds:
    """Reads all streams of this process. The caller starts `hub`."""

    def __init__(self, hub: Hub, engine: AsyncEngine) -> None:
        self.stopped = False
        self.epoch = ""
        self.loader = SharedLoader(Reader(engine))
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._waiter = hub.waiter()
        self._buffers = EventBuffers()
        self._hinted_early: set[str] = set()
        # One statement at a time each, so that many reconnecting subscribers do not use up the connections.
        self._head_batcher = ReadBatcher(self._read_heads, keeps=False)
        self._page_batcher = ReadBatcher(self._read_pages, keeps=False)
        self._clock_ahead = timedelta()
        self._failing = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        async with self._engine.connect() as connection:
            self.set_epoch(await events.epoch(connection))
        self._waiter.__enter__()
        self._task = asyncio.create_task(self._run(), name="feeds")

    async def stop(self) -> None:
        self.stopped = True
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
            self._waiter.__exit__(None, None, None)
        for batcher in (self._head_batcher, self._page_batcher, self.loader):
            await batcher.stop()

    def set_epoch(self, epoch: str) -> None:
        """Note the database's epoch; a new one expires all subscribers, because the numbering has changed."""
        before, self.epoch = self.epoch, epoch
        if before in ("", epoch):
            return
        _log.warning("database.restored", epoch=epoch)
        for buffer in self._buffers:
            buffer.reset()
            for follower in list(buffer.followers):
                follower.expire()

    def now(self) -> datetime:
        """Return the database's time as last known, never ahead of it."""
        return datetime.now(UTC) + self._clock_ahead

    def enter(self, follower: Follower, topic: str) -> EventBuffer:
        """Register a follower; it gets every hint from now on."""
        buffer, new = self._buffers.enter(topic, follower)
        if new:
            self._waiter.add(topic)
        return buffer

    def leave(self, follower: Follower, buffer: EventBuffer) -> None:
        if self._buffers.leave(buffer, follower):
            self._waiter.discard(buffer.topic)
            self._hinted_early.discard(buffer.topic)

    def caught_up(self, buffer: EventBuffer, number: int) -> None:
        """Start shared reading of a new topic at the position of its first subscriber."""
        if buffer.number is None:
            buffer.number = number
        if buffer.topic in self._hinted_early:
            self._hinted_early.discard(buffer.topic)
            self._waiter.mark([buffer.topic])

    async def stream_head(self, topic: str) -> StreamHead | None:
        """Return the first and last number of a stream, None if there is none, and set the clock."""
        head: StreamHead | None = await self._head_batcher.load(topic, time.monotonic())
        return head

    async def read(self, topic: str, number: int) -> EventPage:
        """Read the next events after a number, batched with the reads of other subscribers."""

        async def read() -> EventPage:
            page: EventPage = await self._page_batcher.load((topic, number), time.monotonic())
            return page

        return await self._until_read(read)

    async def _read_heads(self, topics: Sequence[str]) -> Mapping[str, StreamHead]:
        async def look() -> dict[str, StreamHead]:
            async with self._engine.connect() as connection:
                return await events.stream_heads(connection, topics)

        stream_heads = await retry_read(look)
        for one in stream_heads.values():
            self._clock_ahead = one.now - datetime.now(UTC)
            self.set_epoch(one.epoch)
            break
        return stream_heads

    async def _read_pages(self, positions: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], EventPage]:
        async with self._engine.connect() as connection:
            pages = await events.each_after(connection, positions)
        for page in pages.values():
            self._note_epoch(page)
        return pages

    async def _run(self) -> None:
        while not self.stopped:
            due = await self._waiter.wait()
            buffers = self._buffers.started(due)
            self._hinted_early |= self._buffers.unstarted(due)
            try:
                if buffers:
                    await self._read_due(buffers)
            except Exception:  # no error may silence all streams of the process
                _log.exception("streams.failed")
                await asyncio.sleep(_MAX_PAUSE)
                self._waiter.mark_all()

    async def _read_due(self, buffers: dict[str, EventBuffer]) -> None:
        numbers = {topic: buffer.number or 0 for topic, buffer in buffers.items()}

        async def read() -> EventPage:
            async with self._engine.connect() as connection:
                return await events.after(connection, numbers)

        page = await self._until_read(read)
        self._note_epoch(page)
        self._buffers.apply(buffers, page)
        if page.cut:
            self._waiter.mark(page.cut)

    def _note_epoch(self, page: EventPage) -> None:
        first = next((rows[0] for rows in page.rows.values() if rows), None)
        if first is not None:
            self.set_epoch(first.epoch)

    async def _until_read(self, read: Callable[[], Awaitable[_Read]]) -> _Read:
        pause = 0.1
        while True:
            try:
                result = await read()
            except (SQLAlchemyError, OSError, TimeoutError) as error:
                if self.stopped:
                    raise
                if not self._failing:
                    _log.warning("streams.interrupted", reason=type(error).__name__)
                self._failing = True
                await asyncio.sleep(pause)
                pause = min(2 * pause, _MAX_PAUSE)
            else:
                if self._failing:
                    _log.info("streams.resumed")
                self._failing = False
                return result
