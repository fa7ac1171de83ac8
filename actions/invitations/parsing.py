"""Reading pasted text beside the event loop: a long one takes time, in which everybody else is answered."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from rules.recipients import Parsed, parse

_AT_ONCE = 4_096
"""Characters that are read sooner than a thread is told to."""

# One thread, so that however many paste at once, the loop has to share the interpreter with one of them alone.
_READER = ThreadPoolExecutor(1, "usher-recipients")


async def recipients(text: str, most: int) -> list[Parsed]:
    """Split pasted text into recipients.

    Args:
        text: Within its length, from somebody who may use what is read.
        most: Where to stop.
    """
    if len(text) <= _AT_ONCE:
        return parse(text, most)
    return await asyncio.get_running_loop().run_in_executor(_READER, parse, text, most)
