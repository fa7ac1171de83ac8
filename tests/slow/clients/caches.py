"""The group that the clients with caches play in."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.accounts.hashing import hash_password
from db.tables import Account
from graph import ids
from tests.streams.changes import PASSWORD
from tests.support.people import People
from tests.support.world import ROLES, make_world


async def make_cast(people: People, engine: AsyncEngine) -> dict[str, Any]:
    """Make a group, and a patient of its administrator in another one; return for the scripts who is who."""
    world = await make_world(people, engine)
    boss, (patient, former) = world.administrator, await people.many(["Pat", "Former"])
    await world.staff.mutate("setCaseload", {"accountId": boss.id, "limit": 50}, "")
    made = await boss.mutate("createGroup", {"name": "Before"}, "group { id }")
    for person in (patient, former):
        asked = {"groupId": made["group"]["id"], "addresses": person.email, "sendMail": False}
        sent = await boss.mutate("inviteMembers", asked, "results { invitation { id } }")
        await person.mutate("acceptInvitation", {"invitationId": sent["results"][0]["invitation"]["id"]}, "")
    await former.mutate("leaveGroup", {"groupId": made["group"]["id"]}, "")
    async with engine.begin() as connection:
        hashed = await hash_password(PASSWORD)
        await connection.execute(update(Account).where(Account.id == world.member.key).values(password_hash=hashed))
    persons = {role: getattr(world, role) for role in (*ROLES[1:], "other_administrator")}
    return {
        "url": people.url,
        "group": world.group,
        "password": PASSWORD,
        "tokens": {role: person.token for role, person in persons.items()},
        "accounts": {role: person.id for role, person in persons.items()}
        | {"patient": patient.id, "former": former.id},
        "emails": {role: person.email for role, person in persons.items()},
        "members": {role: world.membership(role) for role in world.members},
        "invitation": str(ids.encode("Invitation", world.invitation_key)),
    }
