"""Cancels an operation at chosen awaits of its own or of the tasks that it has started."""

import asyncio
import types
from collections.abc import Callable, Collection, Coroutine, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

OPERATIONS = frozenset({"RequestResponseCycle.run_asgi", "Socket.operate"})
"""The coroutines that run an HTTP request and an operation of a websocket."""

_CUT: ContextVar["Cut | None"] = ContextVar("cut", default=None)


class Cut:
    """Cancels an operation at these awaits, counted from 1."""

    def __init__(self, at: Collection[int] = ()) -> None:
        self.at = at
        self.awaits = 0
        self.operation: asyncio.Task[Any] | None = None

    @types.coroutine
    def around(self, work: Coroutine[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """Run one task's coroutine and count its awaits."""
        step: Callable[[], Any] = partial(work.send, None)
        while True:
            try:
                awaited = step()
            except StopIteration as done:
                return done.value
            self.awaits += 1
            if self.awaits in self.at and self.operation is not None:
                self.operation.cancel()
            try:
                yield awaited
            except BaseException as error:
                step = partial(work.throw, error)
            else:
                step = partial(work.send, None)


@contextmanager
def cutting(cut: Cut) -> Iterator[None]:
    """Apply the cut to the next operation of a server in this loop."""
    loop = asyncio.get_running_loop()

    def factory(loop: Any, work: Any, **how: Any) -> Any:
        begins = cut.operation is None and getattr(work, "__qualname__", "") in OPERATIONS
        if not begins and _CUT.get() is not cut:
            return asyncio.Task(work, loop=loop, **how)
        task = asyncio.Task(_counted(cut, work), loop=loop, **how)
        task.add_done_callback(
            lambda _: work.close()
        )  # a coroutine that was cancelled before it started stays open otherwise
        if begins:
            cut.operation = task
        return task

    loop.set_task_factory(factory)
    try:
        yield
    finally:
        loop.set_task_factory(None)


async def _counted(cut: Cut, work: Coroutine[Any, Any, Any]) -> Any:
    _CUT.set(cut)
    return await cut.around(work)
