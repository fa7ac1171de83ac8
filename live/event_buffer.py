"""Recently read events, shared by all who follow the same topics."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol

from db.queries.events import EventPage, EventRow

_MAX_KEPT = 8_192


class Follower(Protocol):
    def wake(self) -> None: ...

    def expire(self) -> None:
        """Signal that the numbering of all streams has changed."""


class EventBuffer:
    """The newest events of one stream, without gaps; the last one is `number`, None before anybody has caught up."""

    __slots__ = ("_rows", "followers", "number", "topic")

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.number: int | None = None
        self.followers: set[Follower] = set()
        self._rows: list[EventRow] = []

    def since(self, number: int) -> list[EventRow] | None:
        """Return the events after `number`, or None if they are not all here."""
        if self.number is None:
            return None
        missing = self.number - number
        if missing > len(self._rows):
            return None
        return self._rows[-missing:] if missing > 0 else []

    def append(self, row: EventRow) -> None:
        """Add the next event; after a gap, which retention makes, start anew."""
        if row.number - 1 != self.number:
            self._rows.clear()
        self._rows.append(row)
        self.number = row.number

    def reset(self) -> None:
        self.number = None
        self._rows.clear()

    def drop_oldest(self) -> None:
        if self._rows:
            del self._rows[0]


class EventBuffers:
    """The buffers of all followed topics, with one limit on their total size."""

    def __init__(self) -> None:
        self._by_topic: dict[str, EventBuffer] = {}
        self._kept: deque[EventBuffer] = deque()

    def __len__(self) -> int:
        return len(self._by_topic)

    def __iter__(self) -> Iterator[EventBuffer]:
        return iter(self._by_topic.values())

    def enter(self, topic: str, follower: Follower) -> tuple[EventBuffer, bool]:
        """Follow a topic; return its buffer and whether it is new."""
        buffer = self._by_topic.get(topic)
        new = buffer is None
        if buffer is None:
            buffer = self._by_topic[topic] = EventBuffer(topic)
        buffer.followers.add(follower)
        return buffer, new

    def leave(self, buffer: EventBuffer, follower: Follower) -> bool:
        """Stop following; return whether no follower is left."""
        buffer.followers.discard(follower)
        if buffer.followers or self._by_topic.get(buffer.topic) is not buffer:
            return False
        del self._by_topic[buffer.topic]
        return True

    def started(self, topics: Iterable[str]) -> dict[str, EventBuffer]:
        """Return the buffers of these topics that a follower has caught up with."""
        found = ((topic, self._by_topic.get(topic)) for topic in topics)
        return {topic: buffer for topic, buffer in found if buffer is not None and buffer.number is not None}

    def unstarted(self, topics: Iterable[str]) -> set[str]:
        """Return the followed topics among these that no follower has caught up with yet."""
        return {topic for topic in topics if topic in self._by_topic and self._by_topic[topic].number is None}

    def apply(self, buffers: dict[str, EventBuffer], page: EventPage) -> None:
        woken: set[Follower] = set()
        for topic, rows in page.rows.items():
            for row in rows:
                buffers[topic].append(row)
                self._kept.append(buffers[topic])
            woken |= buffers[topic].followers
        while len(self._kept) > _MAX_KEPT:
            self._kept.popleft().drop_oldest()
        for follower in woken:
            follower.wake()
