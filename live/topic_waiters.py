"""Wait for hints at topics, with memory bounded by the number of topics."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterable
from types import TracebackType
from typing import Self


class TopicWaiters:
    """The waiters of this process; each polls after at most `poll` seconds, at random to spread the load."""

    def __init__(self, poll: float) -> None:
        self.poll = poll
        self._all: set[TopicWaiter] = set()
        self._by_topic: defaultdict[str, set[TopicWaiter]] = defaultdict(set)

    def hint(self, topics: Iterable[str]) -> None:
        for topic in topics:
            for waiter in self._by_topic.get(topic, ()):
                waiter.mark((topic,))

    def resync(self) -> None:
        """Wake every waiter for all its topics, because hints may have been lost."""
        for waiter in self._all:
            waiter.mark_all()

    def enter(self, waiter: "TopicWaiter", topics: Iterable[str]) -> None:
        self._all.add(waiter)
        for topic in topics:
            self._by_topic[topic].add(waiter)

    def leave(self, waiter: "TopicWaiter", topics: Iterable[str]) -> None:
        for topic in topics:
            self._by_topic[topic].discard(waiter)
            if not self._by_topic[topic]:
                del self._by_topic[topic]

    def drop(self, waiter: "TopicWaiter", topics: Iterable[str]) -> None:
        self.leave(waiter, topics)
        self._all.discard(waiter)


class TopicWaiter:
    def __init__(self, waiters: TopicWaiters, topics: Iterable[str]) -> None:
        self._waiters = waiters
        self._topics = set(topics)
        self._hinted: set[str] = set()
        self._woken = asyncio.Event()
        self._poll_at = 0.0

    def __enter__(self) -> Self:
        self._poll_at = self._next_poll()
        self._waiters.enter(self, self._topics)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiters.drop(self, self._topics)

    def add(self, topic: str) -> None:
        self._topics.add(topic)
        self._waiters.enter(self, (topic,))

    def discard(self, topic: str) -> None:
        self._topics.discard(topic)
        self._hinted.discard(topic)
        self._waiters.leave(self, (topic,))

    def mark(self, topics: Iterable[str]) -> None:
        self._hinted.update(self._topics.intersection(topics))
        self._woken.set()

    def mark_all(self) -> None:
        self._hinted.update(self._topics)
        self._woken.set()

    async def wait(self) -> frozenset[str]:
        """Wait until topics may have changed, and return them.

        After a reconnection, and when the poll is due, these are all topics. Frequent hints at one topic do not
        delay the poll, because a hint at another one may have been lost.
        """
        is_due = False
        try:
            async with asyncio.timeout_at(self._poll_at):
                await self._woken.wait()
        except TimeoutError:
            is_due = True  # even if the loop's clock is slightly early
        if is_due or asyncio.get_running_loop().time() >= self._poll_at:
            self._poll_at = self._next_poll()
            self._hinted.update(self._topics)
        hinted = frozenset(self._hinted)
        self._hinted.clear()
        self._woken.clear()
        return hinted

    def _next_poll(self) -> float:
        poll = self._waiters.poll
        return asyncio.get_running_loop().time() + poll * random.uniform(0.75, 1)  # noqa: S311 - jitter
