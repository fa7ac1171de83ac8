"""What every stream does: start at a cursor, continue while the reader has access, and end with it.

A stream also follows the caller's own topic, so it never sees the end of a session or token after something that
was committed later. Access is checked once more between making a value and sending it (`Context.still_holds`), so
no value contains anything that happened after the reader lost access.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from graph.context import Context, Info
from live.changes import Changes
from live.cursors import CursorExpiredError, InvalidCursorError, Position, decode_cursor
from live.event_kinds import EventKind
from live.feed import EventRow
from live.subscription import Subscription
from rules.refusals import RefusalError, bad_request, not_found, unauthenticated
from rules.roles import Permission

_LEAVING = frozenset({EventKind.MEMBER_LEFT, EventKind.MEMBER_REMOVED})
_MAY_END_THE_RIGHT = _LEAVING | {EventKind.MEMBER_ROLE_CHANGED, EventKind.MEMBER_JOINED, EventKind.GROUP_EDITED}


def _ends_the_session(context: Context, row: EventRow) -> bool:
    """Whether the event ends the session or token that the caller signed in with."""
    caller = context.caller
    return (row.kind == EventKind.SESSION_ENDED and row.subject_id == caller.session_id) or (
        row.kind == EventKind.TOKEN_REVOKED and row.subject_id == caller.token_id
    )


def _concerns_the_right(context: Context, row: EventRow) -> bool:
    """Whether the event may have changed the caller's access to the group."""
    if row.kind not in _MAY_END_THE_RIGHT:
        return False
    return row.kind == EventKind.GROUP_EDITED or row.account_id == context.caller.account_id


def _is_own_leaving(context: Context, row: EventRow) -> bool:
    """Whether the event is the caller's own leaving, which is hidden after they have rejoined."""
    return row.kind in _LEAVING and row.account_id == context.caller.account_id


def _shown(context: Context, rows: Sequence[EventRow]) -> Iterator[EventRow]:
    """Yield the rows, each announced as the value that is sent next."""
    for place, row in enumerate(rows, 1):
        context.show((row.topic, row.number), row.read_at, has_more=place < len(rows))
        yield row


@asynccontextmanager
async def _following(subscription: Subscription | Changes) -> AsyncIterator[None]:
    """Enter a subscription, or raise NOT_FOUND where its subject does not exist."""
    try:
        with _fitting():
            async with subscription:
                yield
    except LookupError:
        raise not_found() from None


def _place(topic: str, after: str | None) -> Position | None:
    with _fitting():
        return None if after is None else decode_cursor(after, topic)


@contextmanager
def _fitting() -> Iterator[None]:
    """Turn errors about cursors into the API's errors."""
    try:
        yield
    except InvalidCursorError:
        raise bad_request("This cursor is not one of this stream's.") from None
    except CursorExpiredError:
        raise RefusalError("CURSOR_EXPIRED", "What came after this cursor is no longer kept: read again.") from None


@dataclass(frozen=True, slots=True)
class GroupStream:
    """A stream's group, and the permission that its reader needs there."""

    group_id: int
    permission: Permission

    @property
    def topic(self) -> str:
        return f"g:{self.group_id}"


async def own_events(info: Info, noun: str, after: str | None) -> AsyncGenerator[EventRow, None]:
    """Yield the caller's own events of one noun, from a cursor or from now on."""
    context = info.context
    topic = f"a:{context.caller.account}"
    subscription = Subscription(context.feeds, topic, _place(topic, after), deadline=context.caller.expires_at)
    async with _following(subscription):
        await context.rest_on().look()
        async for batch in subscription:
            if not batch or any(_ends_the_session(context, row) for row in batch):
                raise unauthenticated()
            for row in _shown(context, [row for row in batch if EventKind(row.kind).noun == noun]):
                yield row


async def group_events(
    info: Info,
    stream: GroupStream,
    noun: str,
    after: str | None,
    concerning: Callable[[EventRow], bool] = lambda _: True,
) -> AsyncGenerator[EventRow, None]:
    """Yield a group's events of one noun for as long as the caller may see them.

    Args:
        noun: The subject of the events.
        after: The cursor to start at; None for now.
        concerning: Which events to yield. The consumer must pass on every one of them.
    """
    context = info.context
    right = context.rest_on(stream.group_id, stream.permission)
    await right.look()
    own = f"a:{context.caller.account}"
    topics = {own: None, stream.topic: _place(stream.topic, after)}
    subscription = Subscription(context.feeds, topics, deadline=context.caller.expires_at)
    async with _following(subscription):
        await right.look()
        async for batch in subscription:
            if not batch or any(row.topic == own and _ends_the_session(context, row) for row in batch):
                raise unauthenticated()
            told = [row for row in batch if row.topic != own]
            if any(_concerns_the_right(context, row) for row in told):
                await right.look()
            wanted = [row for row in told if EventKind(row.kind).noun == noun and not _is_own_leaving(context, row)]
            for row in _shown(context, [row for row in wanted if concerning(row)]):
                yield row


async def present(
    info: Info, kinds: Collection[EventKind], stream: GroupStream | None = None, *, subject_id: int | None = None
) -> AsyncGenerator[Changes, None]:
    """Yield now, and whenever an event of these kinds has happened; slow readers skip to the newest.

    Args:
        kinds: The events that may change the value.
        stream: The group that the value is about; None for the caller's own stream.
        subject_id: Only events about this.

    Yields:
        The subscription itself. Set its `deadline` to wake at the next instant of interest.
    """
    context = info.context
    expiry = context.caller.expires_at
    own = f"a:{context.caller.account}"

    def wanted(row: EventRow) -> bool:
        return row.kind in kinds and (subject_id is None or row.subject_id == subject_id)

    def ends(row: EventRow) -> bool:
        return row.topic == own and _ends_the_session(context, row)

    def unsettles(row: EventRow) -> bool:
        return row.topic != own and _concerns_the_right(context, row)

    if stream is None:
        topics, right = [own], context.rest_on()
    else:
        topics, right = [own, stream.topic], context.rest_on(stream.group_id, stream.permission)
        await right.look()
    counts: Callable[[EventRow], bool] = lambda row: wanted(row) or ends(row) or unsettles(row)  # noqa: E731
    changes = Changes(context.feeds, topics, concerning=counts, deadline=expiry)
    async with _following(changes):
        async for rows in changes:
            if rows is not None and any(map(ends, rows)):
                raise unauthenticated()
            # None means the start, a deadline, or more events than were kept: check everything.
            if rows is None or any(map(unsettles, rows)):
                await right.look()
            if rows is None or any(map(wanted, rows)):
                context.show(None, None if rows is None else max(row.read_at for row in rows))
                yield changes
                if expiry is not None:
                    changes.deadline = min(changes.deadline or expiry, expiry)
