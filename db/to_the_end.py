"""Giving back what was taken, whatever happens to who took it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Done = TypeVar("Done")


async def to_the_end(work: Coroutine[Any, Any, Done]) -> Done:
    """Do something to its end, however often whoever waits is cancelled; the cancellation goes on after that.

    For every `finally` and `close` that awaits: a second cancellation must not end it half-way. What is done here must
    end by itself, within the limits that each statement has.
    """
    task = asyncio.create_task(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            if task.cancelled():
                raise
            cancelled = error
        except BaseException:  # noqa: S110 - the task has it, and tells of it below
            pass
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # the cancellation goes first
        raise cancelled
    return task.result()
