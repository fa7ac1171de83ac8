import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import lists

PAGE = 500
"""Most events of one stream that are read at a time."""

TOTAL = 5_000
"""Most events that are read at a time, from all streams."""

SHARE = 10
"""Events of one stream that may always be read at a time, however many streams are read."""

Position = tuple[str, int]
"""A topic and the number to read after."""

_POSITIONS = f"""
    unnest({lists("streams", "ids", "numbers")})
    WITH ORDINALITY AS given (stream, stream_id, number, ordinal)
"""

_AFTER = text(f"""
    SELECT given.ordinal, e.number, e.kind, e.subject_id, e.account_id, e.detail, e.actor_id, e.created_at,
           (SELECT epoch FROM database_state) AS epoch
    FROM {_POSITIONS}
    CROSS JOIN LATERAL (
        SELECT events.* FROM events
        WHERE events.stream = given.stream AND events.stream_id = given.stream_id
          AND events.number > given.number
        ORDER BY events.number LIMIT :page
    ) AS e
    ORDER BY given.ordinal, e.number LIMIT :total
""")  # noqa: S608 - put together from our own constants

_HEADS = text(f"""
    SELECT given.ordinal,
           COALESCE(groups.event_number, accounts.event_number) AS head,
           oldest.number AS oldest,
           clock_timestamp() AS now,
           (SELECT epoch FROM database_state) AS epoch
    FROM {_POSITIONS}
    LEFT JOIN groups ON given.stream = 'g' AND groups.id = given.stream_id
    LEFT JOIN accounts ON given.stream = 'a' AND accounts.id = given.stream_id
    LEFT JOIN LATERAL (
        SELECT events.number FROM events
        WHERE events.stream = given.stream AND events.stream_id = given.stream_id
        ORDER BY events.number LIMIT 1
    ) AS oldest ON true
    ORDER BY given.ordinal
""")  # noqa: S608 - put together from our own constants

_ARRAYS = (
    bindparam("streams", type_=ARRAY(Text)),
    bindparam("ids", type_=ARRAY(BigInteger)),
    bindparam("numbers", type_=ARRAY(BigInteger)),
)
_AFTER = _AFTER.bindparams(*_ARRAYS, bindparam("page", type_=BigInteger), bindparam("total", type_=BigInteger))
_HEADS = _HEADS.bindparams(*_ARRAYS)


@dataclass(frozen=True, slots=True)
class EventRow:
    """A committed event; `number` is its position in the stream of `topic`, `read_at` the time of reading.

    `actor_id` is the account that did it, in a group's stream; None for the clock and for policies.
    """

    topic: str
    number: int
    kind: str
    subject_id: int | None
    account_id: int | None
    detail: str | None
    actor_id: int | None
    created_at: datetime
    epoch: str
    read_at: float = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events by topic, and the topics that may have more."""

    rows: Mapping[str, list[EventRow]]
    cut: frozenset[str]


@dataclass(frozen=True, slots=True)
class StreamHead:
    """A stream's last number, first number still stored (head + 1 if none), clock and epoch."""

    head: int
    oldest: int
    now: datetime
    epoch: str


def split(topic: str) -> tuple[str, int]:
    """Split a topic such as `g:12` or `a:7`; raise ValueError if malformed."""
    stream, _, number = topic.partition(":")
    if stream not in {"g", "a"}:
        raise ValueError(f"not a topic: {topic!r}")
    return stream, int(number)


async def after(
    connection: AsyncConnection, numbers: Mapping[str, int], page: int = PAGE, total: int = TOTAL
) -> EventPage:
    """Read events after the number given for each topic, in one statement and so one snapshot.

    Topics are read in the order given, at most `page` events of each and `total` in all.
    """
    positions = tuple(numbers.items())
    rows, cut = await _read(connection, positions, page, total)
    return _page(positions, rows, cut)


async def each_after(connection: AsyncConnection, positions: Sequence[Position]) -> dict[Position, EventPage]:
    """Read for many readers with one statement and each event once. The more positions, the fewer events of each."""
    page = max(SHARE, min(PAGE, TOTAL // max(1, len(positions))))
    rows, cut = await _read(connection, positions, page, TOTAL)
    return {position: _page((position,), rows, cut) for position in positions}


async def stream_heads(connection: AsyncConnection, topics: Iterable[str]) -> dict[str, StreamHead]:
    """Return stream heads, without topics whose group or account does not exist."""
    positions = [(topic, 0) for topic in dict.fromkeys(topics)]
    result = await connection.execute(_HEADS, _arrays(positions))
    return {
        topic: StreamHead(head, oldest or head + 1, now, epoch)
        for (topic, _), (_, head, oldest, now, epoch) in zip(positions, result.all(), strict=True)
        if head is not None
    }


async def epoch(connection: AsyncConnection) -> str:
    return str((await connection.execute(text("SELECT epoch FROM database_state"))).scalar_one())


async def position(connection: AsyncConnection, topic: str) -> int:
    """Return a stream's last number, for a snapshot's cursor. Raise LookupError if there is no such stream."""
    return (await stream_heads(connection, [topic]))[topic].head


async def _read(
    connection: AsyncConnection, positions: Sequence[Position], page: int, total: int
) -> tuple[Mapping[Position, list[EventRow]], set[Position]]:
    result = await connection.execute(_AFTER, _arrays(positions) | {"page": page, "total": total})
    rows: defaultdict[tuple[str, int], list[EventRow]] = defaultdict(list)
    found, now = result.all(), time.monotonic()
    for ordinal, number, kind, subject, account, detail, actor, created, epoch in found:
        position = positions[ordinal - 1]
        rows[position].append(EventRow(position[0], number, kind, subject, account, detail, actor, created, epoch, now))
    cut = {position for position, read in rows.items() if len(read) >= page}
    if len(found) >= total:
        cut.update(positions[found[-1].ordinal - 1 :])
    return rows, cut


def _page(
    positions: Sequence[Position], rows: Mapping[Position, list[EventRow]], cut: Collection[Position]
) -> EventPage:
    found = {position[0]: rows[position] for position in positions if position in rows}
    return EventPage(found, frozenset(position[0] for position in positions if position in cut))


def _arrays(positions: Sequence[Position]) -> dict[str, object]:
    parts = [split(topic) for topic, _ in positions]
    return {
        "streams": [stream for stream, _ in parts],
        "ids": [stream_id for _, stream_id in parts],
        "numbers": [number for _, number in positions],
    }
