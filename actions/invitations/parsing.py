"""Parsing pasted text in a thread, so that a long text does not block the event loop."""

from actions.side_thread import run_in_side_thread
from rules.recipients import ParsedRecipient, parse_recipients

_SHORT = 4_096  # characters; starting a thread costs more than parsing these


async def parse_in_thread(text: str, limit: int) -> list[ParsedRecipient]:
    if len(text) <= _SHORT:
        return parse_recipients(text, limit)
    return await run_in_side_thread(parse_recipients, text, limit)
