"""Answer a stream once for many subscribers.

An audience is all subscribers with the same stream, document and standing. No subscriber has a task of its own while it
waits: the stream wakes the audience, which makes the answers, checks every subscriber's access again, and sends them.
"""

import asyncio
import time
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from live.answers import Execute, LiveAnswer, Source, SubscriberAccess, SubscriberSink
from live.feed import Feeds
from live.stream_position import StreamPosition

CHECKED_AT_ONCE = 250
"""Subscribers whose access one statement checks. The next statement runs while answers are sent to these."""

OWN_AT_ONCE = 50
"""Personal answers that are made concurrently."""

ALIKE_AT_ONCE = 1_000
"""Subscribers for whom one statement finds what a personal answer depends on."""

MAX_DISTINCT_ANSWERS = 4
"""Distinct personal answers that are shared; the other subscribers get answers of their own."""


class Subscriber:
    """A subscriber of a stream. `seen` is the number of the event, or the state of the value, that was sent last."""

    __slots__ = ("access", "audience", "is_gone", "seen", "sink", "task")

    def __init__(self, sink: SubscriberSink, access: SubscriberAccess, seen: Any) -> None:
        self.sink = sink
        self.access = access
        self.seen = seen
        self.is_gone = False
        self.task: asyncio.Task[None] | None = None
        self.audience: Audience

    def stop(self) -> None:
        """Leave the stream."""
        self.is_gone = True
        self.audience.remove(self)
        if self.task is not None and self.task is not asyncio.current_task():
            self.task.cancel()

    def resume(self) -> None:
        """Go on after a pause: `sink` takes answers again."""
        if not self.is_gone:
            self.audience.resume(self)

    def fail(self, error: Exception) -> None:
        if not self.is_gone:
            self.stop()
            self.sink.fail(error)

    def finish(self) -> None:
        if not self.is_gone:
            self.stop()
            self.sink.finish()


class NotSent(NamedTuple):
    """Subscribers who got no answer: their sink is full (`late`), or their access may have changed (`recheck`)."""

    late: list[Subscriber]
    recheck: list[Subscriber]

    def __add__(self, other: "NotSent") -> "NotSent":  # type: ignore[override]
        return NotSent(self.late + other.late, self.recheck + other.recheck)


class StreamValue(NamedTuple):
    """A value to answer, the time since when it is known, and which subscribers get it."""

    value: Any
    since: float
    is_for: Callable[[Subscriber], bool] = lambda _: True


