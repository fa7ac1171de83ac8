"""Read an event stream on from a number: each event once and in order."""

from collections.abc import Callable

from db.queries.events import EventRow
from live.cursors import CursorExpiredError, CursorPosition, InvalidCursorError
from live.event_buffer import EventBuffer
from live.feed import Feeds


def _nothing() -> None:
    pass


class StreamPosition:
    """A subscriber's place in one event stream.

    Only a number is kept in memory; a slow subscriber reads on from it. Without `after` it begins at the moment of
    opening. So check access after opening and before reading: an event that revokes it later is then read.

    Args:
        on_wake: Called when there may be new events, or when the position has expired.
    """

    __slots__ = ("_after", "_expired", "_feeds", "_head", "buffer", "is_behind", "number", "on_wake", "topic")

    def __init__(
        self,
        feeds: Feeds,
        topic: str,
        after: CursorPosition | int | None = None,
        on_wake: Callable[[], None] = _nothing,
    ) -> None:
        self.topic = topic
        self.number = 0
        self.is_behind = True
        self.on_wake = on_wake
        self.buffer: EventBuffer | None = None
        self._feeds = feeds
        self._after = after
        self._head = 0
        self._expired = False

    async def open(self) -> None:
        """Find the place to begin at.

        Raises:
            InvalidCursorError: The number is ahead of the stream.
            CursorExpiredError: The next events are deleted, or a backup was restored.
            LookupError: The group or account does not exist.
        """
        self.buffer = self._feeds.enter(self, self.topic)
        try:
            await self._find_number()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self.buffer is not None:
            self._feeds.leave(self, self.buffer)
            self.buffer = None

    def wake(self) -> None:
        self.on_wake()

    def expire(self) -> None:
        """End with CursorExpiredError, because a restored database numbers its events differently."""
        self._expired = True
        self.wake()

    def take(self) -> list[EventRow] | None:
        """Return the next events from memory; None if they are not all there, and must be read.

        Raises:
            CursorExpiredError: A backup was restored.
        """
        assert self.buffer is not None
        if self._expired:
            raise CursorExpiredError
        rows = None if self.is_behind else self.buffer.since(self.number)
        if rows is None:
            self.is_behind = True
            return None
        if rows:
            self.number = rows[-1].number
        return rows

    async def read(self) -> list[EventRow]:
        """Return the next events, from memory or from the database; none if there are none yet.

        Raises:
            CursorExpiredError: The next events are deleted, or a backup was restored.
        """
        rows = self.take()
        return await self._read_page() if rows is None else rows

    def skip(self) -> None:
        """Go on from the newest event in memory."""
        assert self.buffer is not None
        self.number = max(self.number, self.buffer.number or 0)
        self.is_behind = False

    def move_to(self, number: int) -> None:
        """Go on from another number, which must have been read."""
        self.number = number

    @property
    def is_current(self) -> bool:
        """Whether all events in memory have been taken."""
        return not self.is_behind and self.buffer is not None and self.buffer.number == self.number

    async def _find_number(self) -> None:
        at, after = await self._feeds.stream_head(self.topic), self._after
        if at is None:
            raise LookupError(f"no such stream: {self.topic}")
        if isinstance(after, CursorPosition) and after.epoch != at.epoch:
            raise CursorExpiredError
        number = after.number if isinstance(after, CursorPosition) else at.head if after is None else after
        if number > at.head:
            raise InvalidCursorError
        if number + 1 < at.oldest:
            raise CursorExpiredError
        self.number, self._head = number, at.head
        if number == at.head:
            self._catch_up()

    async def _read_page(self) -> list[EventRow]:
        """Read a page for this subscriber alone; rejoin the shared reading once a page reaches the end."""
        assert self.buffer is not None
        head = max(self.buffer.number or 0, self._head)
        page = await self._feeds.read(self.topic, self.number)
        if self._expired or self.buffer is None:
            raise CursorExpiredError
        rows = page.rows.get(self.topic, [])
        if [row.number for row in rows] != list(range(self.number + 1, self.number + 1 + len(rows))):
            raise CursorExpiredError
        if rows:
            self.number = rows[-1].number
        if not page.cut:
            if self.number < head:
                raise CursorExpiredError  # retention has deleted all the rest
            self._catch_up()
        return rows

    def _catch_up(self) -> None:
        assert self.buffer is not None
        self.is_behind = False
        self._feeds.caught_up(self.buffer, self.number)
