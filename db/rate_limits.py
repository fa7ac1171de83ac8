"""Count attempts in the database, so that all processes share the counters."""

import time
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from limits import RateLimitItem
from limits.aio.storage import Storage
from sqlalchemy import ColumnElement, Executable, LargeBinary, any_, case, delete, func, literal, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.bulk import array_of, unnested
from db.tables import RateLimit

_KEEP_FOR = timedelta(hours=1)


class PostgresStorage(Storage):
    """Storage for the `limits` library in a table of ours. Each attempt takes one statement and a short connection."""

    STORAGE_SCHEME = None

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__()
        self._engine = engine

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to the counter and return it, starting a window of `expiry` seconds if none is open."""
        begun = {"hits": amount, "ends_at": func.clock_timestamp() + timedelta(seconds=expiry)}
        added = _add_or_restart(insert(RateLimit).values(key=_digest(key), **begun)).returning(RateLimit.hits)
        return int(await self._value(added) or 0)

    async def get(self, key: str) -> int:
        return int(await self._value(select(RateLimit.hits).where(_has_key(key), _is_open())) or 0)

    async def get_expiry(self, key: str) -> float:
        """Return when the open window ends, by this machine's clock."""
        left = func.extract("epoch", RateLimit.ends_at - func.clock_timestamp())
        return time.time() + float(await self._value(select(left).where(_has_key(key), _is_open())) or 0)

    async def check(self) -> bool:
        return bool(await self._value(select(literal(1))) == 1)

    async def reset(self) -> int | None:
        await self._value(delete(RateLimit).returning(RateLimit.hits))
        return None

    async def clear(self, key: str) -> None:
        await self._value(delete(RateLimit).where(_has_key(key)).returning(RateLimit.hits))

    async def _value(self, statement: Executable) -> Any:
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            return (await connection.execute(statement)).scalar()


async def count_in_transaction(
    connection: AsyncConnection, limit: RateLimitItem, who: Iterable[str], amount: int = 1
) -> dict[str, tuple[int, float]]:
    """Count in the caller's transaction; return for each the count and the seconds until the window ends.

    The counters stay locked until the commit. Lock groups and caseloads before this, accounts after.
    """
    keys = {_digest(limit.key_for(one)): one for one in who}
    if not keys:
        return {}
    given = unnested(RateLimit.__table__, {"key": sorted(keys)})
    ends = func.clock_timestamp() + timedelta(seconds=limit.get_expiry())
    rows = select(given.c.key, literal(amount), ends).order_by(given.c.ordinality)
    left = func.extract("epoch", RateLimit.ends_at - func.clock_timestamp())
    added = _add_or_restart(insert(RateLimit).from_select(["key", "hits", "ends_at"], rows))
    found = await connection.execute(added.returning(RateLimit.key, RateLimit.hits, left.label("left")))
    return {keys[bytes(row.key)]: (row.hits, float(row.left)) for row in found}


async def count_ahead(
    connection: AsyncConnection, limit: RateLimitItem, who: Iterable[str], amount: int = 1
) -> dict[str, tuple[int, float]]:
    """Return what `count_in_transaction` would, and count nothing."""
    keys = {_digest(limit.key_for(one)): one for one in who}
    left = func.extract("epoch", RateLimit.ends_at - func.clock_timestamp())
    found = await connection.execute(
        select(RateLimit.key, RateLimit.hits, left.label("left")).where(
            RateLimit.key == any_(array_of(RateLimit.key, keys)), RateLimit.ends_at > func.clock_timestamp()
        )
    )
    counted = {keys[bytes(row.key)]: (row.hits + amount, float(row.left)) for row in found}
    return {one: counted.get(one, (amount, float(limit.get_expiry()))) for one in keys.values()}


async def reserve_slot(engine: AsyncEngine, key: str, every: timedelta) -> float:
    """Reserve the next of a series of moments `every` apart, across processes; return the seconds until then."""
    now = func.clock_timestamp()
    first = insert(RateLimit).values(key=_digest(key), hits=1, ends_at=now + every)
    booked = first.on_conflict_do_update(
        index_elements=[RateLimit.key], set_={"ends_at": func.greatest(RateLimit.ends_at, now) + every}
    ).returning(func.extract("epoch", RateLimit.ends_at - every - now))
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        return float((await connection.execute(booked)).scalar_one())


async def delete_ended(connection: AsyncConnection) -> None:
    await connection.execute(delete(RateLimit).where(RateLimit.ends_at < func.now() - _KEEP_FOR))


def _add_or_restart(inserted: Insert) -> Insert:
    """Make the insert add to an existing counter, or restart it if its window has ended."""
    has_ended = RateLimit.ends_at <= func.clock_timestamp()
    return inserted.on_conflict_do_update(
        index_elements=[RateLimit.key],
        set_={
            "hits": case((has_ended, 0), else_=RateLimit.hits) + inserted.excluded.hits,
            "ends_at": case((has_ended, inserted.excluded.ends_at), else_=RateLimit.ends_at),
        },
    )


def _digest(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogatepass")).digest()


def _has_key(key: str) -> ColumnElement[bool]:
    return RateLimit.key == literal(_digest(key), LargeBinary)


def _is_open() -> ColumnElement[bool]:
    return RateLimit.ends_at > func.clock_timestamp()
