"""Send the latest value to all its subscribers; slow ones skip values in between."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from db.queries.events import EventRow
from live.answers import Source
from live.audience import Audience, StreamValue, Subscriber

UNSENT: Any = object()
"""The `seen` of a subscriber who has been sent nothing yet."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest value of a stream.

    Args:
        state: What must differ for the value to be sent again.
        deadline: When to look again without an event.
        is_last: Whether the stream ends with it.
    """

    value: Any
    state: Any
    deadline: datetime | None = None
    is_last: bool = False


class LatestSource(Source, Protocol):
    async def load(self, since: float, access: Any) -> Latest:
        """Read the value for a subscriber, not older than `since`, by `time.monotonic`."""

    def concerns(self, row: EventRow) -> bool:
        """Return whether an event may have changed the value."""


class LatestAudience(Audience):
    source: LatestSource

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._since = 0.0
        self._to_recheck: set[Subscriber] = set()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, subscriber: Subscriber) -> None:
        self.subscribers[subscriber] = None
        self._refresh()

    def resume(self, subscriber: Subscriber) -> None:
        self._refresh()

    def remove(self, subscriber: Subscriber) -> None:
        self._to_recheck.discard(subscriber)
        super().remove(subscriber)

    def close(self) -> None:
        self._wake_at(None)
        super().close()

    def wake(self) -> None:
        """Look at the events at once: most of a group's do not concern a value."""
        if not self.subscribers:
            return
        try:
            rows = self.position.take()
        except Exception as error:
            client_error = self.source.to_client_error(error)
            for subscriber in list(self.subscribers):
                subscriber.fail(client_error)
            return
        if rows is None:  # more than were kept
            self.position.skip()
            self._to_recheck.update(self.subscribers)
            self._refresh()
            return
        is_affected = self.source.affected(rows)
        if is_affected is not None:
            self._to_recheck.update(subscriber for subscriber in self.subscribers if is_affected(subscriber.access))
        known = [row.read_at for row in rows if self.source.concerns(row)]
        if known or self._to_recheck:
            self._since = max((self._since, *known))
            super().wake()

    async def advance(self) -> None:
        await self._recheck_all()
        if not self.subscribers:
            return
        # The subscriber who began the stream may have left, or may have another standing now.
        latest = await self.source.load(self._since, next(iter(self.subscribers)).access)
        self._wake_at(latest.deadline)
        subscribers = [subscriber for subscriber in self.subscribers if subscriber.seen != latest.state]
        if subscribers:
            await self._send(latest, subscribers)
        if latest.is_last:
            for subscriber in list(self.subscribers):
                if subscriber.seen == latest.state:
                    subscriber.finish()

    async def _send(self, latest: Latest, subscribers: Sequence[Subscriber]) -> None:
        value = StreamValue(latest.value, self._since)
        is_own = self._is_personal or self.size == 1
        if not is_own:
            answer = await self.source.answer(self.execute, value.value, value.since, subscribers[0].access)
            is_own = self._is_personal = answer.is_personal
        if is_own:
            not_sent = await self.deliver_own(subscribers, [value])
        else:
            not_sent = await self.deliver(subscribers, [answer], answer.made_at)
        missed = {*not_sent.late, *not_sent.recheck}
        for subscriber in subscribers:
            if subscriber not in missed:
                subscriber.seen = latest.state
        if not_sent.recheck:
            self._to_recheck.update(not_sent.recheck)
            self._is_due = True

    async def _recheck_all(self) -> None:
        recheck, self._to_recheck = list(self._to_recheck), set()
        changed = await self.find_changed_access(recheck, time.monotonic())
        await asyncio.gather(*map(self._check_one, changed))

    async def _check_one(self, subscriber: Subscriber) -> None:
        try:
            if not await self.check(subscriber):
                await self.audiences.move(subscriber, None)
        except Exception as error:
            subscriber.fail(self.source.to_client_error(error))

    def _refresh(self) -> None:
        self._since = time.monotonic()
        super().wake()

    def _wake_at(self, deadline: datetime | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        left = None if deadline is None else (deadline - self.audiences.feeds.now()).total_seconds()
        self._timer = None if left is None else asyncio.get_running_loop().call_later(max(0.0, left), self._refresh)
