"""Streams: begin at a cursor, go on while the subscriber has access, and end when access ends.

Access is checked at the start, after each event that may have changed it, and again between making an answer and
sending it. So nothing is sent that was committed after a session, a token or a permission had ended.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from graph import ids, subscription_access
from graph.context import Info, StreamContext, stream_context
from graph.subscription_access import GroupStanding, StreamAccess
from live.answers import Execute, LiveAnswer, SubscriberSink
from live.audience import Audience, Subscriber
from live.cursors import CursorExpiredError, InvalidCursorError, decode_stream_cursor
from live.event_audience import EventAudience, Item
from live.event_kinds import GROUP_EVENTS, EventKind
from live.feed import EventRow
from live.latest_audience import UNSENT, Latest, LatestAudience
from live.stream_position import StreamPosition
from rules.event_visibility import EventVisibility, event_visibility, sees_actors
from rules.refusals import RefusalError, bad_request, not_found
from rules.roles import Permission

_LEAVING = frozenset({EventKind.MEMBER_LEFT, EventKind.MEMBER_REMOVED})
_MAY_CHANGE_ACCESS = _LEAVING | {EventKind.MEMBER_ROLE_CHANGED, EventKind.MEMBER_JOINED}

ItemsOf = Callable[[EventRow, GroupStanding | None], Iterator[Item]]
"""Yields the items that subscribers with a standing get of an event."""


@dataclass(eq=False)
class FollowedSource(AsyncIterator[Any]):  # Strawberry wants the type of an async iterator here
    """Returned by the root field of a subscription, and followed by `follow`; never iterated.

    Args:
        key: Equal for sources of the same events, or of the same value.
        after: The cursor to start at; None for now.
    """

    audience_class: ClassVar[type[Audience]]
    context: StreamContext
    access: StreamAccess
    key: Hashable
    after: str | None = field(default=None, kw_only=True)

    @property
    def topic(self) -> str:
        group_id = self.access.group_id
        return f"a:{self.access.account_id}" if group_id is None else f"g:{group_id}"

    async def follow(self, sink: SubscriberSink, execute: Execute, document: Hashable) -> Subscriber:
        """Begin a stream.

        Args:
            document: Equal for operations that select the same of a value.

        Raises:
            RefusalError: BAD_REQUEST or CURSOR_EXPIRED for a cursor, or what `StreamAccess.check` raises.
        """
        position, failure = None, None
        try:
            after = None if self.after is None else decode_stream_cursor(self.after, self.topic)
            position = StreamPosition(self.context.feeds, self.topic, after)
            await position.open()
        except (InvalidCursorError, CursorExpiredError, LookupError) as error:
            failure = error
        try:
            await self.access.check()  # after opening, so that whatever revokes it later is among the events
            if failure is not None:
                raise self.to_client_error(failure)
        except BaseException:
            if position is not None:
                position.close()
            raise
        assert position is not None
        seen = position.number if self.audience_class is EventAudience else UNSENT
        subscriber = Subscriber(sink, self.access, seen)
        self.context.audiences.join(self.audience_class, self, document, execute, subscriber, position)
        return subscriber

    async def answer(self, execute: Execute, value: Any, since: float, access: StreamAccess) -> LiveAnswer:
        context = self.context.event_context(access, since)
        body = await execute(value, context)
        viewer_lookups = None if context.is_personal else list(context.viewer_lookups.values())
        return LiveAnswer(body, time.monotonic(), getattr(value, "cursor", None), viewer_lookups)

    async def find_changed_access(self, accesses: Sequence[StreamAccess], made_at: float) -> Collection[int]:
        return await subscription_access.find_changed_access(accesses, made_at)

    def affected(self, rows: Sequence[EventRow]) -> Callable[[StreamAccess], bool] | None:
        if self.access.group_id is None:
            return None
        accounts = {row.account_id for row in rows if row.kind in _MAY_CHANGE_ACCESS}
        if any(row.kind == EventKind.GROUP_EDITED for row in rows):
            return lambda _: True
        return (lambda access: access.account_id in accounts) if accounts else None

    def to_client_error(self, error: Exception) -> Exception:
        match error:
            case InvalidCursorError():
                return bad_request("This cursor is not one of this stream's.")
            case CursorExpiredError():
                return RefusalError("CURSOR_EXPIRED", "What came after this cursor is no longer kept: read again.")
            case LookupError():
                return not_found()
        return error

    async def __anext__(self) -> Any:
        raise TypeError("a live source is followed, not iterated")


@dataclass(eq=False)
class FollowedEvents(FollowedSource):
    """Chosen events, from a cursor or from now on."""

    audience_class = EventAudience
    items_of: ItemsOf

    def select(self, rows: Sequence[EventRow], standing: GroupStanding | None) -> list[Item]:
        return [item for row in rows for item in self.items_of(row, standing)]


@dataclass(eq=False)
class FollowedValue(FollowedSource):
    """A value now, and after each change; slow subscribers skip to the newest."""

    audience_class = LatestAudience
    kinds: Collection[EventKind]
    load_value: Callable[[], Awaitable[Latest]]
    subject_id: int | None
    account_id: int | None

    def concerns(self, row: EventRow) -> bool:
        if self.account_id is not None and row.account_id == self.account_id:
            return True
        return row.kind in self.kinds and self.subject_id in (None, row.subject_id)

    async def load(self, since: float, access: StreamAccess) -> Latest:
        self.context.access, self.context.since = access, since
        self.context.clear_cache()
        return await self.load_value()


def own_events(
    info: Info,
    name: str,
    value_of: Callable[[EventRow], Any | None],
    after: str | None,
    *,
    kinds: Container[str] = frozenset(EventKind),
) -> AsyncIterator[Any]:
    """Follow the caller's own events; `value_of` returns the value to execute, or None to leave the event out."""
    context = stream_context(info)

    def items_of(row: EventRow, _: object) -> Iterator[Item]:
        if row.kind in kinds and (value := value_of(row)) is not None:
            yield Item(row.number, value, row.read_at)

    access = context.bind_access()
    return FollowedEvents(context, access, (access.account_id, name), items_of, after=context.last_event_id or after)


