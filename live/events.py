"""Events: rows written in the transaction that they describe, numbered under the lock of their stream.

Sequences and transaction IDs do not follow the order of commits, so a reader that goes by them misses the slower of
two transactions. Here the row of the group or account contains the last number and stays locked until the commit.
A higher number has therefore committed later, and a number that was rolled back is used again. The numbers of a
stream have no gaps, and "after 12" means everything from 13 on.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
        UPDATE {table} SET event_number = {table}.event_number + given.count{more}
        FROM unnest(:ids, :counts) AS given (id, count)
        WHERE {table}.id = given.id
        RETURNING {table}.id, {table}.event_number
    """).bindparams(bindparam("ids", type_=_NUMBERS), bindparam("counts", type_=_NUMBERS))  # noqa: S608 - our own names
    for stream, table, more in (
        ("g", "groups", ", viewer_actions_version = viewer_actions_version + (groups.id = ANY(:affected))::int"),
        ("a", "accounts", ""),
    )
}
_ADVANCE["g"] = _ADVANCE["g"].bindparams(bindparam("affected", type_=_NUMBERS))

# Read the clock once, under the locks: times then rise with the numbers, so retention deletes from the start and
# leaves no gaps. (The transaction's own time may be from before its wait for the lock.)
_WRITE = text("""
    INSERT INTO events (stream, stream_id, number, kind, subject_id, account_id, detail, actor_id, created_at)
    SELECT given.*, (SELECT clock_timestamp())
    FROM unnest(:streams, :ids, :numbers, :kinds, :subjects, :accounts, :details, :actors) AS given
""").bindparams(
    bindparam("streams", type_=_WORDS),
    bindparam("ids", type_=_NUMBERS),
    bindparam("numbers", type_=_NUMBERS),
    bindparam("kinds", type_=_WORDS),
    bindparam("subjects", type_=_NUMBERS),
    bindparam("accounts", type_=_NUMBERS),
    bindparam("details", type_=_WORDS),
    bindparam("actors", type_=_NUMBERS),
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
    """Something that a transaction did; `detail` holds what a reader can no longer find elsewhere.

    `actor_id` is the account that did it, in a group's stream; None for the clock and for policies.
    """

    topic: str
    kind: str
    subject_id: int | None = None
    account_id: int | None = None
    detail: str | None = None
    actor_id: int | None = None


async def append(
    connection: AsyncConnection, events: Sequence[Event], affected: Collection[int] = ()
) -> dict[str, int]:
    """Number and write events; return the last number of each topic, or raise LookupError if one does not exist.

    `affected` are the groups, each with an event, whose `viewer_actions_version` rises.

    Locks the groups, then the accounts, each by ID; the caller may hold these locks already. A caller whose
    events must be in commit order with what it read has to lock before reading.
    """
    counts = Counter(event.topic for event in events)
    by_stream: dict[str, dict[int, int]] = {"g": {}, "a": {}}
    for topic, count in counts.items():
        stream, stream_id = split(topic)
        by_stream[stream][stream_id] = count
    heads: dict[str, int] = {}
    for stream, lock in (("g", locks.groups), ("a", locks.accounts)):
        wanted = by_stream[stream]
        if len(wanted) > 1:  # the update locks a single row
            await lock(connection, wanted)
        if wanted:
            more = {"affected": list(affected)} if stream == "g" else {}
            heads |= await _advance(connection, stream, wanted, more)
    if events:
        await _write(connection, events, {topic: heads[topic] - counts[topic] for topic in counts})
    return heads


async def prune(connection: AsyncConnection, age: timedelta, batch: int = 5_000) -> int:
    """Delete up to `batch` events older than `age`; call in a new transaction each time, until it returns 0."""
    result = await connection.execute(_PRUNE, {"age": age, "batch": batch})
    return int(result.rowcount)


async def _advance(
    connection: AsyncConnection, stream: str, counts: Mapping[int, int], more: Mapping[str, list[int]]
) -> dict[str, int]:
    """Add to the numbers of rows that are locked already, so their order does not matter."""
    result = await connection.execute(_ADVANCE[stream], {"ids": list(counts), "counts": list(counts.values()), **more})
    heads = {f"{stream}:{stream_id}": number for stream_id, number in result}
    if len(heads) != len(counts):
        raise LookupError(f"no such stream among {stream}:{sorted(counts)[:10]}")
    return heads


async def _write(connection: AsyncConnection, events: Sequence[Event], numbers: dict[str, int]) -> None:
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
            "actors": [event.actor_id for event in events],
        },
    )
