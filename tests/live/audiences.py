"""Subscribers and sources for audiences, without GraphQL: an answer is the number of its event, or a value."""

import asyncio
import time
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from live.answers import LiveAnswer
from live.audience import Audience, Audiences, Subscriber
from live.cursors import CursorPosition
from live.event_audience import EventAudience, Item
from live.feed import EventRow
from live.latest_audience import UNSENT, Latest, LatestAudience
from live.stream_position import StreamPosition


class Listener:
    """Takes answers while it has room for them; its access may change."""

    def __init__(self, account_id: int, room: int = 1_000_000) -> None:
        self.account_id = account_id
        self.room = room
        self.heard: list[int] = []
        self.error: BaseException | None = None
        self.standing: Hashable = "manager"
        self.becomes: Hashable = "manager"
        self.checks = 0
        self.may_check = asyncio.Event()
        self.may_check.set()
        self.subscriber: Subscriber

    def send(self, answers: Sequence[LiveAnswer]) -> bool:
        if self.room <= 0:
            return False
        self.heard += [int(answer.body) for answer in answers]
        self.room -= len(answers)
        return True

    def fail(self, error: BaseException) -> None:
        self.error = error

    def finish(self) -> None: ...

    async def check(self) -> None:
        self.checks += 1
        await self.may_check.wait()
        self.standing = self.becomes

    def take(self, room: int) -> None:
        """Make room."""
        self.room = room
        self.subscriber.resume()


async def execute(value: Any, _: object) -> bytes:
    return str(value).encode()


class Source:
    """Shows all events of a topic, or what it `finds` about their listener.

    An event of the kind `access` may have changed everybody's access.
    """

    audience: type[Audience] = EventAudience
    key = "events"

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.asked = 0
        self.checked: list[int] = []
        self.finds: Callable[[Listener], Any] | None = None
        self.on_check: Callable[[], Any] | None = None

    async def answer(self, execute: Any, value: Any, since: float, access: Listener) -> LiveAnswer:
        self.asked += 1
        await self.may_answer.wait()
        find = self.finds
        if find is None:
            return LiveAnswer(await execute(value, None), time.monotonic())

        async def look_up(accesses: Sequence[Listener]) -> list[Any]:
            return [find(one) for one in accesses]

        return LiveAnswer(await execute(find(access), None), time.monotonic(), viewer_lookups=(look_up,))

    async def find_changed_access(self, accesses: Sequence[Listener], made_at: float) -> Collection[int]:
        self.checked.append(len(accesses))
        if self.on_check is not None:
            await self.on_check()
        return [place for place, one in enumerate(accesses) if one.becomes != one.standing]

    def affected(self, rows: Sequence[EventRow]) -> Callable[[Listener], bool] | None:
        return (lambda _: True) if any(row.kind == "access" for row in rows) else None

    def to_client_error(self, error: Exception) -> Exception:
        return error

    def select(self, rows: Sequence[EventRow], _: Hashable) -> list[Item]:
        return [Item(row.number, row.number, row.read_at) for row in rows if row.kind != "access"]


class ValueSource(Source):
    """Shows a value, and records for whom it was loaded."""

    audience = LatestAudience
    key = "value"

    def __init__(self, topic: str) -> None:
        super().__init__(topic)
        self.value = 1
        self.loaded_for: list[Listener] = []

    async def load(self, _: float, access: Listener) -> Latest:
        self.loaded_for.append(access)
        return Latest(self.value, self.value)

    def concerns(self, row: EventRow) -> bool:
        return row.kind != "access"


async def follow(
    audiences: Audiences,
    source: Source,
    *listeners: Listener,
    after: CursorPosition | int | None = None,
    alike: str = "same",
) -> None:
    """Let listeners follow a source; those with equal `alike` are answered together."""
    for listener in listeners:
        position = StreamPosition(audiences.feeds, source.topic, after)
        await position.open()
        seen = position.number if source.audience is EventAudience else UNSENT
        listener.subscriber = Subscriber(listener, listener, seen)
        audiences.join(source.audience, source, alike, execute, listener.subscriber, position)
