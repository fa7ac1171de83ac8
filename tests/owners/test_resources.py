"""What changes about resources names their group, so that a normalising cache keeps itself."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world

GROUP = "group { id resources { nodes { id } } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def test_sharing_and_removing_name_the_group(world: World) -> None:
    given = {"groupId": world.group, "kind": "WORKBOOK", "title": "Sleep"}
    shared = await world.facilitator.mutate("shareResource", given, f"resource {{ id }} {GROUP}")
    nodes = [shared["resource"], {"id": world.resource}]
    assert shared["group"] == {"id": world.group, "resources": {"nodes": nodes}}
    given = {"resourceId": shared["resource"]["id"]}
    removed = await world.facilitator.mutate("removeResource", given, f"removedId {GROUP}")
    assert removed["group"] == {"id": world.group, "resources": {"nodes": nodes[1:]}}
    refused = await world.facilitator.mutate(
        "shareResource", {"groupId": world.group, "kind": "WORKBOOK", "title": ""}, GROUP
    )
    assert (refused["group"], codes(refused)) == (None, ["BLANK"])


async def test_assigning_names_the_resource_and_the_group(world: World) -> None:
    selection = "assignments { id } resource { id assignments { totalCount } } group { id }"
    members = [world.membership("other_member"), world.membership("member"), world.group]
    given = {"resourceId": world.resource, "memberIds": members}
    payload = await world.facilitator.mutate("assignResource", given, selection)
    assert payload["resource"] == {"id": world.resource, "assignments": {"totalCount": 2}}
    assert (payload["group"], codes(payload)) == ({"id": world.group}, ["NOT_A_MEMBER"])
    refused = await world.facilitator.mutate("assignResource", {**given, "memberIds": []}, selection)
    assert (refused["resource"], refused["group"], codes(refused)) == (None, None, ["BLANK"])


async def test_completing_names_the_group(world: World) -> None:
    selection = "assignment { id completedAt } group { id }"
    payload = await world.member.mutate("completeAssignment", {"assignmentId": world.assignment}, selection)
    assert payload["assignment"]["completedAt"] is not None
    assert payload["group"] == {"id": world.group}