def group_events(
    info: Info,
    global_id: str,
    name: str,
    value_of: Callable[[EventRow], Any],
    after: str | None,
    *,
    requires: Permission = Permission.SEE,
    kinds: Container[str] = GROUP_EVENTS,
    value_for_actor: Callable[[EventRow], Any] | None = None,
) -> AsyncIterator[Any]:
    """Follow those of a group's events that the subscriber may see, while they may see the group.

    Args:
        name: Names the stream: subscribers with equal standing get the same events of streams with equal names.
        value_of: Returns the value to execute for an event.
        after: The cursor to start at; None for now.
        requires: What the subscriber must be allowed to do in the group.
        kinds: The events to follow.
        value_for_actor: The same for subscribers who may see the actor: managers, staff, and the actor.
    """
    context = stream_context(info)

    def items_of(row: EventRow, standing: GroupStanding | None) -> Iterator[Item]:
        if row.kind not in kinds or standing is None:
            return
        kind, group_access = GROUP_EVENTS[row.kind], standing.group_access
        visibility = event_visibility(kind, group_access, is_about_everyone=row.subject_id is None)
        if visibility is EventVisibility.NONE or (visibility is EventVisibility.OWN and row.account_id is None):
            return
        only_for = row.account_id if visibility is EventVisibility.OWN else None
        # Whoever has joined again does not see their own leaving.
        except_for = {row.account_id} if row.kind in _LEAVING and row.account_id is not None else set()
        shows_actor = sees_actors(group_access) or only_for == row.actor_id
        if value_for_actor is None or row.actor_id is None:
            yield Item(row.number, value_of(row), row.read_at, only_for, except_for)
        elif shows_actor:
            yield Item(row.number, value_for_actor(row), row.read_at, only_for, except_for)
        else:
            yield Item(row.number, value_of(row), row.read_at, only_for, except_for | {row.actor_id})
            if only_for is None and row.actor_id not in except_for:
                yield Item(row.number, value_for_actor(row), row.read_at, row.actor_id)

    access, after = context.bind_access(ids.key("Group", global_id), requires), context.last_event_id or after
    return FollowedEvents(context, access, (access.group_id, name, requires), items_of, after=after)


def latest(
    info: Info,
    load: Callable[[], Awaitable[Latest]],
    kinds: Collection[EventKind],
    group_id: int | None = None,
    *,
    requires: Permission = Permission.SEE,
    subject_id: int | None = None,
    is_own: bool = False,
) -> AsyncIterator[Any]:
    """Follow a value.

    Args:
        load: Reads the value, for all subscribers with equal standing. A value that `is_own` is for the caller alone, and
            all events that concern the caller's account may change it, too.
        kinds: The events that may change the value.
        group_id: The group that the value is about; None for the caller's own stream.
        requires: What the subscriber must be allowed to do in the group.
        subject_id: Only events about this.
    """
    context = stream_context(info)
    access = context.bind_access(group_id, requires)
    account_id = access.account_id if is_own else None
    key = (info.field_name, group_id, subject_id, account_id)
    return FollowedValue(context, access, key, kinds, load, subject_id, account_id)
