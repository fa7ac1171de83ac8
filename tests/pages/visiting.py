"""Whether somebody is in a group."""

from tests.support.world import World


async def is_member(world: World, who: str) -> bool:
    found = await world.caller(who).ok("query($id: ID!) { group(id: $id) { viewerMembership { id } } }", id=world.group)
    return found["group"] is not None and found["group"]["viewerMembership"] is not None
