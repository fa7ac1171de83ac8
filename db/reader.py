"""Reading: short connections that hold no transaction, or one snapshot for a whole request."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Executable, Row, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.util import greenlet_spawn

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Reader:
    """What a request reads with.

    Without a snapshot each statement borrows an AUTOCOMMIT connection and gives it back, so reads run side by
    side and none is held while something else is awaited. With one, all statements of the request see a
    single REPEATABLE READ instant, one after another. Within a transaction of somebody else's they see what it has
    done so far.

    Args:
        engine: The process's engine.
        snapshot: Whether everything is to be read at one instant.
        within: The connection of a transaction that is open, to read in it.
    """

    def __init__(self, engine: AsyncEngine, *, snapshot: bool = False, within: AsyncConnection | None = None) -> None:
        self._engine = engine
        self._pins = snapshot or within is not None
        self._turn = asyncio.Lock()
        self._held = within
        self._is_lent = within is not None

    async def rows(self, statement: Executable, **values: Any) -> Sequence[Row[Any]]:
        """Execute and return all rows.

        Args:
            statement: What to read.
            values: Of its parameters, where it is one that is made once.
        """
        if not self._pins:
            return await greenlet_spawn(self._at_once, statement, values)
        # To its end, though whoever asked be cut short: half a statement would break the connection for all others.
        return await asyncio.shield(asyncio.ensure_future(self._in_turn(statement, values)))

    async def row(self, statement: Executable, **values: Any) -> Row[Any] | None:
        """Execute and return the first row, or None."""
        rows = await self.rows(statement, **values)
        return rows[0] if rows else None

    async def value(self, statement: Executable, **values: Any) -> Any:
        """Execute and return the first column of the first row, or None."""
        row = await self.row(statement, **values)
        return row[0] if row is not None else None

    def _at_once(self, statement: Executable, values: dict[str, Any]) -> Sequence[Row[Any]]:
        """Connect, execute, and give back, as one thing to await: as four they take half as much again."""
        with self._engine.sync_engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            return connection.execute(statement, values or None).all()

    async def _in_turn(self, statement: Executable, values: dict[str, Any]) -> Sequence[Row[Any]]:
        async with self._turn:
            return (await (await self._pinned()).execute(statement, values or None)).all()

    async def rest(self) -> None:
        """Wait until nothing is being read, before somebody else uses the connection."""
        async with self._turn:
            pass

    async def close(self) -> None:
        """Give a snapshot's connection back."""
        async with self._turn:
            if self._held is not None and not self._is_lent:
                held, self._held = self._held, None
                await held.close()

    async def _pinned(self) -> AsyncConnection:
        if self._held is None:
            self._held = await self._engine.connect()
            await self._held.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        return self._held


@dataclass(frozen=True, eq=False)
class ForAll(Generic[Key, Value]):
    """Reads many by their keys, the same for whoever asks: it is not told who does.

    So streams read it once for all who wait. Where what is found is a question of who looks, that one is part
    of the key.
    """

    read: Callable[[Reader, Sequence[Key]], Awaitable[Mapping[Key, Value]]]

    async def __call__(self, reader: Reader, _: object, keys: Sequence[Key]) -> Mapping[Key, Value]:
        """Read, leaving out who asks."""
        return await self.read(reader, keys)
