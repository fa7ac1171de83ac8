"""What lists leave out when they are asked to: each filter alone, and none that tells more than the list."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Caseload, History, Invitation, Notification, Patient
from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.world import World, make_world

NOW = datetime.now(UTC)
NOBODY = "QWNjb3VudDo5OTk5OTk5OTk5"  # an account that there is not


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def subjects(person: Person, world: World, arguments: str, **given: Any) -> list[str]:
    declared = "".join(f", ${name}: {'ID' if name == 'a' else 'DateTime'}" for name, value in given.items())
    document = f"query($g: ID!{declared}) {{ group(id: $g) {{ history({arguments}) {{ nodes {{ subject }} }} }} }}"
    found = await person.ok(document, g=world.group, **given)
    return [one["subject"] for one in found["group"]["history"]["nodes"]]


async def test_history_by_action_person_and_time(world: World) -> None:
    entries = [
        ("GROUP_EDITED", world.facilitator.key, 3),
        ("ROLE_CHANGED", world.administrator.key, 2),
        ("ROLE_CHANGED", None, 1),
    ]
    async with world.engine.begin() as connection:
        for action, actor, days in entries:
            said = {"group_id": world.key, "action": action, "actor_id": actor, "subject": str(days)}
            await connection.execute(insert(History).values(at=NOW - timedelta(days=days), **said))
    who = world.facilitator
    assert await subjects(who, world, "first: 9") == ["1", "2", "3"]
    assert await subjects(who, world, "action: [ROLE_CHANGED]") == ["1", "2"]
    assert await subjects(who, world, "action: [ROLE_CHANGED, GROUP_EDITED]") == ["1", "2", "3"]
    assert await subjects(who, world, "action: []") == []
    assert await subjects(who, world, "actorId: $a", a=world.facilitator.id) == ["3"]
    assert await subjects(who, world, "actorId: $a", a=NOBODY) == []
    assert await subjects(who, world, "actorId: $a", a=world.group) == []
    two, one = ((NOW - timedelta(days=days)).isoformat() for days in (2, 1))
    assert await subjects(who, world, "since: $t", t=two) == ["1", "2"]
    assert await subjects(who, world, "until: $t", t=two) == ["3"]
    assert await subjects(who, world, "since: $t, until: $u", t=two, u=one) == ["2"]
    assert await subjects(who, world, "since: $t, actorId: $a", t=two, a=world.administrator.id) == ["2"]


async def test_two_people_in_one_document_are_told_apart(world: World) -> None:
    """Pages with equal statements are read together, but not with each other's values."""
    async with world.engine.begin() as connection:
        for person in (world.facilitator, world.administrator):
            said = {"group_id": world.key, "action": "GROUP_EDITED", "actor_id": person.key, "subject": person.email}
            await connection.execute(insert(History).values(at=NOW, **said))
    pages = " ".join(f"{name}: history(actorId: ${name}) {{ nodes {{ subject }} }}" for name in "ab")
    document = f"query($g: ID!, $a: ID, $b: ID) {{ group(id: $g) {{ {pages} }} }}"
    found = await world.staff.ok(document, g=world.group, a=world.facilitator.id, b=world.administrator.id)
    assert [found["group"][one]["nodes"][0]["subject"] for one in "ab"] == [
        world.facilitator.email,
        world.administrator.email,
    ]


async def test_invitations_by_delivery_and_inviter(world: World) -> None:
    given = {"groupId": world.group, "addresses": f"a.{world.member.email}", "sendMail": False}
    assert codes(await world.facilitator.mutate("inviteMembers", given, "invitedCount")) == []

    async def count(arguments: str, person: Person | None = None) -> int:
        given, declared = ({"i": person.id}, ", $i: ID") if person else ({}, "")
        document = f"query($g: ID!{declared}) {{ group(id: $g) {{ invitations({arguments}) {{ totalCount }} }} }}"
        found = await world.administrator.ok(document, g=world.group, **given)
        return int(found["group"]["invitations"]["totalCount"])

    async with world.engine.begin() as connection:
        failed = update(Invitation).where(Invitation.id == world.invitation_key).values(delivery="FAILED")
        await connection.execute(failed)
    assert await count("delivery: [FAILED]") == 1
    assert await count("delivery: [QUEUED, SENT]") == 0
    assert await count("delivery: []") == 0
    assert await count("invitedById: $i", world.administrator) == 1
    assert await count("invitedById: $i", world.facilitator) == 1
    assert await count("invitedById: $i", world.member) == 0
    assert await count("invitedById: $i, delivery: [FAILED], status: [PENDING]", world.administrator) == 1
    assert await count("first: 9") == 2


async def test_notifications_by_kind_and_memberships_by_name(world: World) -> None:
    async with world.engine.begin() as connection:
        for kind in ("MEMBER_JOINED", "MEMBER_JOINED", "ROLE_CHANGED"):
            told = {"account_id": world.member.key, "kind": kind, "message": kind, "created_at": NOW}
            await connection.execute(insert(Notification).values(**told))
    document = "{ viewer { a: notifications(kind: [MEMBER_JOINED]) { totalCount } b: notifications(kind: []) { totalCount } } }"
    assert (await world.member.ok(document))["viewer"] == {"a": {"totalCount": 2}, "b": {"totalCount": 0}}
    await world.member.mutate("createGroup", {"name": "Chess at Café Ö"}, "group { id }")
    document = "query($s: String) { viewer { memberships(search: $s) { nodes { group { name } } } } }"
    for search, names in (("cafe ch", ["Chess at Café Ö"]), ("wed", ["Wednesday"]), ("zz", []), ("", 2), (None, 2)):
        found = (await world.member.ok(document, s=search))["viewer"]["memberships"]["nodes"]
        assert ([one["group"]["name"] for one in found] if isinstance(names, list) else len(found)) == names


async def test_staff_list_all_accounts_without_a_search(world: World) -> None:
    found = await world.staff.ok("{ accounts(first: 2) { totalCount nodes { id } } }")
    assert found["accounts"]["totalCount"] >= 9
    assert await world.administrator.code("{ accounts { totalCount } }") == "FORBIDDEN"


async def test_patients_who_are_not_in_a_group_yet(world: World, people: People) -> None:
    patient = await people("Patient")
    async with world.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key))
        for one in (world.member, patient):
            listed = {"caseload_id": world.facilitator.key, "account_id": one.key, "added_at": NOW}
            await connection.execute(insert(Patient).values(**listed))
    document = (
        "query($g: ID) { viewer { caseload { patients(notInGroupId: $g) { totalCount nodes { account { name } } } } } }"
    )
    whole = (await world.facilitator.ok(document))["viewer"]["caseload"]["patients"]
    assert [one["account"]["name"] for one in whole["nodes"]] == ["Member", "Patient"]
    apart = (await world.facilitator.ok(document, g=world.group))["viewer"]["caseload"]["patients"]
    assert (apart["totalCount"], apart["nodes"]) == (1, [{"account": {"name": "Patient"}}])
    secret = (await world.member.mutate("createGroup", {"name": "Secret"}, "group { id }"))["group"]["id"]
    for unknown in (secret, "nonsense", "R3JvdXA6OTk5OTk5OTk5"):
        assert await world.facilitator.code(document, g=unknown) == "NOT_FOUND"
    theirs = await world.member.mutate("createGroup", {"name": "Theirs", "joinPolicy": "OPEN"}, "group { id }")
    assert await world.facilitator.code(document, g=theirs["group"]["id"]) == "FORBIDDEN"
