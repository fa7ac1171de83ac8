"""Who waits for what: slots that keep the newest, and never grow beyond what is watched."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterable
from types import TracebackType
from typing import Self


class TopicWaiters:
    """The watches of this process, by topic.

    Args:
        poll: After how many seconds at the most a watch looks by itself; each looks up to a quarter earlier,
            so that they do not look all at once.
    """

    def __init__(self, poll: float) -> None:
        self.poll = poll
        self._all: set[TopicWaiter] = set()
        self._by_topic: defaultdict[str, set[TopicWaiter]] = defaultdict(set)

    def hint(self, topics: Iterable[str]) -> None:
        """Wake whoever watches one of these topics."""
        for topic in topics:
            for watch in self._by_topic.get(topic, ()):
                watch.mark((topic,))

    def resync(self) -> None:
        """Wake everybody for everything: hints may have been lost."""
        for watch in self._all:
            watch.mark_all()

    def enter(self, watch: "TopicWaiter", topics: Iterable[str]) -> None:
        """Have hints at these topics reach the watch."""
        self._all.add(watch)
        for topic in topics:
            self._by_topic[topic].add(watch)

    def leave(self, watch: "TopicWaiter", topics: Iterable[str]) -> None:
        """Have hints at these topics reach the watch no more."""
        for topic in topics:
            self._by_topic[topic].discard(watch)
            if not self._by_topic[topic]:
                del self._by_topic[topic]

    def drop(self, watch: "TopicWaiter", topics: Iterable[str]) -> None:
        """Forget the watch."""
        self.leave(watch, topics)
        self._all.discard(watch)


class TopicWaiter:
    """A wait for hints at some topics; a context manager, for one waiter.

    What is kept between two waits is the set of topics hinted at, so at most the topics watched.
    """

    def __init__(self, watches: TopicWaiters, topics: Iterable[str]) -> None:
        self._watches = watches
        self._topics = set(topics)
        self._hinted: set[str] = set()
        self._woken = asyncio.Event()
        self._look_at = 0.0

    def __enter__(self) -> Self:
        self._look_at = self._next_look()
        self._watches.enter(self, self._topics)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watches.drop(self, self._topics)

    def add(self, topic: str) -> None:
        """Watch one topic more."""
        self._topics.add(topic)
        self._watches.enter(self, (topic,))

    def discard(self, topic: str) -> None:
        """Watch one topic less."""
        self._topics.discard(topic)
        self._hinted.discard(topic)
        self._watches.leave(self, (topic,))

    def mark(self, topics: Iterable[str]) -> None:
        """Note that these topics may have changed."""
        self._hinted.update(self._topics.intersection(topics))
        self._woken.set()

    def mark_all(self) -> None:
        """Note that any topic may have changed."""
        self._hinted.update(self._topics)
        self._woken.set()

    async def wait(self) -> frozenset[str]:
        """Return the topics that may have changed, as soon as there are any.

        After a reconnection, and when the slow poll is due, these are all topics of the watch. A steady
        rain of hints at one topic does not put off the poll, for a hint at another may have been lost.
        """
        is_due = False
        try:
            async with asyncio.timeout_at(self._look_at):
                await self._woken.wait()
        except TimeoutError:
            is_due = True  # whatever the clock says: a loop may be early by its grain
        if is_due or asyncio.get_running_loop().time() >= self._look_at:
            self._look_at = self._next_look()
            self._hinted.update(self._topics)
        hinted = frozenset(self._hinted)
        self._hinted.clear()
        self._woken.clear()
        return hinted

    def _next_look(self) -> float:
        poll = self._watches.poll
        return asyncio.get_running_loop().time() + poll * random.uniform(0.75, 1)  # noqa: S311 - jitter
