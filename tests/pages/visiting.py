"""Codes and personal links to open, and whether somebody is in a group."""

from typing import Any

from rules.tokens import invitation_token
from tests.support.servers import SECRET_KEY
from tests.support.world import World


async def code_of(world: World, **given: Any) -> str:
    done = await world.administrator.mutate(
        "generateInviteCode", {"groupId": world.group, **given}, "inviteCode { code }"
    )
    return str(done["inviteCode"]["code"])


def personal_key(world: World, version: int = 1) -> str:
    return invitation_token((SECRET_KEY.encode(),), world.invitation_key, version)


async def is_member(world: World, who: str) -> bool:
    found = await world.caller(who).ok("query($id: ID!) { group(id: $id) { viewerMembership { id } } }", id=world.group)
    return found["group"] is not None and found["group"]["viewerMembership"] is not None
