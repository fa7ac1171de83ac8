"""What changes about caseloads names them by IDs, so that a normalising cache keeps itself."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world

OWN = "{ viewer { caseload { id limit account { id } } } }"
NODE = "query($id: ID!) { node(id: $id) { ... on Caseload { id count account { id } } } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    """The facilitator keeps a caseload."""
    world = await make_world(people, engine)
    given = {"accountId": world.facilitator.id, "limit": 7}
    made = await world.staff.mutate("setCaseload", given, "account { id caseload { id limit } } caseload { id limit }")
    caseload = {"id": ids.encode("Caseload", world.facilitator.key), "limit": 7}
    assert made == {
        "account": {"id": world.facilitator.id, "caseload": caseload},
        "caseload": caseload,
        "userErrors": [],
    }
    return world


async def test_a_caseload_is_a_node_for_its_therapist_and_staff(world: World) -> None:
    own = (await world.facilitator.ok(OWN))["viewer"]["caseload"]
    node = {"id": own["id"], "count": 0, "account": {"id": world.facilitator.id}}
    assert own == {"id": node["id"], "limit": 7, "account": node["account"]}
    for role in ("facilitator", "staff"):
        assert (await world.caller(role).ok(NODE, id=own["id"]))["node"] == node, role
    for role in ("anonymous", "stranger", "member", "administrator"):
        assert (await world.caller(role).ok(NODE, id=own["id"]))["node"] is None, role
    nobodys = ids.encode("Caseload", world.member.key)
    assert (await world.staff.ok(NODE, id=nobodys))["node"] is None


async def test_the_caseload_of_an_account_is_for_staff(world: World) -> None:
    document = "query($id: ID!) { node(id: $id) { ... on Account { caseload { id } } } }"
    own = {"id": ids.encode("Caseload", world.facilitator.key)}
    assert (await world.staff.ok(document, id=world.facilitator.id))["node"]["caseload"] == own
    assert (await world.staff.ok(document, id=world.member.id))["node"]["caseload"] is None
    for role in ("facilitator", "administrator"):
        assert (await world.caller(role).ok(document, id=world.facilitator.id))["node"]["caseload"] is None


async def test_adding_patients_names_the_group_and_the_caseload(world: World, people: People) -> None:
    patient = await people("Patient")
    given = {"groupId": world.group, "addresses": patient.email}
    invited = await world.facilitator.mutate("inviteMembers", given, "results { invitation { id } }")
    invitation = invited["results"][0]["invitation"]["id"]
    await patient.mutate("acceptInvitation", {"invitationId": invitation}, "")
    other = (await world.facilitator.mutate("createGroup", {"name": "Thursday"}, "group { id }"))["group"]["id"]
    selection = "members { id } group { id memberCount } caseload { id count }"
    added = {"groupId": other, "accountIds": [patient.id, world.member.id]}
    payload = await world.facilitator.mutate("addExistingMembers", added, selection)
    assert payload["group"] == {"id": other, "memberCount": 2}
    assert payload["caseload"] == {"id": ids.encode("Caseload", world.facilitator.key), "count": 1}
    assert (len(payload["members"]), codes(payload)) == (1, ["NOT_A_PATIENT"])
    refused = await world.facilitator.mutate("addExistingMembers", {"groupId": other, "accountIds": []}, selection)
    assert (refused["group"], refused["caseload"], codes(refused)) == (None, None, ["BLANK"])
