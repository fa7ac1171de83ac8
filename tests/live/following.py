"""An event stream as an asynchronous iterator of batches, for tests."""

import asyncio
from types import TracebackType
from typing import Self

from live.cursors import CursorPosition
from live.feed import EventRow, Feeds
from live.stream_position import StreamPosition


class Followed:
    def __init__(self, feeds: Feeds, topic: str, after: CursorPosition | int | None = None) -> None:
        self._woken = asyncio.Event()
        self._position = StreamPosition(feeds, topic, after, on_wake=self._woken.set)

    async def __aenter__(self) -> Self:
        await self._position.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._position.close()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> list[EventRow]:
        while True:
            self._woken.clear()
            rows = await self._position.read()
            if rows:
                return rows
            if not self._position.is_behind:
                await self._woken.wait()
