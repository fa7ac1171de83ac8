"""Recently read events, shared by all readers of the same topics."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol

from db.queries.events import EventRow, Page

_MOST_KEPT = 8_192


class Reader(Protocol):
    @property
    def tails(self) -> "Iterable[EventBuffer]":
        """The buffers that must be read together."""

    def wake(self) -> None: ...

    def expire(self) -> None:
        """Signal that the numbering of all streams has changed."""


class EventBuffer:
    """The newest events of one stream, without gaps; the last one is `number`.

    `read` and `whole` are serial numbers of reads: the last one, and the last that reached the end of the
    stream. Events of two topics can only be ordered if both were read equally late.
    """

    __slots__ = ("_run", "number", "read", "readers", "topic", "whole")

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.number: int | None = None
        self.read = 0
        self.whole = 0
        self.readers: set[Reader] = set()
        self._run: list[EventRow] = []

    def since(self, number: int) -> list[EventRow] | None:
        """Return the events after `number`, or None if they are not all here."""
        if self.number is None:
            return None
        missing = self.number - number
        if missing > len(self._run):
            return None
        return self._run[-missing:] if missing > 0 else []

    def prolong(self, row: EventRow) -> None:
        """Add the next event; after a gap, which retention makes, start anew."""
        if row.number - 1 != self.number:
            self._run.clear()
        self._run.append(row)
        self.number = row.number

    def reset(self) -> None:
        self.number = None
        self._run.clear()

    def shorten(self) -> None:
        if self._run:
            del self._run[0]


class EventBuffers:
    """The buffers of all followed topics, with one limit on their total size."""

    def __init__(self) -> None:
        self._tails: dict[str, EventBuffer] = {}
        self._kept: deque[EventBuffer] = deque()
        self._serial = 0

    def __len__(self) -> int:
        return len(self._tails)

    def __iter__(self) -> Iterator[EventBuffer]:
        return iter(self._tails.values())

    def enter(self, topic: str, reader: Reader) -> tuple[EventBuffer, bool]:
        """Follow a topic; return its buffer and whether it is new."""
        tail = self._tails.get(topic)
        new = tail is None
        if tail is None:
            tail = self._tails[topic] = EventBuffer(topic)
        tail.readers.add(reader)
        return tail, new

    def leave(self, tail: EventBuffer, reader: Reader) -> bool:
        """Stop following; return whether no reader is left."""
        tail.readers.discard(reader)
        if tail.readers or self._tails.get(tail.topic) is not tail:
            return False
        del self._tails[tail.topic]
        return True

    def together(self, topics: Iterable[str]) -> dict[str, EventBuffer]:
        """Return the buffers of these topics and of all that share a reader with them, accounts first.

        A reader of a group and an account (for the end of its session) must not see what the group did after the
        account's event, so both are always read in the same statement.
        """
        found: dict[str, EventBuffer] = {}
        for topic in topics:
            tail = self._tails.get(topic)
            for reader in tail.readers if tail else ():
                found.update((one.topic, one) for one in reader.tails)
        return {topic: found[topic] for topic in sorted(found) if found[topic].number is not None}

    def unplaced(self, topics: Iterable[str]) -> set[str]:
        """Return the followed topics among these that no reader has caught up with yet."""
        return {topic for topic in topics if topic in self._tails and self._tails[topic].number is None}

    def apply(self, tails: dict[str, EventBuffer], page: Page) -> None:
        self._serial += 1
        woken: set[Reader] = set()
        for topic, tail in tails.items():
            tail.read = self._serial
            if topic not in page.cut:
                tail.whole = self._serial
            rows = page.rows.get(topic, ())
            for row in rows:
                tail.prolong(row)
                self._kept.append(tail)
            if rows:
                woken |= tail.readers
        while len(self._kept) > _MOST_KEPT:
            self._kept.popleft().shorten()
        for reader in woken:
            reader.wake()
