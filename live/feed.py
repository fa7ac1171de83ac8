"""The shared reading: one statement per process and hint, however many follow.

The hub says which topics may have changed. One task reads those, with whatever is followed together with
them, in one statement, and keeps the end of each stream; all who are up to date take from there. Who has
just come or is slow reads from its own number until it has caught up, in one statement with all others who do.
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
    """All that this process reads from streams.

    Args:
        hub: Started by the caller.
        engine: Connections are taken from it for single statements, never held while waiting.
    """

    def __init__(self, hub: Hub, engine: AsyncEngine) -> None:
        self.stopped = False
        self.epoch = ""
        self.readings = SharedLoader(Reader(engine))
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._watch = hub.watch()
        self._tails = EventBuffers()
        self._early: set[str] = set()
        self._asking: set[Subscription] = set()
        # One statement at a time each, so that a crowd that reconnects leaves connections to others.
        self._places = ReadBatcher(self._find_places, keeps=False)
        self._pages = ReadBatcher(self._read_pages, keeps=False)
        self._ahead = timedelta()
        self._failing = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to read what is followed."""
        async with self._engine.connect() as connection:
            self.found_epoch(await events.epoch(connection))
        self._watch.__enter__()
        self._task = asyncio.create_task(self._run(), name="feeds")

    async def stop(self) -> None:
        """End all iterations, and leave no task behind."""
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
        """Follow streams, event by event.

        Args:
            topics: One topic; or several, guards first, each with the place after which to begin.
            after: The place for one topic; None is now.
            deadline: When to bring an empty batch, whatever happens.
        """
        return Subscription(self, {topics: after} if isinstance(topics, str) else topics, deadline)

    def changes(
        self,
        topics: Iterable[str],
        kinds: Collection[str] = (),
        *,
        concerning: Callable[[EventRow], bool] | None = None,
        deadline: datetime | None = None,
    ) -> Changes:
        """Follow a present value: come at the start, and whenever something that counts has happened.

        Args:
            topics: Where it may happen.
            kinds: The kinds of event that count; all if there are none.
            concerning: Which events of these kinds count; all without it.
            deadline: When to come whatever happens.
        """
        return Changes(Subscription(self, dict.fromkeys(topics), deadline), kinds, concerning)

    def found_epoch(self, epoch: str) -> None:
        """Take note of the database's epoch; a new one expires whoever reads, for numbers count from elsewhere now."""
        before, self.epoch = self.epoch, epoch
        if before in ("", epoch):
            return
        _log.warning("database.restored", epoch=epoch)
        for tail in self._tails:
            tail.reset()
            for reader in tail.readers:
                reader.expire()

    def now(self) -> datetime:
        """The database's clock, as far as it is known: never ahead of it."""
        return datetime.now(UTC) + self._ahead

    def enter(self, reader: Subscription, topics: Iterable[str]) -> list[EventBuffer]:
        """Register a reader; from here on nothing that is hinted at is lost to it."""
        tails = []
        for topic in topics:
            tail, new = self._tails.enter(topic, reader)
            if new:
                self._watch.add(topic)
            tails.append(tail)
        return tails

    def leave(self, reader: Subscription) -> None:
        """Forget a reader, and what only it followed."""
        self._asking.discard(reader)
        for tail in reader.tails:
            if self._tails.leave(tail, reader):
                self._watch.discard(tail.topic)
                self._early.discard(tail.topic)

    def caught_up(self, tails: Iterable[EventBuffer], numbers: Mapping[str, int]) -> None:
        """Let the shared reading of topics that are new here begin where their first reader stands."""
        for tail in tails:
            if tail.number is None:
                tail.number = numbers[tail.topic]
        early = self._early.intersection(numbers)
        if early:
            self._early -= early
            self._watch.mark(early)

    def ask(self, reader: Subscription) -> None:
        """Have all of a reader's topics read again, and the reader woken then."""
        self._asking.add(reader)
        self._watch.mark(tail.topic for tail in reader.tails)

    async def stream_heads(self, topics: Iterable[str]) -> dict[str, StreamHead]:
        """Where streams stand; the clock is set by it too."""
        found: dict[str, StreamHead] = await self._places.ask(tuple(topics), time.monotonic())
        return found

    async def read(self, numbers: Mapping[str, int]) -> Page:
        """Read a page from where one reader stands, trying again while the database is away."""
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
            except Exception:  # whatever it is, the streams of a process must not fall silent one and all
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
        """Read, trying again for as long as the database is away."""
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
