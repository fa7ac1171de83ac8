import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class _Batch(Generic[Key, Value]):
    def __init__(self) -> None:
        self.keys: dict[Key, None] = {}
        self.found: asyncio.Future[Mapping[Key, Value]] = asyncio.get_running_loop().create_future()


class BatchedRead(Generic[Key, Value]):
    """One kind of read within an operation: what is asked for at the same time is read together, and each key once.

    The first to ask reads for all.
    """

    def __init__(self, read: Callable[[Sequence[Key]], Awaitable[Mapping[Key, Value]]]) -> None:
        self._read = read
        self._batches: dict[Key, _Batch[Key, Value]] = {}
        self._next: _Batch[Key, Value] | None = None

    async def load(self, keys: Sequence[Key]) -> list[Value | None]:
        new = [key for key in keys if key not in self._batches]
        own: _Batch[Key, Value] | None = None
        if new:
            if self._next is None:
                self._next = own = _Batch()
            self._next.keys.update(dict.fromkeys(new))
            self._batches.update(dict.fromkeys(new, self._next))
        batches = [self._batches[key] for key in keys]
        if own is not None:
            await self._fill(own)
        several = dict.fromkeys(batches)
        for batch in several:
            if not batch.found.done():
                await asyncio.shield(batch.found)  # others may wait for it
        if len(several) == 1:
            return list(map(batches[0].found.result().get, keys))
        return [batch.found.result().get(key) for batch, key in zip(batches, keys, strict=True)]

    async def _fill(self, batch: _Batch[Key, Value]) -> None:
        try:
            await asyncio.sleep(0)  # all of the same level join
            self._next = None
            batch.found.set_result(await self._read(list(batch.keys)))
        except Exception as error:
            batch.found.set_exception(error)
            batch.found.exception()  # marks it as retrieved, if nobody else waits
            raise
        finally:
            if self._next is batch:
                self._next = None  # cancelled before it began
            batch.found.cancel()  # unless it is done
