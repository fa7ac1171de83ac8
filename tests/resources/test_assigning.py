"""Resources: assigning them to members, who complete them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.conftest import Counted
from tests.resources.materials import assign, history, notices, share
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def test_each_entry_that_is_no_member_is_an_error_and_the_others_are_assigned(
    world: World, people: People, engine: AsyncEngine
) -> None:
    elsewhere = await make_world(people, engine)
    resource = await share(world.facilitator, world)
    due = (datetime.now(UTC) + timedelta(days=7)).replace(microsecond=0)
    named = [
        world.membership("other_member"),
        elsewhere.membership("member"),
        "nonsense",
        world.membership("facilitator"),
        world.member.id,
        ids.encode("Member", 2**62),
        world.membership("other_member"),
    ]
    payload = await assign(world.administrator, resource, memberIds=named, dueAt=due.isoformat())
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [
        ("NOT_A_MEMBER", ["memberIds", place]) for place in "1245"
    ]
    assert [entry["member"]["account"]["name"] for entry in payload["assignments"]] == ["Other Member", "Facilitator"]
    assert {entry["dueAt"] for entry in payload["assignments"]} == {due.isoformat().replace("+00:00", "Z")}
    assert [entry["message"] for entry in await notices(world.other_member, "RESOURCE_ASSIGNED")] == [
        "You are asked to work through Sleep in Wednesday."
    ]
    assert await notices(elsewhere.member, "RESOURCE_ASSIGNED") == []
    assert await history(world) == [
        ("RESOURCE_ASSIGNED", "Sleep: Other Member, Facilitator", "Administrator"),
        ("RESOURCE_SHARED", "Sleep", "Facilitator"),
    ]


async def test_assigning_again_changes_nothing(world: World) -> None:
    resource = await share(world.facilitator, world)
    named = [world.membership("member"), world.membership("other_member")]
    first = await assign(world.facilitator, resource, memberIds=named)
    before = await world.state()
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert await assign(world.administrator, resource, memberIds=named, dueAt=later) == first
    assert await world.state() == before
    everyone = await assign(world.facilitator, resource)
    assert len(everyone["assignments"]) == 6
    assert {entry["id"] for entry in first["assignments"]} < {entry["id"] for entry in everyone["assignments"]}
    before = await world.state()
    assert await assign(world.administrator, resource, dueAt=later) == everyone
    assert await world.state() == before
    assert [entry for entry in await history(world) if entry[0] == "RESOURCE_ASSIGNED"] == [
        ("RESOURCE_ASSIGNED", "Sleep: everyone", "Facilitator"),
        ("RESOURCE_ASSIGNED", "Sleep: Member, Other Member", "Facilitator"),
    ]


async def test_nobody_named_is_nobody(world: World) -> None:
    before = await world.state()
    payload = await assign(world.facilitator, world.resource, memberIds=[])
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [("BLANK", ["memberIds"])]
    assert await world.state() == before


async def test_a_resource_for_everyone_is_assigned_to_later_members(world: World) -> None:
    mine = await share(world.facilitator, world, title="For everyone")
    due = (datetime.now(UTC) + timedelta(days=7)).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    await assign(world.facilitator, mine, dueAt=due)
    await assign(world.facilitator, await share(world.facilitator, world), memberIds=[world.membership("member")])
    joined = await world.invitee.mutate("acceptInvitation", {"invitationId": world.invitation}, "member { id }")
    assert codes(joined) == []
    document = """query($id: ID!) { group(id: $id) { resources { nodes {
        title viewerAssignment { dueAt assignedBy { name } member { id } } assignments { totalCount } } } } }"""
    found = (await world.invitee.answer(document, id=world.group))["data"]["group"]["resources"]["nodes"]
    assert [(entry["title"], entry["viewerAssignment"]) for entry in found] == [
        ("Sleep", None),
        ("For everyone", {"dueAt": due, "assignedBy": {"name": "Facilitator"}, "member": joined["member"]}),
        ("Breathing", None),
    ]
    (entry,) = await notices(world.invitee, "RESOURCE_ASSIGNED")
    assert (entry["actor"]["name"], entry["resource"]["title"]) == ("Facilitator", "For everyone")
    seen = (await world.facilitator.ok(document, id=world.group))["group"]["resources"]["nodes"]
    assert [entry["assignments"]["totalCount"] for entry in seen] == [1, 7, 1]


async def test_done_is_told_once_to_whoever_assigned_it(world: World) -> None:
    resource = await share(world.administrator, world)
    (made,) = (await assign(world.facilitator, resource, memberIds=[world.membership("member")]))["assignments"]
    done = await world.member.mutate(
        "completeAssignment", {"assignmentId": made["id"]}, "assignment { id completedAt resource { title } }"
    )
    assert done["assignment"]["completedAt"] is not None
    (entry,) = await notices(world.facilitator, "ASSIGNMENT_COMPLETED")
    assert entry["message"] == "Member has worked through Sleep in Wednesday."
    assert await notices(world.administrator, "ASSIGNMENT_COMPLETED") == []
    before = await world.state()
    again = await world.member.mutate("completeAssignment", {"assignmentId": made["id"]}, "assignment { completedAt }")
    assert again["assignment"]["completedAt"] == done["assignment"]["completedAt"]
    assert await world.state() == before


async def test_an_assigner_who_manages_no_more_is_not_notified(world: World) -> None:
    (made,) = (await assign(world.facilitator, world.resource, memberIds=[world.membership("other_member")]))[
        "assignments"
    ]
    await world.administrator.mutate(
        "setMemberRole", {"memberId": world.membership("facilitator"), "role": "MEMBER"}, ""
    )
    await world.other_member.mutate("completeAssignment", {"assignmentId": made["id"]}, "")
    assert await notices(world.facilitator, "ASSIGNMENT_COMPLETED") == []


async def test_another_members_assignment_does_not_exist_for_a_member(world: World) -> None:
    document = "query($id: ID!, $of: ID!) { node(id: $id) { id } resource: node(id: $of) { ... on Resource { assignments { totalCount } } } }"
    given = {"id": world.assignment, "of": world.resource}
    answer = await world.other_member.answer(document, **given)
    assert answer["data"] == {"node": None, "resource": {"assignments": None}}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert await world.other_member.refused("completeAssignment", {"assignmentId": world.assignment}) == "NOT_FOUND"
    for person in (world.member, world.facilitator, world.staff):
        assert (await person.answer(document, **given))["data"]["node"] == {"id": world.assignment}


async def test_assignments_of_a_member_who_leaves_are_deleted(world: World) -> None:
    await assign(world.facilitator, world.resource)
    await world.member.mutate("leaveGroup", {"groupId": world.group}, "groupId")
    document = (
        "query($of: ID!) { node(id: $of) { ... on Resource { assignments { totalCount nodes { member { id } } } } } }"
    )
    found = (await world.facilitator.ok(document, of=world.resource))["node"]["assignments"]
    assert found["totalCount"] == len(found["nodes"]) == 5


async def test_statements_do_not_grow_with_the_members(counted: Counted) -> None:
    spent = []
    for size in (2, 300):
        world = await make_world(counted.people, counted.engine, members=size)
        counted.statements.clear()
        resource = await share(world.facilitator, world)
        assert len((await assign(world.facilitator, resource))["assignments"]) == 6 + size
        spent.append(len(counted.statements))
    assert spent[0] == spent[1]
