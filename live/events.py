"""Events: rows written in the transaction they tell of, numbered under the lock of their stream.

A sequence hands out numbers in the order of asking, a transaction ID in the order of beginning; neither is
the order of commits, so a reader that goes by one of them passes over the slower of two transactions. Here
the next number is in the row of the group or account, whose lock is held until the commit: whoever has the
higher number has committed later, and a number that was rolled back is given out again. So the numbers of a
stream have no holes, and "after 12" means everything from 13 on.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ARRAY, BigInteger, Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import locks
from db.queries.events import split
from live.cursors import CursorExpiredError, InvalidCursorError, decode_cursor, encode_cursor

__all__ = [
    "CursorExpiredError",
    "Event",
    "InvalidCursorError",
    "append",
    "decode_cursor",
    "encode_cursor",
    "prune",
]

_NUMBERS, _WORDS = ARRAY(BigInteger), ARRAY(Text)

_ADVANCE = {
    stream: text(f"""
        UPDATE {table} SET event_number = {table}.event_number + given.count
        FROM unnest(:ids, :counts) AS given (id, count)
        WHERE {table}.id = given.id
        RETURNING {table}.id, {table}.event_number
    """).bindparams(bindparam("ids", type_=_NUMBERS), bindparam("counts", type_=_NUMBERS))  # noqa: S608 - our own names
    for stream, table in (("g", "groups"), ("a", "accounts"))
}

# One clock reading under the locks: the times of a stream then rise with its numbers, so that retention cuts
# off a beginning and never makes a hole. (The transaction's own time may be before its wait for the lock.)
_WRITE = text("""
    INSERT INTO events (stream, stream_id, number, kind, subject_id, account_id, detail, created_at)
    SELECT given.*, (SELECT clock_timestamp())
    FROM unnest(:streams, :ids, :numbers, :kinds, :subjects, :accounts, :details) AS given
""").bindparams(
    bindparam("streams", type_=_WORDS),
    bindparam("ids", type_=_NUMBERS),
    bindparam("numbers", type_=_NUMBERS),
    bindparam("kinds", type_=_WORDS),
    bindparam("subjects", type_=_NUMBERS),
    bindparam("accounts", type_=_NUMBERS),
    bindparam("details", type_=_WORDS),
)

_PRUNE = text("""
    DELETE FROM events USING (
        SELECT stream, stream_id, number FROM events WHERE created_at < now() - CAST(:age AS interval)
        ORDER BY created_at, stream, stream_id, number LIMIT :batch FOR UPDATE
    ) AS old
    WHERE events.stream = old.stream AND events.stream_id = old.stream_id AND events.number = old.number
""")


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
    heads: dict[str, int] = {}
    for stream, lock in (("g", locks.groups), ("a", locks.accounts)):
        wanted = by_stream[stream]
        if len(wanted) > 1:  # a single row is locked by its update
            await lock(connection, wanted)
        if wanted:
            heads |= await _advance(connection, stream, wanted)
    if events:
        await _write(connection, events, {topic: heads[topic] - counts[topic] for topic in counts})
    return heads


async def prune(connection: AsyncConnection, age: timedelta, batch: int = 5_000) -> int:
    """Delete one batch of the oldest events; call it again, in a new transaction, until it returns 0.

    Args:
        connection: With a transaction open.
        age: Events that are not older are kept, by the clock of the database.
        batch: How many to delete at most.

    Returns:
        How many were deleted.
    """
    result = await connection.execute(_PRUNE, {"age": age, "batch": batch})
    return int(result.rowcount)


async def _advance(connection: AsyncConnection, stream: str, counts: Mapping[int, int]) -> dict[str, int]:
    """Move the numbers of locked rows on; the order of the update is free, for the locks are held."""
    result = await connection.execute(_ADVANCE[stream], {"ids": list(counts), "counts": list(counts.values())})
    heads = {f"{stream}:{stream_id}": number for stream_id, number in result}
    if len(heads) != len(counts):
        raise LookupError(f"no such stream among {stream}:{sorted(counts)[:10]}")
    return heads


async def _write(connection: AsyncConnection, events: Sequence[Event], numbers: dict[str, int]) -> None:
    """Insert events, giving each the number after the last of its stream."""
    parts = [split(event.topic) for event in events]
    counted: list[int] = []
    for event in events:
        numbers[event.topic] += 1
        counted.append(numbers[event.topic])
    await connection.execute(
        _WRITE,
        {
            "streams": [stream for stream, _ in parts],
            "ids": [stream_id for _, stream_id in parts],
            "numbers": counted,
            "kinds": [str(event.kind) for event in events],
            "subjects": [event.subject_id for event in events],
            "accounts": [event.account_id for event in events],
            "details": [event.detail for event in events],
        },
    )
