"""Shared reading of events: one statement per process and hint, for any number of readers.

The hub names the topics that may have changed. One task reads them, together with all topics that share a reader, in
one statement, and keeps the newest events of each stream for readers that are up to date. New and slow readers
read from their own position until they have caught up, batched into one statement.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.queries import events
from db.queries.events import EventRow, Page, Places, StreamHead
from db.reader import Reader
from db.repeating import repeated
from live.cursors import Place
from live.event_buffer import EventBuffer, EventBuffers
from live.hub import Hub
from live.shared_loader import ReadBatcher, SharedLoader
from live.subscription import Changes, Subscription

__all__ = ["Changes", "EventRow", "Feeds", "Subscription"]

_LONGEST_PAUSE = 2.0

_Read = TypeVar("_Read")
_log = structlog.get_logger(__name__)


class Feeds:
    """Reads all streams of this process. The caller starts `hub`."""

    def __init__(self, hub: Hub, engine: AsyncEngine) -> None:
        self.stopped = False
        self.epoch = ""
        self.readings = SharedLoader(Reader(engine))
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._watch = hub.watch()
        self._tails = EventBuffers()
        self._early: set[str] = set()
        self._asking: set[Subscription] = set()
        # One statement at a time each, so that many reconnecting readers do not use up the connections.
        self._places = ReadBatcher(self._find_places, keeps=False)
        self._pages = ReadBatcher(self._read_pages, keeps=False)
        self._ahead = timedelta()
        self._failing = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        async with self._engine.connect() as connection:
            self.found_epoch(await events.epoch(connection))
        self._watch.__enter__()
        self._task = asyncio.create_task(self._run(), name="feeds")

    async def stop(self) -> None:
        self.stopped = True
        for tail in self._tails:
            for reader in tail.readers:
                reader.wake()
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
            self._watch.__exit__(None, None, None)
        for desk in (self._places, self._pages, self.readings):
            await desk.stop()

    def subscribe(
        self,
        topics: str | Mapping[str, Place | int | None],
        after: Place | int | None = None,
        *,
        deadline: datetime | None = None,
    ) -> Subscription:
        """Follow streams, each from after a position (None means now). Among several topics, guards come first."""
        return Subscription(self, {topics: after} if isinstance(topics, str) else topics, deadline)

    def changes(
        self,
        topics: Iterable[str],
        kinds: Collection[str] = (),
        *,
        concerning: Callable[[EventRow], bool] | None = None,
        deadline: datetime | None = None,
    ) -> Changes:
        """Follow a value: fire at the start, at `deadline` and after each event of these kinds (all if empty)."""
        return Changes(Subscription(self, dict.fromkeys(topics), deadline), kinds, concerning)

    def found_epoch(self, epoch: str) -> None:
        """Note the database's epoch; a new one expires all readers, because the numbering has changed."""
        before, self.epoch = self.epoch, epoch
        if before in ("", epoch):
            return
        _log.warning("database.restored", epoch=epoch)
        for tail in self._tails:
            tail.reset()
            for reader in tail.readers:
                reader.expire()

    def now(self) -> datetime:
        """Return the database's time as last known, never ahead of it."""
        return datetime.now(UTC) + self._ahead

    def enter(self, reader: Subscription, topics: Iterable[str]) -> list[EventBuffer]:
        """Register a reader; it gets every hint from now on."""
        tails = []
        for topic in topics:
            tail, new = self._tails.enter(topic, reader)
            if new:
                self._watch.add(topic)
            tails.append(tail)
        return tails

    def leave(self, reader: Subscription) -> None:
        self._asking.discard(reader)
        for tail in reader.tails:
            if self._tails.leave(tail, reader):
                self._watch.discard(tail.topic)
                self._early.discard(tail.topic)

    def caught_up(self, tails: Iterable[EventBuffer], numbers: Mapping[str, int]) -> None:
        """Start shared reading of new topics from where their first reader stands."""
        for tail in tails:
            if tail.number is None:
                tail.number = numbers[tail.topic]
        early = self._early.intersection(numbers)
        if early:
            self._early -= early
            self._watch.mark(early)

    def ask(self, reader: Subscription) -> None:
        """Read all topics of a reader again and then wake it."""
        self._asking.add(reader)
        self._watch.mark(tail.topic for tail in reader.tails)

    async def stream_heads(self, topics: Iterable[str]) -> dict[str, StreamHead]:
        """Return the last positions of streams, and set the clock."""
        found: dict[str, StreamHead] = await self._places.ask(tuple(topics), time.monotonic())
        return found

    async def read(self, numbers: Mapping[str, int]) -> Page:
        places: Places = tuple(numbers.items())

        async def read() -> Page:
            page: Page = await self._pages.ask(places, time.monotonic())
            return page

        return await self._steadily(read)

    async def _find_places(self, asked: Sequence[tuple[str, ...]]) -> Mapping[tuple[str, ...], dict[str, StreamHead]]:
        async def look() -> dict[str, StreamHead]:
            async with self._engine.connect() as connection:
                return await events.stream_heads(connection, (topic for topics in asked for topic in topics))

        stream_heads = await repeated(look)
        for one in stream_heads.values():
            self._ahead = one.now - datetime.now(UTC)
            self.found_epoch(one.epoch)
            break
        return dict.fromkeys(asked, stream_heads)

    async def _read_pages(self, asked: Sequence[Places]) -> Mapping[Places, Page]:
        async with self._engine.connect() as connection:
            pages = await events.each_after(connection, asked)
        for page in pages.values():
            self._found_in(page)
        return pages

    async def _run(self) -> None:
        while not self.stopped:
            due = await self._watch.wait()
            tails = self._tails.together(due)
            self._early |= self._tails.unplaced(due)
            try:
                if tails:
                    await self._read_together(tails)
            except Exception:  # no error may silence all streams of the process
                _log.exception("streams.failed")
                await asyncio.sleep(_LONGEST_PAUSE)
                self._watch.mark_all()

    async def _read_together(self, tails: dict[str, EventBuffer]) -> None:
        numbers = {topic: tail.number or 0 for topic, tail in tails.items()}
        asking = set(self._asking)

        async def read() -> Page:
            async with self._engine.connect() as connection:
                return await events.after(connection, numbers)

        page = await self._steadily(read)
        self._found_in(page)
        self._tails.apply(tails, page)
        self._asking -= asking
        for reader in asking:
            reader.wake()
        if page.cut:
            self._watch.mark(page.cut)

    def _found_in(self, page: Page) -> None:
        first = next((rows[0] for rows in page.rows.values() if rows), None)
        if first is not None:
            self.found_epoch(first.epoch)

    async def _steadily(self, read: Callable[[], Awaitable[_Read]]) -> _Read:
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
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                if self._failing:
                    _log.info("streams.resumed")
                self._failing = False
                return result
