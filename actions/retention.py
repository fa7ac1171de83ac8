"""How long streams can be caught up with."""

from actions.work import House
from live.events import prune

_AT_ONCE = 5_000


async def prune_events(house: House) -> None:
    """Forget events older than the retention, in bites; cursors older than what is kept are then CURSOR_EXPIRED."""
    pruned = _AT_ONCE
    while pruned == _AT_ONCE:
        async with house.engine.begin() as connection:
            pruned = await prune(connection, house.config.event_retention, _AT_ONCE)
