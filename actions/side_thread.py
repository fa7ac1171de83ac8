"""One thread for long texts and drawings, so that the event loop shares the interpreter with at most one of them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Result = TypeVar("Result")

_POOL = ThreadPoolExecutor(1, "usher-side")


async def run_in_side_thread(work: Callable[[*Given], Result], *given: *Given) -> Result:
    return await asyncio.get_running_loop().run_in_executor(_POOL, work, *given)
