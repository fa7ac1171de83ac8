"""Send the latest value to everybody who follows it; whoever is slow skips what was between."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from db.queries.events import EventRow
from live.answers import Source
from live.audience import Audience, Member, Value

UNSENT: Any = object()
"""What a member has seen of a value before it was sent any."""


@dataclass(frozen=True, slots=True)
class Latest:
    """A value.

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
        """Read the value for a member, not older than `since`, by `time.monotonic`."""

    def concerns(self, row: EventRow) -> bool:
        """Return whether an event may have changed the value."""


class LatestAudience(Audience):
    source: LatestSource

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._since = 0.0
        self._doubtful: set[Member] = set()
        self._timer: asyncio.TimerHandle | None = None

    def add(self, member: Member) -> None:
        self.members[member] = None
        self._refresh()

    def resume(self, member: Member) -> None:
        self._refresh()

    def remove(self, member: Member) -> None:
        self._doubtful.discard(member)
        super().remove(member)

    def close(self) -> None:
        self._wake_at(None)
        super().close()

    def wake(self) -> None:
        """Look at the events at once: most of a group's do not concern a value."""
        if not self.members:
            return
        try:
            rows = self.subscription.take()
        except Exception as error:
            described = self.source.describe(error)
            for member in list(self.members):
                member.fail(described)
            return
        if rows is None:  # more than were kept
            self.subscription.skip()
            self._doubtful.update(self.members)
            self._refresh()
            return
        is_affected = self.source.affected(rows)
        if is_affected is not None:
            self._doubtful.update(member for member in self.members if is_affected(member.access))
        known = [row.read_at for row in rows if self.source.concerns(row)]
        if known or self._doubtful:
            self._since = max((self._since, *known))
            super().wake()

    async def advance(self) -> None:
        await self._check_doubtful()
        if not self.members:
            return
        # Whoever began the stream may have left, or may have another standing now.
        latest = await self.source.load(self._since, next(iter(self.members)).access)
        self._wake_at(latest.deadline)
        members = [member for member in self.members if member.seen != latest.state]
        if members:
            await self._send(latest, members)
        if latest.is_last:
            for member in list(self.members):
                if member.seen == latest.state:
                    member.finish()

    async def _send(self, latest: Latest, members: Sequence[Member]) -> None:
        value = Value(latest.value, self._since)
        is_own = self._is_personal or self.size == 1
        if not is_own:
            answer = await self.source.answer(self.execute, value.value, value.since, members[0].access)
            is_own = self._is_personal = answer.is_personal
        if is_own:
            left_out = await self.deliver_own(members, [value])
        else:
            left_out = await self.deliver(members, [answer], answer.made_at)
        missed = {*left_out.late, *left_out.doubtful}
        for member in members:
            if member not in missed:
                member.seen = latest.state
        if left_out.doubtful:
            self._doubtful.update(left_out.doubtful)
            self._is_due = True

    async def _check_doubtful(self) -> None:
        doubtful, self._doubtful = list(self._doubtful), set()
        changed = await self.changed(doubtful, time.monotonic())
        await asyncio.gather(*map(self._check_one, changed))

    async def _check_one(self, member: Member) -> None:
        try:
            if not await self.check(member):
                await self.audiences.move(member, None)
        except Exception as error:
            member.fail(self.source.describe(error))

    def _refresh(self) -> None:
        self._since = time.monotonic()
        super().wake()

    def _wake_at(self, deadline: datetime | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        left = None if deadline is None else (deadline - self.audiences.feeds.now()).total_seconds()
        self._timer = None if left is None else asyncio.get_running_loop().call_later(max(0.0, left), self._refresh)
