"""Events: rows written in the transaction that they describe, numbered under the lock of their stream.

Sequences and transaction IDs do not follow the order of commits, so whoever reads by them misses the slower of
two transactions. Here the row of the group or account contains the last number and stays locked until the commit.
A higher number has therefore committed later, and a number that was rolled back is used again. The numbers of a
stream have no gaps, and "after 12" means everything from 13 on.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ARRAY, BigInteger, Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import lists
from db.prepared import Prepared
from db.queries.events import split
from live.cursors import CursorExpiredError, InvalidCursorError, decode_stream_cursor, encode_stream_cursor

__all__ = [
    "CursorExpiredError",
    "Event",
    "InvalidCursorError",
    "append",
    "decode_stream_cursor",
    "encode_stream_cursor",
    "prune",
]


class _HeadRow(NamedTuple):
    """The last number of a stream."""

    stream: str
    stream_id: int
    number: int


_NUMBERS, _WORDS = ARRAY(BigInteger), ARRAY(Text)


def _advance(table: str, after: str, more: str = "") -> str:
    """Lock rows in the order of their IDs, after a condition, and add to their numbers.

    A limit of NULL is none, but makes the planner expect one row and look rows up, where it would scan a small table.
    """
    return f"""
    locked_{table} AS MATERIALIZED (
        SELECT {table}.id, given.count FROM {table} JOIN (
            SELECT id, count FROM unnest({lists(table, f"{table}_counts")}) AS given (id, count) LIMIT (SELECT NULL::bigint)
        ) AS given USING (id) WHERE {after} ORDER BY {table}.id FOR NO KEY UPDATE OF {table}
    ), new_{table} AS (
        UPDATE {table} SET event_number = event_number + locked.count{more} FROM locked_{table} AS locked
        WHERE {table}.id = locked.id RETURNING {table}.id, event_number
    )"""  # noqa: S608 - our own names


_GROUPS = _advance(
    "groups",
    "true",
    ", viewer_actions_version = viewer_actions_version + (groups.id = ANY(CAST((SELECT :affected) AS bigint[])))::int",
)
_ACCOUNTS = _advance("accounts", "(SELECT count(*) FROM new_groups) >= 0")  # groups are locked before accounts

# The clock is read once, under all locks: times then rise with the numbers, so retention deletes from the start and
# leaves no gaps. (The transaction's own time may be from before its wait for a lock.)
_APPEND = Prepared(
    _HeadRow,
    text(f"""
    WITH {_GROUPS}, {_ACCOUNTS}, heads AS MATERIALIZED (
        SELECT 'g' AS stream, id AS stream_id, event_number AS number FROM new_groups
        UNION ALL SELECT 'a', id, event_number FROM new_accounts
    ), moment AS MATERIALIZED (
        SELECT clock_timestamp() AS now FROM (SELECT count(*) FROM heads) AS all_locked
    ), written AS (
        INSERT INTO events (stream, stream_id, number, kind, subject_id, account_id, detail, actor_id, created_at)
        SELECT stream, stream_id, heads.number - behind, kind, subject_id, account_id, detail, actor_id, moment.now
        FROM unnest({lists("streams", "ids", "behind", "kinds", "subjects", "account_ids", "details", "actors")})
            AS given (stream, stream_id, behind, kind, subject_id, account_id, detail, actor_id)
        JOIN heads USING (stream, stream_id) CROSS JOIN moment
    )
    SELECT stream, stream_id, number FROM heads
    """).bindparams(  # noqa: S608 - our own names
        *(bindparam(f"{table}{what}", type_=_NUMBERS) for table in ("groups", "accounts") for what in ("", "_counts")),
        *(bindparam(one, type_=_NUMBERS) for one in ("affected", "ids", "behind", "subjects", "account_ids", "actors")),
        *(bindparam(name, type_=_WORDS) for name in ("streams", "kinds", "details")),
    ),
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
    """Something that a transaction did; `detail` holds what can no longer be read elsewhere.

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
    if not events:
        return {}
    counts = Counter(event.topic for event in events)
    streams = {topic: split(topic) for topic in counts}
    seen: Counter[str] = Counter()
    behind = []
    for event in events:
        seen[event.topic] += 1
        behind.append(counts[event.topic] - seen[event.topic])
    heads = await _APPEND.rows(
        connection,
        groups=[stream_id for stream, stream_id in streams.values() if stream == "g"],
        groups_counts=[counts[topic] for topic, (stream, _) in streams.items() if stream == "g"],
        accounts=[stream_id for stream, stream_id in streams.values() if stream == "a"],
        accounts_counts=[counts[topic] for topic, (stream, _) in streams.items() if stream == "a"],
        affected=list(affected),
        streams=[streams[event.topic][0] for event in events],
        ids=[streams[event.topic][1] for event in events],
        behind=behind,
        kinds=[event.kind for event in events],
        subjects=[event.subject_id for event in events],
        account_ids=[event.account_id for event in events],
        details=[event.detail for event in events],
        actors=[event.actor_id for event in events],
    )
    if len(heads) != len(counts):
        raise LookupError(f"no such stream among {sorted(counts)[:10]}")
    return {f"{head.stream}:{head.stream_id}": head.number for head in heads}


async def prune(connection: AsyncConnection, age: timedelta, batch: int = 5_000) -> int:
    """Delete up to `batch` events older than `age`; call in a new transaction each time, until it returns 0."""
    result = await connection.execute(_PRUNE, {"age": age, "batch": batch})
    return int(result.rowcount)
