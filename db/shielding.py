import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Done = TypeVar("Done")


async def run_shielded(work: Coroutine[Any, Any, Done]) -> Done:
    """Run to completion even if the caller is cancelled, then re-raise the cancellation.

    For every `finally` and `close` that awaits. The work must end by itself, within its statement timeouts.
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
            task.exception()  # the cancellation takes precedence
        raise cancelled
    return task.result()
