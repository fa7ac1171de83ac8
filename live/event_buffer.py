"""What this process has read of late, shared by all who follow the same topics."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol

from db.queries.events import EventRow, Page

_MOST_KEPT = 8_192


class Reader(Protocol):
    """Somebody who follows tails."""

    @property
    def tails(self) -> "Iterable[EventBuffer]":
        """The tails that are followed together."""

    def wake(self) -> None:
        """Say that there may be something new."""

    def expire(self) -> None:
        """Say that the numbers of all streams count from elsewhere now."""


class EventBuffer:
    """The end of one stream: a run of events without holes, the last of which is `number`.

    `read` and `whole` tell by which read the run was last prolonged or found complete: what other topics
    hold can only be compared with it if they were read as late.
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
        """What came after `number`; None if that is no longer, or not yet, known here."""
        if self.number is None:
            return None
        missing = self.number - number
        if missing > len(self._run):
            return None
        return self._run[-missing:] if missing > 0 else []

    def prolong(self, row: EventRow) -> None:
        """Add the next event; after a hole, which retention makes, the run begins anew."""
        if row.number - 1 != self.number:
            self._run.clear()
        self._run.append(row)
        self.number = row.number

    def reset(self) -> None:
        """Forget all: the numbers of this stream count from elsewhere now."""
        self.number = None
        self._run.clear()

    def shorten(self) -> None:
        """Forget the oldest event of the run."""
        if self._run:
            del self._run[0]


class EventBuffers:
    """The tails of all topics that somebody follows, bounded together."""

    def __init__(self) -> None:
        self._tails: dict[str, EventBuffer] = {}
        self._kept: deque[EventBuffer] = deque()
        self._serial = 0

    def __len__(self) -> int:
        return len(self._tails)

    def __iter__(self) -> Iterator[EventBuffer]:
        return iter(self._tails.values())

    def enter(self, topic: str, reader: Reader) -> tuple[EventBuffer, bool]:
        """Follow a topic; also tells whether that is new here."""
        tail = self._tails.get(topic)
        new = tail is None
        if tail is None:
            tail = self._tails[topic] = EventBuffer(topic)
        tail.readers.add(reader)
        return tail, new

    def leave(self, tail: EventBuffer, reader: Reader) -> bool:
        """Follow it no longer; tells whether nobody does now."""
        tail.readers.discard(reader)
        if tail.readers or self._tails.get(tail.topic) is not tail:
            return False
        del self._tails[tail.topic]
        return True

    def together(self, topics: Iterable[str]) -> dict[str, EventBuffer]:
        """The tails of these topics and of all that are followed together with one of them, accounts first.

        A reader who follows a group and, for the end of its session, an account, must not see what the group
        did after the account; so whenever one is read, the other is, in the same statement.
        """
        found: dict[str, EventBuffer] = {}
        for topic in topics:
            tail = self._tails.get(topic)
            for reader in tail.readers if tail else ():
                found.update((one.topic, one) for one in reader.tails)
        return {topic: found[topic] for topic in sorted(found) if found[topic].number is not None}

    def unplaced(self, topics: Iterable[str]) -> set[str]:
        """Those of these topics that somebody follows, and nobody has yet caught up with."""
        return {topic for topic in topics if topic in self._tails and self._tails[topic].number is None}

    def apply(self, tails: dict[str, EventBuffer], page: Page) -> None:
        """Prolong tails by what one statement has read of them, and wake those who follow them."""
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
