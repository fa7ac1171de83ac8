"""What changes about members names their group and the viewer, so that a normalising cache keeps itself."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.support.client import codes
from tests.support.people import People
from tests.support.socket import stream
from tests.support.world import World, make_world

OWNERS = "group { id memberCount viewerMembership { id } } viewer { id memberships { nodes { group { id } } } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine, join_policy="OPEN")


def joined(world: World, payload: dict[str, Any], key: int) -> None:
    """Check that a newcomer's payload shows the group with them, and them with the group."""
    assert payload["group"] == {"id": world.group, "memberCount": 7, "viewerMembership": payload["member"]}
    groups = [node["group"]["id"] for node in payload["viewer"]["memberships"]["nodes"]]
    assert (payload["viewer"]["id"], groups) == (ids.encode("Viewer", key), [world.group])


async def test_joining_names_the_group_and_the_viewer(world: World) -> None:
    payload = await world.stranger.mutate("joinGroup", {"groupId": world.group}, f"member {{ id }} {OWNERS}")
    joined(world, payload, world.stranger.key)


async def test_joining_with_a_code_names_the_group_and_the_viewer(world: World) -> None:
    made = await world.facilitator.mutate(
        "generateInviteCode", {"groupId": world.group}, "inviteCode { code } group { id inviteCode { code } }"
    )
    assert made["group"] == {"id": world.group, "inviteCode": made["inviteCode"]}
    given = {"code": made["inviteCode"]["code"]}
    joined(
        world,
        await world.stranger.mutate("joinWithCode", given, f"member {{ id }} {OWNERS}"),
        world.stranger.key,
    )
    gone = await world.facilitator.mutate(
        "deleteInviteCode", {"groupId": world.group}, "group { id inviteCode { id } }"
    )
    assert gone["group"] == {"id": world.group, "inviteCode": None}
    refused = await world.invitee.mutate("joinWithCode", given, "group { id } viewer { id }")
    assert (refused["group"], refused["viewer"], codes(refused)) == (None, None, ["CODE_UNUSABLE"])


async def test_what_managers_change_names_the_group(world: World) -> None:
    selection = "member { id role } group { id members(role: [FACILITATOR]) { totalCount } } viewer { id }"
    given = {"memberId": world.membership("member"), "role": "FACILITATOR"}
    payload = await world.administrator.mutate("setMemberRole", given, selection)
    assert payload["group"] == {"id": world.group, "members": {"totalCount": 3}}
    assert payload["viewer"] == {"id": ids.encode("Viewer", world.administrator.key)}
    given = {"memberId": world.membership("member")}
    removed = await world.administrator.mutate("removeMember", given, "removedId group { id memberCount }")
    assert removed["group"] == {"id": world.group, "memberCount": 5}
    given = {"groupId": world.group, "accountId": world.stranger.id}
    assigned = await world.staff.mutate("assignAdministrator", given, "group { id memberCount } viewer { id }")
    assert assigned["group"] == {"id": world.group, "memberCount": 6}
    assert assigned["viewer"] == {"id": ids.encode("Viewer", world.staff.key)}


async def test_a_group_that_one_has_left_and_may_not_see_is_null(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    own = await world.member.mutate("removeMember", {"memberId": world.membership("member")}, "removedId group { id }")
    assert (own["removedId"], own["group"], codes(own)) == (world.membership("member"), None, [])


async def test_events_name_the_group(world: World) -> None:
    document = "subscription($g: ID!) { memberChanges(groupId: $g) { kind group { id memberCount } memberCount } }"
    async with stream(world.staff.url, world.member.token, document, g=world.group) as events:
        await events.begun()
        await world.stranger.mutate("joinGroup", {"groupId": world.group}, "")
        event = (await events.next())["memberChanges"]
        group = {"id": world.group, "memberCount": 7}
        assert event == {"kind": "JOINED", "group": group, "memberCount": 7}
