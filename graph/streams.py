"""What every stream does: begin at a place, re-check the right with each event, end when it has gone.

A stream follows the caller's own topic as a guard beside the one it is about, so the end of a session, a
token or a membership is never seen after something that was committed later.
"""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass

from db.queries import groups, sessions
from db.reader import Reader
from graph.context import Context, Info
from live.cursors import BadCursor, CursorExpired, decode_cursor
from live.feed import Changes, EventRow, Subscription
from live.kinds import Told
from rules.caller import Need, admit
from rules.refusals import Refusal, bad_request, forbidden, not_found, unauthenticated
from rules.roles import Doing, knows, may

_MAY_END_THE_RIGHT = frozenset(
    {Told.MEMBER_LEFT, Told.MEMBER_REMOVED, Told.MEMBER_ROLE_CHANGED, Told.MEMBER_JOINED, Told.GROUP_EDITED}
)


def ends_the_session(context: Context, row: EventRow) -> bool:
    """Whether an event of the caller's own stream is the end of what they signed in with."""
    caller = context.caller
    return (row.kind == Told.SESSION_ENDED and row.subject_id == caller.session_id) or (
        row.kind == Told.TOKEN_REVOKED and row.subject_id == caller.token_id
    )


def concerns_the_right(context: Context, row: EventRow) -> bool:
    """Whether an event of a group's stream may have changed what the caller may do there."""
    if row.kind not in _MAY_END_THE_RIGHT:
        return False
    return row.kind == Told.GROUP_EDITED or row.account_id == context.caller.account_id


async def require(context: Context, group_id: int, doing: Doing) -> None:
    """Check, as it is now, that the caller may do this in a group.

    Raises:
        Refusal: NOT_FOUND for who may not know of the group, FORBIDDEN for whose role does not allow it.
    """
    fresh = context.for_event()
    try:
        row = await fresh.load(groups.by_ids, group_id) if group_id else None
    finally:
        await fresh.aclose()
    if row is None or not knows(groups.standing_of(row, context.caller)):
        raise not_found()
    if not may(groups.standing_of(row, context.caller), doing):
        raise forbidden()


@asynccontextmanager
async def _following(subscription: Subscription | Changes) -> AsyncIterator[None]:
    """Enter a subscription, with the contract's own words for a cursor that does not fit."""
    try:
        async with subscription:
            yield
    except BadCursor:
        raise bad_request("This cursor is not one of this stream's.") from None
    except CursorExpired:
        raise Refusal("CURSOR_EXPIRED", "What came after this cursor is no longer kept: read again.") from None
    except LookupError:
        raise not_found() from None


def _place(topic: str, after: str | None) -> int | None:
    try:
        return None if after is None else decode_cursor(after, topic)
    except BadCursor:
        raise bad_request("This cursor is not one of this stream's.") from None


@dataclass(frozen=True, slots=True)
class GroupStream:
    """Which group a stream is about, and what its reader must be allowed to do there."""

    group_id: int
    doing: Doing

    @property
    def topic(self) -> str:
        """The group's stream."""
        return f"g:{self.group_id}"


async def own_events(info: Info, noun: str, after: str | None) -> AsyncIterator[EventRow]:
    """The events of one noun in the caller's own stream, from a cursor or from now on.

    Raises:
        Refusal: What refuses or ends the stream.
    """
    context = info.context
    admit(context.caller, Need.READ)
    topic = f"a:{context.caller.account}"
    subscription = context.feeds.subscribe(topic, _place(topic, after), deadline=context.caller.expires_at)
    async with _following(subscription):
        await _alive(context)
        async for batch in subscription:
            if not batch:
                raise unauthenticated()
            for row in batch:
                if ends_the_session(context, row):
                    raise unauthenticated()
                if Told(row.kind).noun == noun:
                    yield row


async def group_events(info: Info, stream: GroupStream, noun: str, after: str | None) -> AsyncIterator[EventRow]:
    """The events of one noun in a group's stream, for as long as the caller may see them.

    Raises:
        Refusal: What refuses or ends the stream.
    """
    context = info.context
    admit(context.caller, Need.READ)
    await require(context, stream.group_id, stream.doing)
    own = f"a:{context.caller.account}"
    topics = {own: None, stream.topic: _place(stream.topic, after)}
    subscription = context.feeds.subscribe(topics, deadline=context.caller.expires_at)
    async with _following(subscription):
        await _alive(context)
        await require(context, stream.group_id, stream.doing)
        async for batch in subscription:
            if not batch:
                raise unauthenticated()
            for row in batch:
                if row.topic == own:
                    if ends_the_session(context, row):
                        raise unauthenticated()
                    continue
                if concerns_the_right(context, row):
                    await require(context, stream.group_id, stream.doing)
                if Told(row.kind).noun == noun:
                    yield row


async def present(
    info: Info, kinds: Collection[Told], stream: GroupStream | None = None, *, subject_id: int | None = None
) -> AsyncIterator[Changes]:
    """Come now, and whenever something of these kinds has happened; slow readers skip to the newest.

    Args:
        info: Of the resolver.
        kinds: What may change the value.
        stream: The group it is about; None for the caller's own stream alone.
        subject_id: Only events about this.

    Yields:
        The subscription itself, so that its `deadline` can be set to the next instant of interest.

    Raises:
        Refusal: What refuses or ends the stream.
    """
    context = info.context
    admit(context.caller, Need.READ)
    expiry = context.caller.expires_at
    own = f"a:{context.caller.account}"

    def wanted(row: EventRow) -> bool:
        return row.kind in kinds and (subject_id is None or row.subject_id == subject_id)

    def ends(row: EventRow) -> bool:
        return row.topic == own and ends_the_session(context, row)

    def unsettles(row: EventRow) -> bool:
        return row.topic != own and concerns_the_right(context, row)

    topics = [own] if stream is None else [own, stream.topic]
    if stream is not None:
        await require(context, stream.group_id, stream.doing)
    counts: Callable[[EventRow], bool] = lambda row: wanted(row) or ends(row) or unsettles(row)  # noqa: E731
    changes = context.feeds.changes(topics, concerning=counts, deadline=expiry)
    async with _following(changes):
        async for rows in changes:
            # None is the start, a deadline, or too many events to have seen them all: look at everything.
            if any(map(ends, rows)) if rows is not None else not await _is_alive(context):
                raise unauthenticated()
            if stream is not None and (rows is None or any(map(unsettles, rows))):
                await require(context, stream.group_id, stream.doing)
            if rows is None or any(map(wanted, rows)):
                context.forget()
                yield changes
                if expiry is not None:
                    changes.deadline = min(changes.deadline or expiry, expiry)


async def _is_alive(context: Context) -> bool:
    """Whether the session or token signed in with is still good."""
    caller = context.caller
    if caller.session_id is not None:
        found = sessions.session_by_id(caller.session_id)
    elif caller.token_id is not None:
        found = sessions.token_by_id(caller.token_id)
    else:
        return False
    return await Reader(context.house.engine).row(found) is not None


async def _alive(context: Context) -> None:
    if not await _is_alive(context):
        raise unauthenticated()
