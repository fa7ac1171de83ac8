"""Parsing pasted text in a thread, so that a long text does not block the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from rules.recipients import ParsedRecipient, parse_recipients

_SHORT = 4_096  # characters; starting a thread costs more than parsing these

# A single thread, so that the event loop shares the interpreter with at most one parse.
_POOL = ThreadPoolExecutor(1, "usher-recipients")


async def parse_in_thread(text: str, limit: int) -> list[ParsedRecipient]:
    if len(text) <= _SHORT:
        return parse_recipients(text, limit)
    return await asyncio.get_running_loop().run_in_executor(_POOL, parse_recipients, text, limit)
