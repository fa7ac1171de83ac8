"""Hints on their way to other processes: coalesced, bounded, and in messages that any broker takes."""

import asyncio
from collections.abc import Iterable, Iterator

_MOST_TOPICS = 10_000
_LONGEST = 7_000  # PostgreSQL refuses a notification of 8,000 bytes
_EVERYTHING = "*"


class Outbox:
    """The topics that others have yet to be told of. Past its bound it says: everything."""

    def __init__(self) -> None:
        self._topics: dict[str, None] = {}
        self._filled = asyncio.Event()

    def put(self, topics: Iterable[str]) -> None:
        """Add topics."""
        self._topics.update(dict.fromkeys(topics))
        if len(self._topics) > _MOST_TOPICS:
            self._topics = {_EVERYTHING: None}
        if self._topics:
            self._filled.set()

    async def take(self, patience: float) -> list[str]:
        """Return what is there, emptying the box; after `patience` seconds nothing."""
        try:
            async with asyncio.timeout(patience):
                await self._filled.wait()
        except TimeoutError:
            return []
        self._filled.clear()
        topics = list(self._topics)
        self._topics.clear()
        return [_EVERYTHING] if _EVERYTHING in topics else topics


def write(sender: str, topics: Iterable[str]) -> Iterator[str]:
    """Put topics into messages, each short enough for any broker; without topics one message, a ping."""
    words: list[str] = []
    length = 0
    for topic in topics:
        if words and length + len(topic) > _LONGEST:
            yield f"{sender} {' '.join(words)}"
            words, length = [], 0
        words.append(topic)
        length += len(topic) + 1
    yield f"{sender} {' '.join(words)}"


def read(message: str) -> tuple[str, list[str] | None]:
    """The sender of a message and its topics, None for everything."""
    sender, *topics = message.split()[:_MOST_TOPICS] or [""]
    return sender, None if _EVERYTHING in topics else topics
