"""What every stream does: start at a cursor, continue while the reader has access, and end with it.

A stream also follows the caller's own topic, so it never sees the end of a session or token after something that
was committed later. Access is checked once more between making a value and sending it (`EventContext.recheck`), so
no value contains anything that happened after the reader lost access.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from graph.context import Info, StreamContext, stream_context
from live.changes import Changes
from live.cursors import CursorExpiredError, InvalidCursorError, Position, decode_stream_cursor
from live.event_kinds import EventKind
from live.feed import EventRow
from live.subscription import Subscription
from rules.refusals import RefusalError, bad_request, not_found, unauthenticated
from rules.roles import Permission

_LEAVING = frozenset({EventKind.MEMBER_LEFT, EventKind.MEMBER_REMOVED})
_MAY_CHANGE_ACCESS = _LEAVING | {EventKind.MEMBER_ROLE_CHANGED, EventKind.MEMBER_JOINED, EventKind.GROUP_EDITED}


def _ends_the_session(context: StreamContext, row: EventRow) -> bool:
    """Whether the event ends the session or token that the caller signed in with."""
    caller = context.caller
    return (row.kind == EventKind.SESSION_ENDED and row.subject_id == caller.session_id) or (
        row.kind == EventKind.TOKEN_REVOKED and row.subject_id == caller.token_id
    )


def _may_change_access(context: StreamContext, row: EventRow) -> bool:
    """Whether the event may have changed the caller's access to the group."""
    if row.kind not in _MAY_CHANGE_ACCESS:
        return False
    return row.kind == EventKind.GROUP_EDITED or row.account_id == context.caller.account_id


def _is_own_leaving(context: StreamContext, row: EventRow) -> bool:
    """Whether the event is the caller's own leaving, which is hidden after they have rejoined."""
    return row.kind in _LEAVING and row.account_id == context.caller.account_id


def _announced(context: StreamContext, rows: Sequence[EventRow]) -> Iterator[EventRow]:
    """Yield the rows, each announced as the value that is sent next."""
    for count, row in enumerate(rows, 1):
        context.announce((row.topic, row.number), row.read_at, has_more=count < len(rows))
        yield row


@asynccontextmanager
async def _following(subscription: Subscription | Changes) -> AsyncIterator[None]:
    """Enter a subscription, or raise NOT_FOUND where its subject does not exist."""
    try:
        with _cursor_errors():
            async with subscription:
                yield
    except LookupError:
        raise not_found() from None


def _position(topic: str, after: str | None) -> Position | None:
    with _cursor_errors():
        return None if after is None else decode_stream_cursor(after, topic)


@contextmanager
def _cursor_errors() -> Iterator[None]:
    """Turn errors about cursors into the API's errors."""
    try:
        yield
    except InvalidCursorError:
        raise bad_request("This cursor is not one of this stream's.") from None
    except CursorExpiredError:
        raise RefusalError("CURSOR_EXPIRED", "What came after this cursor is no longer kept: read again.") from None


async def own_events(info: Info, noun: str, after: str | None) -> AsyncGenerator[EventRow, None]:
    """Yield the caller's own events of one noun, from a cursor or from now on."""
    context = stream_context(info)
    topic = f"a:{context.caller.account}"
    subscription = Subscription(context.feeds, topic, _position(topic, after), deadline=context.caller.expires_at)
    async with _following(subscription):
        await context.require().check()
        async for batch in subscription:
            if not batch or any(_ends_the_session(context, row) for row in batch):
                raise unauthenticated()
            for row in _announced(context, [row for row in batch if EventKind(row.kind).noun == noun]):
                yield row


async def group_events(
    info: Info,
    group_id: int,
    noun: str,
    after: str | None,
    *,
    requires: Permission,
    concerning: Callable[[EventRow], bool] = lambda _: True,
) -> AsyncGenerator[EventRow, None]:
    """Yield a group's events of one noun for as long as the caller may see them.

    Args:
        noun: The subject of the events.
        after: The cursor to start at; None for now.
        requires: What the reader must be allowed to do in the group.
        concerning: Which events to yield. The consumer must pass on every one of them.
    """
    context = stream_context(info)
    access = context.require(group_id, requires)
    await access.check()
    own, topic = f"a:{context.caller.account}", f"g:{group_id}"
    topics = {own: None, topic: _position(topic, after)}
    subscription = Subscription(context.feeds, topics, deadline=context.caller.expires_at)
    async with _following(subscription):
        await access.check()
        async for batch in subscription:
            if not batch or any(row.topic == own and _ends_the_session(context, row) for row in batch):
                raise unauthenticated()
            events = [row for row in batch if row.topic != own]
            if any(_may_change_access(context, row) for row in events):
                await access.check()
            wanted = [row for row in events if EventKind(row.kind).noun == noun and not _is_own_leaving(context, row)]
            for row in _announced(context, [row for row in wanted if concerning(row)]):
                yield row


async def latest(
    info: Info,
    kinds: Collection[EventKind],
    group_id: int | None = None,
    *,
    requires: Permission = Permission.SEE,
    subject_id: int | None = None,
) -> AsyncGenerator[Changes, None]:
    """Yield now, and whenever an event of these kinds has happened; slow readers skip to the newest.

    Args:
        kinds: The events that may change the value.
        group_id: The group that the value is about; None for the caller's own stream.
        requires: What the reader must be allowed to do in the group.
        subject_id: Only events about this.

    Yields:
        The subscription itself. Set its `deadline` to wake at the next instant of interest.
    """
    context = stream_context(info)
    expiry = context.caller.expires_at
    own = f"a:{context.caller.account}"

    def wanted(row: EventRow) -> bool:
        return row.kind in kinds and (subject_id is None or row.subject_id == subject_id)

    def ends(row: EventRow) -> bool:
        return row.topic == own and _ends_the_session(context, row)

    def may_change_access(row: EventRow) -> bool:
        return row.topic != own and _may_change_access(context, row)

    if group_id is None:
        topics, access = [own], context.require()
    else:
        topics, access = [own, f"g:{group_id}"], context.require(group_id, requires)
        await access.check()
    counts: Callable[[EventRow], bool] = lambda row: wanted(row) or ends(row) or may_change_access(row)  # noqa: E731
    changes = Changes(context.feeds, topics, concerning=counts, deadline=expiry)
    async with _following(changes):
        async for rows in changes:
            if rows is not None and any(map(ends, rows)):
                raise unauthenticated()
            # None means the start, a deadline, or more events than were kept: check everything.
            if rows is None or any(map(may_change_access, rows)):
                await access.check()
            if rows is None or any(map(wanted, rows)):
                context.announce(None, None if rows is None else max(row.read_at for row in rows))
                yield changes
                if expiry is not None:
                    changes.deadline = min(changes.deadline or expiry, expiry)
