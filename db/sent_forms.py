"""Store the response to a form for someone who resends it a moment later."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.tables import SentForm

_KEPT_FOR = timedelta(minutes=1)


def _is_old() -> ColumnElement[bool]:
    return SentForm.sent_at < func.clock_timestamp() - _KEPT_FOR


async def claim_form(engine: AsyncEngine, key: bytes) -> bool:
    """Check whether this is the first sending within a minute. If so, the others wait for its response."""
    begun = {"sealed": None, "sent_at": func.clock_timestamp()}
    added = insert(SentForm).values(key=key, **begun)
    added = added.on_conflict_do_update(index_elements=[SentForm.key], set_=begun, where=_is_old())
    return await _value(engine, added.returning(SentForm.key)) is not None


async def find_response(engine: AsyncEngine, key: bytes) -> bytes | None:
    sealed: bytes | None = await _value(engine, select(SentForm.sealed).where(SentForm.key == key, ~_is_old()))
    return sealed


async def store_response(engine: AsyncEngine, key: bytes, sealed: bytes) -> None:
    written = {"sealed": sealed, "sent_at": func.clock_timestamp()}
    await _value(engine, update(SentForm).where(SentForm.key == key).values(**written).returning(SentForm.key))


async def delete_response(engine: AsyncEngine, key: bytes) -> None:
    """Delete the response, so that the next sending counts as the first."""
    await _value(engine, delete(SentForm).where(SentForm.key == key).returning(SentForm.key))


async def delete_old(connection: AsyncConnection) -> None:
    await connection.execute(delete(SentForm).where(SentForm.sent_at < func.now() - _KEPT_FOR))


async def _value(engine: AsyncEngine, statement: Executable) -> Any:
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        return (await connection.execute(statement)).scalar()
