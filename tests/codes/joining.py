"""Invite codes, generated and joined with as clients do it."""

from typing import Any

from tests.support.people import Person
from tests.support.world import World

CODE = "inviteCode { id code url printUrl status useCount maxUses expiresAt emailDomain createdBy { id } } group { id }"
MEMBER = "member { id role joinedBy group { id } account { id } }"
UNKNOWN = "ABCD-EFGH-JKMN"


async def generate(world: World, **given: Any) -> dict[str, Any]:
    done = await world.administrator.mutate("generateInviteCode", {"groupId": world.group, **given}, CODE)
    assert done["userErrors"] == []
    found: dict[str, Any] = done["inviteCode"]
    return found


async def join(person: Person, code: str) -> Any:
    return await person.mutate("joinWithCode", {"code": code}, MEMBER)


async def current(person: Person, group: str) -> Any:
    found = await person.ok(
        "query($id: ID!) { group(id: $id) { memberCount inviteCode { id code status useCount members { totalCount "
        "nodes { joinedBy account { name } } } group { id } } } }",
        id=group,
    )
    return found["group"]
