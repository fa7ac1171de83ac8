"""What changes about invitations names its group and the viewer, so that a normalising cache keeps itself."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.support.client import codes
from tests.support.people import People
from tests.support.socket import stream
from tests.support.world import World, make_world

OWNERS = "group { id invitationCounts { id pending group { id } } } viewer { id badge { pendingInvitations } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def test_inviting_names_the_group_with_its_new_counts(world: World) -> None:
    given = {"groupId": world.group, "addresses": f"new.{world.key}@example.org {world.member.email}"}
    payload = await world.facilitator.mutate("inviteMembers", given, f"invitedCount {OWNERS}")
    counts = {"id": ids.opaque("InvitationCounts", world.key), "pending": 2, "group": {"id": world.group}}
    assert payload["group"] == {"id": world.group, "invitationCounts": counts}
    assert payload["viewer"]["id"] == ids.encode("Viewer", world.facilitator.key)
    assert (payload["invitedCount"], codes(payload)) == (1, ["ALREADY_MEMBER"])


@pytest.mark.parametrize("given", [{"addresses": ""}, {"addresses": "a@example.org", "subject": "x" * 5_000}])
async def test_a_call_that_is_refused_as_a_whole_names_no_owner(world: World, given: dict[str, str]) -> None:
    payload = await world.facilitator.mutate("inviteMembers", {"groupId": world.group, **given}, OWNERS)
    assert (payload["group"], payload["viewer"]) == (None, None)
    assert len(codes(payload)) == 1


async def test_what_managers_change_names_the_group(world: World) -> None:
    given = {"invitationId": world.invitation}
    for mutation, pending in (("resendInvitation", 1), ("cancelInvitation", 0)):
        payload = await world.facilitator.mutate(mutation, given, OWNERS)
        assert payload["group"]["invitationCounts"]["pending"] == pending
        assert payload["viewer"]["id"] == ids.encode("Viewer", world.facilitator.key)
    refused = await world.facilitator.mutate("cancelInvitation", given, OWNERS)
    assert (refused["group"], refused["viewer"], codes(refused)) == (None, None, ["INVITATION_NOT_PENDING"])


async def test_accepting_names_the_group_and_the_viewer(world: World) -> None:
    selection = (
        "group { id memberCount viewerMembership { id } } viewer { id badge { pendingInvitations } } member { id }"
    )
    payload = await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, selection)
    assert payload["group"] == {"id": world.group, "memberCount": 7, "viewerMembership": payload["member"]}
    assert payload["viewer"] == {"id": ids.encode("Viewer", world.invitee.key), "badge": {"pendingInvitations": 0}}


async def test_declining_names_the_viewer_and_not_the_group_of_others(world: World) -> None:
    selection = "group { id } viewer { id badge { pendingInvitations } }"
    payload = await world.invitee.mutate("declineInvitation", {"invitationId": world.invitation}, selection)
    badge = {"pendingInvitations": 0}
    assert payload == {
        "group": None,
        "viewer": {"id": ids.encode("Viewer", world.invitee.key), "badge": badge},
        "userErrors": [],
    }


async def test_declining_names_an_open_group(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    given = {"invitationId": world.invitation}
    payload = await world.invitee.mutate("declineInvitation", given, "group { id }")
    assert payload["group"] == {"id": world.group}


async def test_the_group_of_an_invitation_has_the_id_of_the_invitation(world: World) -> None:
    document = "query($id: ID!) { node(id: $id) { ... on Invitation { group { id groupId } } } }"
    given = {"groupId": world.group, "addresses": f"new.{world.key}@example.org"}
    made = await world.facilitator.mutate("inviteMembers", given, "results { invitation { id group { id } } }")
    other = made["results"][0]["invitation"]
    first = (await world.invitee.ok(document, id=world.invitation))["node"]["group"]
    assert first == {"id": ids.opaque("InvitedGroup", world.invitation_key), "groupId": world.group}
    assert (await world.facilitator.ok(document, id=world.invitation))["node"]["group"] == first
    assert other["group"]["id"] != first["id"]
    await world.facilitator.mutate("cancelInvitation", {"invitationId": world.invitation}, "")
    assert (await world.invitee.ok(document, id=world.invitation))["node"]["group"] == first


async def test_events_name_the_group(world: World) -> None:
    document = (
        "subscription($g: ID!) { invitationChanges(groupId: $g) { group { id name } counts { id group { id } } } }"
    )
    async with stream(world.staff.url, world.facilitator.token, document, g=world.group) as events:
        await events.begun()
        await world.administrator.mutate("cancelInvitation", {"invitationId": world.invitation}, "")
        event = (await events.next())["invitationChanges"]
        assert event["group"] == {"id": world.group, "name": "Wednesday"}
        assert event["counts"] == {"id": ids.opaque("InvitationCounts", world.key), "group": {"id": world.group}}
