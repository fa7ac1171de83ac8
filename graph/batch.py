import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class _Batch(Generic[Key, Value]):
    def __init__(self) -> None:
        self.keys: dict[Key, None] = {}
        self.found: Mapping[Key, Value] = {}
        self.task: asyncio.Task[None] | None = None


class BatchedRead(Generic[Key, Value]):
    """One kind of read within an operation: what is asked for at the same time is read together, and each key once."""

    def __init__(self, read: Callable[[Sequence[Key]], Awaitable[Mapping[Key, Value]]]) -> None:
        self._read = read
        self._batches: dict[Key, _Batch[Key, Value]] = {}
        self._next: _Batch[Key, Value] | None = None

    async def load(self, keys: Sequence[Key]) -> list[Value | None]:
        new = [key for key in keys if key not in self._batches]
        if new:
            batch = self._next
            if batch is None:
                batch = self._next = _Batch()
                batch.task = asyncio.create_task(self._fill(batch), name="reading")
            batch.keys.update(dict.fromkeys(new))
            self._batches.update(dict.fromkeys(new, batch))
        batches = [self._batches[key] for key in keys]
        for batch in dict.fromkeys(batches):
            assert batch.task is not None
            if not batch.task.done() or batch.task.exception():
                await asyncio.shield(batch.task)  # others may wait for it
        return [batch.found.get(key) for batch, key in zip(batches, keys, strict=True)]

    async def _fill(self, batch: _Batch[Key, Value]) -> None:
        await asyncio.sleep(0)  # all of the same level join
        self._next = None
        batch.found = await self._read(list(batch.keys))