class Audience:
    """The base of audiences of events and of latest values."""

    def __init__(
        self,
        audiences: "Audiences",
        key: tuple[Hashable, Hashable, Hashable],
        source: Source,
        execute: Execute,
        position: StreamPosition,
    ) -> None:
        self.audiences = audiences
        self.key = key
        _, self.standing, self.document = key
        self.source = source
        self.execute = execute
        self.subscribers: dict[Subscriber, None] = {}
        self.position = position
        position.on_wake = self.wake
        self._task: asyncio.Task[None] | None = None
        self._is_due = False
        self._is_personal = False
        self._has_unshareable_answers = False

    def add(self, subscriber: Subscriber) -> None:
        raise NotImplementedError

    def resume(self, subscriber: Subscriber) -> None:
        raise NotImplementedError

    async def advance(self) -> None:
        """Send what is new; set `_is_due` if there may be more."""
        raise NotImplementedError

    def wake(self) -> None:
        self._is_due = True
        if self._task is None and self.subscribers:
            self._task = asyncio.create_task(self._run(), name="stream")

    def remove(self, subscriber: Subscriber) -> None:
        self.subscribers.pop(subscriber, None)
        if not self.size:
            self.close()

    @property
    def everybody(self) -> list[Subscriber]:
        return list(self.subscribers)

    @property
    def size(self) -> int:
        return len(self.subscribers)

    def close(self) -> None:
        self.position.close()
        if self.audiences.open.get(self.key) is self:
            del self.audiences.open[self.key]
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()

    async def _run(self) -> None:
        try:
            while self._is_due and self.subscribers:
                self._is_due = False
                await self.advance()
        except Exception as error:
            client_error = self.source.to_client_error(error)
            for subscriber in list(self.subscribers):
                subscriber.fail(client_error)
        finally:
            self._task = None

    async def find_changed_access(self, subscribers: Sequence[Subscriber], made_at: float) -> list[Subscriber]:
        """Return the subscribers whose access has changed, by a check that begins after `made_at`."""
        places = (
            await self.source.find_changed_access([subscriber.access for subscriber in subscribers], made_at)
            if subscribers
            else ()
        )
        return [subscribers[place] for place in places]

    async def check(self, subscriber: Subscriber) -> bool:
        """Check a subscriber's access; return False if its standing has changed, so that it needs another audience."""
        await subscriber.access.check()
        return bool(subscriber.access.standing == self.standing)

    async def deliver_own(self, subscribers: Sequence[Subscriber], values: Sequence[StreamValue]) -> NotSent:
        """Make personal answers, and deliver them."""
        not_sent = NotSent([], [])
        size = OWN_AT_ONCE if self._has_unshareable_answers else ALIKE_AT_ONCE
        for at in range(0, len(subscribers), size):
            chunk = subscribers[at : at + size]
            made = await asyncio.gather(*(self.own_answers(chunk, *value) for value in values))
            own: dict[Subscriber, list[LiveAnswer]] = {subscriber: [] for subscriber in chunk}
            for answers in made:
                for subscriber, answer in answers.items():
                    own[subscriber].append(answer)
            made_at = max((answer.made_at for answers in made for answer in answers.values()), default=time.monotonic())
            not_sent += await self.deliver(chunk, (), made_at, own.__getitem__)
        return not_sent

    async def own_answers(
        self, subscribers: Sequence[Subscriber], value: Any, since: float, is_for: Callable[[Subscriber], bool]
    ) -> dict[Subscriber, LiveAnswer]:
        """Answer a value for each subscriber; those for whom the same is found share an answer, while these are few."""
        left = [subscriber for subscriber in subscribers if is_for(subscriber)]
        answers: dict[Subscriber, LiveAnswer] = {}
        for _ in range(MAX_DISTINCT_ANSWERS):
            if not left:
                return answers
            answer = await self._own_answer(left[0], value, since)
            if answer is None or answer.viewer_lookups is None:
                self._has_unshareable_answers |= answer is not None
                answers |= {left[0]: answer} if answer is not None else {}
                left = left[1:]
                break
            found = [await look_up([one.access for one in left]) for look_up in answer.viewer_lookups]
            alike = [all(one[place] == one[0] for one in found) for place in range(len(left))]
            answers |= {subscriber: answer for subscriber, is_alike in zip(left, alike, strict=True) if is_alike}
            left = [subscriber for subscriber, is_alike in zip(left, alike, strict=True) if not is_alike]
        for at in range(0, len(left), OWN_AT_ONCE):
            some = left[at : at + OWN_AT_ONCE]
            made = await asyncio.gather(*(self._own_answer(subscriber, value, since) for subscriber in some))
            answers |= {subscriber: answer for subscriber, answer in zip(some, made, strict=True) if answer is not None}
        return answers

    async def _own_answer(self, subscriber: Subscriber, value: Any, since: float) -> LiveAnswer | None:
        """Answer a value for one subscriber. If that fails, end its stream and return None."""
        if subscriber.is_gone:
            return None
        try:
            return await self.source.answer(self.execute, value, since, subscriber.access)
        except Exception as error:
            subscriber.fail(self.source.to_client_error(error))
            return None

    async def deliver(
        self,
        subscribers: Sequence[Subscriber],
        answers: Sequence[LiveAnswer],
        made_at: float,
        answers_for: Callable[[Subscriber], Sequence[LiveAnswer]] | None = None,
    ) -> NotSent:
        """Check each subscriber's access, then send the answers, or those that `answers_for` returns for it."""
        not_sent = NotSent([], [])
        chunks = [subscribers[at : at + CHECKED_AT_ONCE] for at in range(0, len(subscribers), CHECKED_AT_ONCE)]
        checks: list[asyncio.Task[list[Subscriber]]] = []
        try:
            for number, chunk in enumerate(chunks):
                for following in chunks[len(checks) : number + 2]:
                    checks.append(asyncio.create_task(self.find_changed_access(following, made_at), name="check"))
                changed = await checks[number]
                not_sent.recheck.extend(changed)
                for subscriber in chunk:
                    if subscriber.is_gone or (changed and subscriber in changed):
                        continue
                    if not subscriber.sink.send(answers if answers_for is None else answers_for(subscriber)):
                        not_sent.late.append(subscriber)
        finally:
            for check in checks:
                check.cancel()
        return not_sent


class Audiences:
    """All audiences of this process."""

    def __init__(self, feeds: Feeds) -> None:
        self.feeds = feeds
        self.open: dict[Hashable, Audience] = {}

    def stop(self) -> None:
        for audience in list(self.open.values()):
            for subscriber in audience.everybody:
                subscriber.stop()

    def join(
        self,
        kind: type[Audience],
        source: Source,
        document: Hashable,
        execute: Execute,
        subscriber: Subscriber,
        position: StreamPosition,
    ) -> None:
        """Add a subscriber to the audience of its source, standing and document; it begins at an open position."""
        key = (source.key, subscriber.access.standing, document)
        audience = self.open.get(key)
        if audience is None:
            audience = self.open[key] = kind(self, key, source, execute, position)
        else:
            position.close()
        subscriber.audience = audience
        audience.add(subscriber)

    async def move(self, subscriber: Subscriber, number: int | None) -> None:
        """Move a subscriber whose standing has changed to the audience of its new standing."""
        left = subscriber.audience
        position = StreamPosition(self.feeds, left.source.topic, number)
        await position.open()
        if subscriber.is_gone:
            position.close()
            return
        left.remove(subscriber)
        self.join(type(left), left.source, left.document, left.execute, subscriber, position)
