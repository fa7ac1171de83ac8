"""Parsing pasted text in a thread, so that a long text does not block the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from rules.recipients import Parsed, parse

_AT_ONCE = 4_096  # characters; starting a thread costs more than parsing these

# A single thread, so that the event loop shares the interpreter with at most one parse.
_READER = ThreadPoolExecutor(1, "usher-recipients")


async def recipients(text: str, most: int) -> list[Parsed]:
    if len(text) <= _AT_ONCE:
        return parse(text, most)
    return await asyncio.get_running_loop().run_in_executor(_READER, parse, text, most)
