"""Events: rows written in the transaction they tell of, numbered under the lock of their stream.

A sequence hands out numbers in the order of asking, a transaction ID in the order of beginning; neither is
the order of commits, so a reader that goes by one of them passes over the slower of two transactions. Here
the next number is in the row of the group or account, whose lock is held until the commit: whoever has the
higher number has committed later, and a number that was rolled back is given out again. So the numbers of a
stream have no holes, and "after 12" means everything from 13 on.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db import locks
from db.bulk import unnested
from db.queries.events import split
from db.tables import Account, Group
from db.tables.events import StreamEvent
from live.cursors import BadCursor, CursorExpired, decode_cursor, encode_cursor

__all__ = [
    "BadCursor",
    "CursorExpired",
    "Event",
    "append",
    "decode_cursor",
    "encode_cursor",
    "prune",
]

_EVENTS: Table = StreamEvent.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a transaction did.

    Args:
        topic: The stream it goes into, `g:12` for a group's or `a:7` for an account's.
        kind: What happened.
        subject_id: What it is about.
        account_id: Whom it concerns.
        detail: Whatever else a reader needs and can no longer find.
    """

    topic: str
    kind: str
    subject_id: int | None = None
    account_id: int | None = None
    detail: str | None = None


async def append(connection: AsyncConnection, events: Sequence[Event]) -> dict[str, int]:
    """Number events and write them; a handful of statements, however many events and streams.

    Locks the groups and then the accounts, each by ID, and so does no harm to a transaction that holds
    them already. One that is to be in the order of commits with what it read must have locked before reading.

    Args:
        connection: With the transaction open that the events tell of.
        events: In the order in which they are to be seen, stream by stream.

    Returns:
        For each topic the number of its last event.

    Raises:
        LookupError: if a topic's group or account is not there.
    """
    counts = Counter(event.topic for event in events)
    by_stream: dict[str, dict[int, int]] = {"g": {}, "a": {}}
    for topic, count in counts.items():
        stream, stream_id = split(topic)
        by_stream[stream][stream_id] = count
    heads = await _advance_groups(connection, by_stream["g"])
    heads |= await _advance_accounts(connection, by_stream["a"])
    if events:
        await _write(connection, events, {topic: heads[topic] - counts[topic] for topic in counts})
    return heads


async def prune(connection: AsyncConnection, older_than: datetime, batch: int = 5_000) -> int:
    """Delete one batch of the oldest events; call it again, in a new transaction, until it returns 0.

    Args:
        connection: With a transaction open.
        older_than: Events from this instant on are kept.
        batch: How many to delete at most.

    Returns:
        How many were deleted.
    """
    key = (_EVENTS.c.stream, _EVENTS.c.stream_id, _EVENTS.c.number)
    oldest = (
        select(*key)
        .where(_EVENTS.c.created_at < older_than)
        .order_by(_EVENTS.c.created_at, *key)
        .limit(batch)
        .with_for_update()
    )
    result = await connection.execute(delete(_EVENTS).where(tuple_(*key).in_(oldest)))
    return int(result.rowcount)


async def _advance_groups(connection: AsyncConnection, counts: Mapping[int, int]) -> dict[str, int]:
    if not counts:
        return {}
    await locks.groups(connection, counts)
    return await _advance(connection, "g", Group.__table__, counts)  # type: ignore[arg-type]


async def _advance_accounts(connection: AsyncConnection, counts: Mapping[int, int]) -> dict[str, int]:
    if not counts:
        return {}
    await locks.accounts(connection, counts)
    return await _advance(connection, "a", Account.__table__, counts)  # type: ignore[arg-type]


async def _advance(connection: AsyncConnection, stream: str, table: Table, counts: Mapping[int, int]) -> dict[str, int]:
    """Move the numbers of locked rows on; the order of the update is free, for the locks are held."""
    columns = {"id": list(counts), "event_number": list(counts.values())}
    given = unnested(table, columns)
    result = await connection.execute(
        update(table)
        .where(table.c.id == given.c.id)
        .values(event_number=table.c.event_number + given.c.event_number)
        .returning(table.c.id, table.c.event_number)
    )
    heads = {f"{stream}:{stream_id}": int(number) for stream_id, number in result}
    if len(heads) != len(counts):
        raise LookupError(f"no such stream among {stream}:{sorted(counts)[:10]}")
    return heads


async def _write(connection: AsyncConnection, events: Sequence[Event], numbers: dict[str, int]) -> None:
    columns: defaultdict[str, list[object]] = defaultdict(list)
    for event in events:
        stream, stream_id = split(event.topic)
        numbers[event.topic] += 1
        columns["stream"].append(stream)
        columns["stream_id"].append(stream_id)
        columns["number"].append(numbers[event.topic])
        columns["kind"].append(str(event.kind))
        columns["subject_id"].append(event.subject_id)
        columns["account_id"].append(event.account_id)
        columns["detail"].append(event.detail)
    given = unnested(_EVENTS, columns)
    # One clock reading under the locks: the times of a stream then rise with its numbers, so that retention
    # cuts off a beginning and never makes a hole. (The transaction's own time may be before its wait.)
    now = select(func.clock_timestamp()).scalar_subquery()
    rows = select(*(given.c[name] for name in columns), now)
    await connection.execute(insert(_EVENTS).from_select([*columns, "created_at"], rows))
