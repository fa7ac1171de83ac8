"""Send each event of a stream once and in order to all its subscribers."""

import asyncio
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from db.queries.events import EventRow
from live.answers import LiveAnswer, Source
from live.audience import Audience, NotSent, StreamValue, Subscriber
from live.stream_position import StreamPosition

AT_ONCE = 20
"""Events that are answered concurrently and sent together."""

KEPT = 1.0
"""Seconds for which an answer is kept, for a crowd that reconnects."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event to send. A second item with the same number is the variant for one account.

    Args:
        value: What is executed.
        only_for: The only account that gets it; None for everybody.
        except_for: Accounts that do not get it.
    """

    number: int
    value: Any
    since: float
    only_for: int | None = None
    except_for: Collection[int] = ()

    @property
    def is_for_all(self) -> bool:
        return self.only_for is None and not self.except_for

    def is_for(self, subscriber: Subscriber) -> bool:
        if self.number <= subscriber.seen:
            return False
        account_id = subscriber.access.account_id
        return account_id not in self.except_for and self.only_for in (None, account_id)


class EventsSource(Source, Protocol):
    def select(self, rows: Sequence[EventRow], standing: Any) -> list[Item]:
        """Return the items that subscribers with this standing get of these events."""


class EventAudience(Audience):
    """Subscribers who are up to date, and those who are behind.

    Those who are behind catch up together with others at the same event, and share the audience's answers while it keeps
    them.
    """

    source: EventsSource

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._behind: set[Subscriber] = set()
        self._paused: set[Subscriber] = set()
        self._groups: dict[int, list[Subscriber]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers: dict[int, asyncio.Task[LiveAnswer]] = {}

    @property
    def everybody(self) -> list[Subscriber]:
        return [*self.subscribers, *self._behind]

    @property
    def size(self) -> int:
        return len(self.subscribers) + len(self._behind)

    def add(self, subscriber: Subscriber) -> None:
        if not self._join(subscriber):
            self._fall_behind(subscriber)

    def remove(self, subscriber: Subscriber) -> None:
        self._behind.discard(subscriber)
        self._paused.discard(subscriber)
        super().remove(subscriber)

    def close(self) -> None:
        super().close()
        for task in self._tasks - {asyncio.current_task()}:
            task.cancel()

    def resume(self, subscriber: Subscriber) -> None:
        if subscriber in self._paused:
            self._paused.discard(subscriber)
            self._fall_behind(subscriber)

    async def advance(self) -> None:
        rows = await self.position.read()
        if not rows:
            self._is_due |= self.position.is_behind
            return
        self._is_due = True
        # Subscribers who join from here on start after these events.
        self._go_on(await self._send(rows, list(self.subscribers)))

    def _join(self, subscriber: Subscriber) -> bool:
        """Let a subscriber go on with the audience, unless it has to catch up first."""
        if not self.subscribers and self._task is None:
            self.position.move_to(subscriber.seen)
        if subscriber.seen < self.position.number:
            return False
        self._behind.discard(subscriber)
        self.subscribers[subscriber] = None
        if not self.position.is_current:
            self.wake()
        return True

    def _go_on(self, missed: NotSent) -> None:
        """Let subscribers who missed events catch up, after a check if their access may have changed."""
        for subscriber in missed.late:
            self._fall_behind(subscriber)
        for subscriber in missed.recheck:
            if not subscriber.is_gone:
                self._leave(subscriber)
                subscriber.task = asyncio.create_task(self._recheck(subscriber), name="recheck")

    def _leave(self, subscriber: Subscriber) -> None:
        self.subscribers.pop(subscriber, None)
        self._behind.add(subscriber)

    def _fall_behind(self, subscriber: Subscriber) -> None:
        if subscriber.is_gone:
            return
        self._leave(subscriber)
        if not subscriber.sink.send(()):
            self._paused.add(subscriber)
        elif not self._join(subscriber):
            group = self._groups.setdefault(subscriber.seen, [])
            group.append(subscriber)
            if len(group) == 1:
                self._tasks.add(task := asyncio.create_task(self._catch_up(subscriber.seen, group), name="catch up"))
                task.add_done_callback(self._tasks.discard)

    async def _recheck(self, subscriber: Subscriber) -> None:
        try:
            if await self.check(subscriber):
                self._fall_behind(subscriber)
            else:
                await self.audiences.move(subscriber, subscriber.seen)
        except Exception as error:
            subscriber.fail(self.source.to_client_error(error))
        finally:
            subscriber.task = None

    async def _catch_up(self, number: int, group: list[Subscriber]) -> None:
        """Send a group the events after a number, until each has joined the audience or is paused."""
        position = StreamPosition(self.audiences.feeds, self.source.topic, number)
        try:
            try:
                await position.open()
                rows = await position.read()
            finally:
                del self._groups[number]  # later subscribers form a new group
            while group:
                if rows:
                    missed = await self._send(rows, group)
                    self._go_on(missed)
                    gone = {*missed.late, *missed.recheck}
                    group = [subscriber for subscriber in group if subscriber not in gone]
                    for subscriber in group:
                        subscriber.seen = position.number
                else:
                    position.is_behind = True  # the audience is ahead of the shared buffer: read from the database
                group = [subscriber for subscriber in group if not (subscriber.is_gone or self._join(subscriber))]
                rows = await position.read() if group else []
        except Exception as error:
            for subscriber in group:
                subscriber.fail(self.source.to_client_error(error))
        finally:
            position.close()

    async def _send(self, rows: Sequence[EventRow], subscribers: list[Subscriber]) -> NotSent:
        """Send events. Set the number from which those who missed some go on."""
        if not subscribers:
            return NotSent([], [])
        items = self.source.select(rows, self.standing)
        is_affected = self.source.affected(rows)
        if not items:
            affected = (
                [subscriber for subscriber in subscribers if is_affected(subscriber.access)] if is_affected else []
            )
            recheck = await self.find_changed_access(affected, time.monotonic())
            for subscriber in recheck:
                subscriber.seen = rows[-1].number
            return NotSent([], recheck)
        not_sent = NotSent([], [])
        for batch in _batches(items):
            concerned = _concerned(batch, subscribers, is_affected)
            if not concerned:
                continue
            missed = await self._send_batch(batch, concerned)
            if missed.late or missed.recheck:
                for subscriber in (*missed.late, *missed.recheck):
                    subscriber.seen = max(subscriber.seen, batch[0].number - 1)
                not_sent += missed
                gone = {*missed.late, *missed.recheck}
                subscribers = [subscriber for subscriber in subscribers if subscriber not in gone]
        return not_sent

    async def _send_batch(self, batch: Sequence[Item], subscribers: Sequence[Subscriber]) -> NotSent:
        values = [StreamValue(item.value, item.since, item.is_for) for item in batch]
        if self._is_personal or self.size == 1:
            return await self.deliver_own(subscribers, values)
        shared = [item for item in batch if item.only_for is None]
        answers = await self._shared_answers(shared, subscribers[0]) if shared else []
        if any(answer.is_personal for answer in answers):
            self._is_personal = True
            return await self.deliver_own(subscribers, values)
        first = batch[0].number
        if all(item.is_for_all for item in batch) and all(subscriber.seen < first for subscriber in subscribers):
            made_at = max(answer.made_at for answer in answers)
            return await self.deliver(subscribers, answers, made_at)
        return await self._deliver_mixed(
            batch, subscribers, {id(item): a for item, a in zip(shared, answers, strict=True)}
        )

    async def _deliver_mixed(
        self, batch: Sequence[Item], subscribers: Sequence[Subscriber], shared: dict[int, LiveAnswer]
    ) -> NotSent:
        """Deliver shared answers and answers for single accounts, in the order of the events."""

        alone = [item for item in batch if item.only_for is not None]
        accounts = {item.only_for for item in alone}
        owners = [subscriber for subscriber in subscribers if subscriber.access.account_id in accounts]
        making = (self.own_answers(owners, item.value, item.since, item.is_for) for item in alone)
        own = {id(item): found for item, found in zip(alone, await asyncio.gather(*making), strict=True)}

        def answers_for(subscriber: Subscriber) -> list[LiveAnswer]:
            return [shared.get(id(item)) or own[id(item)][subscriber] for item in batch if item.is_for(subscriber)]

        answers = (*shared.values(), *(answer for found in own.values() for answer in found.values()))
        made_at = max((answer.made_at for answer in answers), default=time.monotonic())
        return await self.deliver(subscribers, (), made_at, answers_for)

    async def _shared_answers(self, batch: Sequence[Item], subscriber: Subscriber) -> list[LiveAnswer]:
        """Make each answer once for all, even if the subscriber that it is made for leaves."""
        making = [self._answers.get(item.number) or self._begin(item, subscriber) for item in batch]
        pending = [task for task in making if not task.done()]
        if pending:
            await asyncio.wait(pending)
        return [task.result() for task in making]

    def _begin(self, item: Item, subscriber: Subscriber) -> asyncio.Task[LiveAnswer]:
        making = self.source.answer(self.execute, item.value, item.since, subscriber.access)
        task = self._answers[item.number] = asyncio.create_task(making, name="answer for many")
        task.add_done_callback(
            lambda done: asyncio.get_running_loop().call_later(
                0.0 if done.cancelled() or done.exception() else KEPT, self._answers.pop, item.number, None
            )
        )
        return task


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Split the items into batches, never between two items of one event."""
    at = 0
    while at < len(items):
        end = min(at + AT_ONCE, len(items))
        while end < len(items) and items[end].number == items[end - 1].number:
            end += 1
        yield items[at:end]
        at = end


def _concerned(
    batch: Sequence[Item], subscribers: list[Subscriber], is_affected: Callable[[Any], bool] | None
) -> list[Subscriber]:
    """Return the subscribers who get one of the items or must be checked; an event for one costs the others nothing."""
    if any(item.is_for_all for item in batch):
        return subscribers
    return [
        subscriber
        for subscriber in subscribers
        if (is_affected is not None and is_affected(subscriber.access))
        or any(item.is_for(subscriber) for item in batch)
    ]
