"""Outgoing hints: merged, bounded, and in messages small enough for any broker."""

import asyncio
from collections.abc import Iterable, Iterator

_MAX_TOPICS = 10_000
_MAX_LENGTH = 7_000  # PostgreSQL refuses a notification of 8,000 bytes
_EVERYTHING = "*"


class HintQueue:
    """Topics to announce. Above its limit it announces everything instead."""

    def __init__(self) -> None:
        self._topics: dict[str, None] = {}
        self._filled = asyncio.Event()

    def put(self, topics: Iterable[str]) -> None:
        self._topics.update(dict.fromkeys(topics))
        if len(self._topics) > _MAX_TOPICS:
            self._topics = {_EVERYTHING: None}
        if self._topics:
            self._filled.set()

    async def take(self, seconds: float) -> list[str]:
        try:
            async with asyncio.timeout(seconds):
                await self._filled.wait()
        except TimeoutError:
            return []
        self._filled.clear()
        topics = list(self._topics)
        self._topics.clear()
        return [_EVERYTHING] if _EVERYTHING in topics else topics


def encode_hints(sender: str, topics: Iterable[str]) -> Iterator[str]:
    """Pack topics into messages; without topics write one message, a ping."""
    words: list[str] = []
    length = 0
    for topic in topics:
        if words and length + len(topic) > _MAX_LENGTH:
            yield f"{sender} {' '.join(words)}"
            words, length = [], 0
        words.append(topic)
        length += len(topic) + 1
    yield f"{sender} {' '.join(words)}"


def decode_hints(message: str) -> tuple[str, list[str] | None]:
    """Return the sender and the topics of a message, None for everything."""
    sender, *topics = message.split()[:_MAX_TOPICS] or [""]
    return sender, None if _EVERYTHING in topics else topics
