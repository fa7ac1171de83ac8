"""Batched reading of the state that streams show."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from db.reader import Reader, SharedQuery

KEPT = 1.0
"""Seconds for which a finished read is still reused."""

_MAX_KEYS = 10_000
_CROWD = 8
"""Requests in a batch that make the next one wait, so that a crowd which comes bit by bit is read for in few batches."""

_GATHER = 0.005
"""Seconds that the batch after a crowded one waits."""

_GRACE = 1.0  # seconds for the current read to finish at shutdown

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_Waiting = dict[Hashable, "list[asyncio.Future[Any]]"]


class SharedLoader:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._batchers: dict[SharedQuery[Any, Any], ReadBatcher] = {}

    async def stop(self) -> None:
        for batcher in self._batchers.values():
            await batcher.stop()

    def load(self, fetch: SharedQuery[Key, Value], key: Key, since: float) -> "asyncio.Future[Value | None]":
        """Read one value, batched with others; `since` (by `time.monotonic`) rules out values read before it."""
        batcher = self._batchers.get(fetch)
        if batcher is None:
            batcher = self._batchers[fetch] = ReadBatcher(partial(fetch.read, self._reader))
        return batcher.load(key, since)


@dataclass(frozen=True, slots=True)
class _Read:
    value: Any
    begun: float


class ReadBatcher:
    """Batches one kind of read: one statement at a time, for all requests that came during the last one.

    Each caller awaits its own future, so that cancelling one does not affect the others. `keeps` says whether
    finished reads may serve later callers.
    """

    def __init__(self, fetch: Callable[[Sequence[Any]], Awaitable[Mapping[Any, Any]]], *, keeps: bool = True) -> None:
        self._fetch = fetch
        self._keeps = keeps
        self._kept: dict[Hashable, _Read] = {}
        self._queued: _Waiting = {}
        self._reading: _Waiting = {}
        self._begun = 0.0
        self._is_crowded = False
        self._task: asyncio.Task[None] | None = None

    def load(self, key: Hashable, since: float) -> "asyncio.Future[Any]":
        own: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        kept = self._kept.get(key)
        if kept is not None and kept.begun >= since:
            own.set_result(kept.value)
        elif key in self._reading and self._begun >= since:
            self._reading[key].append(own)
        else:
            self._queued.setdefault(key, []).append(own)
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._work(), name="reading")
        return own

    async def stop(self) -> None:
        """Let the current read finish if it does so soon; otherwise cancel it and its callers."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_GRACE)
            self._task.cancel()
            await asyncio.wait([self._task])
        for waiting in (*self._reading.values(), *self._queued.values()):
            for own in waiting:
                own.cancel()

    async def _work(self) -> None:
        await asyncio.sleep(0)  # let callers that woke together join this batch
        while self._queued:
            if self._is_crowded:
                await asyncio.sleep(_GATHER)
            keys = list(self._queued)[:_MAX_KEYS]
            self._reading = {key: self._queued.pop(key) for key in keys}
            self._is_crowded = sum(map(len, self._reading.values())) >= _CROWD
            self._begun = time.monotonic()
            try:
                found = await self._fetch(keys)
            except Exception as error:
                for own in self._waiting(keys):
                    own.set_exception(error)
                    own.exception()  # marks it as retrieved, even if the caller has left
            else:
                if self._keeps:
                    self._keep({key: _Read(found.get(key), self._begun) for key in keys})
                for key in keys:
                    for own in self._waiting([key]):
                        own.set_result(found.get(key))
            self._reading = {}

    def _waiting(self, keys: Iterable[Hashable]) -> "Iterator[asyncio.Future[Any]]":
        return (own for key in keys for own in self._reading[key] if not own.done())

    def _keep(self, read: dict[Hashable, _Read]) -> None:
        self._kept |= read
        asyncio.get_running_loop().call_later(KEPT, self._forget, read)

    def _forget(self, read: dict[Hashable, _Read]) -> None:
        for key, one in read.items():
            if self._kept.get(key) is one:
                del self._kept[key]
