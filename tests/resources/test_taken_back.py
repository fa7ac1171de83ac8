"""Material that is changed, assignments that are taken back or opened again."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.world import ROLES, World, make_world

RESOURCE = "resource { kind title url body } group { id }"
TAKEN = "removedIds resource { id assignments { totalCount } } group { id }"
OWN = "{ viewer { badge { unreadNotifications } assignments { nodes { resource { title } } } } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def events(world: World) -> list[tuple[Any, ...]]:
    """Everything in the streams of the group and of its people, as (stream, kind, account, detail)."""
    people = [world.member.key, world.other_member.key, world.facilitator.key, world.administrator.key]
    asked = text(
        "SELECT CASE stream WHEN 'g' THEN 'group' ELSE stream_id::text END, kind, account_id, detail FROM events"
        " WHERE stream = 'g' AND stream_id = :key OR stream = 'a' AND stream_id = ANY(:people)"
        " ORDER BY stream DESC, stream_id, number"
    )
    async with world.engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(asked, {"key": world.key, "people": people})]


async def assign(world: World, **given: Any) -> list[str]:
    payload = await world.facilitator.mutate(
        "assignResource", {"resourceId": world.resource, **given}, "assignments { id }"
    )
    assert codes(payload) == []
    return [one["id"] for one in payload["assignments"]]


async def assignments(world: World) -> int:
    document = "query($r: ID!) { node(id: $r) { ... on Resource { assignments { totalCount } } } }"
    found = await world.administrator.ok(document, r=world.resource)
    return int(found["node"]["assignments"]["totalCount"])


async def test_fields_left_out_are_kept(world: World) -> None:
    async def change(**given: Any) -> Any:
        return await world.facilitator.mutate("updateResource", {"resourceId": world.resource, **given}, RESOURCE)

    first = {"kind": "WORKBOOK", "title": "Breathing", "url": None, "body": "In, and out."}
    assert (await change())["resource"] == first
    assert (await change(title=None, url=None, body=None, kind=None))["resource"] == first
    assert await events(world) == []
    done = await change(title=" Rest ", url="https://example.org/rest")
    assert done["resource"] == first | {"title": "Rest", "url": "https://example.org/rest"}
    assert done["group"] == {"id": world.group}
    assert await events(world) == [("group", "resource.UPDATED", None, None)]
    assert (await change(kind="LINK", body=""))["resource"]["body"] == ""
    refused = await change(url="")
    assert [(one["code"], one["path"]) for one in refused["userErrors"]] == [("BLANK", ["url"])]
    assert (refused["resource"], refused["group"]) == (None, None)
    assert (await change(url="", kind="WORKBOOK"))["resource"]["url"] is None
    assert codes(await change(kind="LINK")) == ["BLANK"]
    assert codes(await change(title="", url="javascript:x", body="x" * 10_001)) == [
        "BLANK",
        "INVALID_VALUE",
        "TOO_LONG",
    ]


async def test_one_assignment_is_taken_back_with_its_notices(world: World) -> None:
    newer, done = await assign(world, memberIds=[world.membership("other_member"), world.membership("facilitator")])
    assert codes(await world.facilitator.mutate("completeAssignment", {"assignmentId": done}, "")) == []
    assert (await world.other_member.ok(OWN))["viewer"]["badge"]["unreadNotifications"] == 1
    before = len(await events(world))
    payload = await world.administrator.mutate("unassignResource", {"assignmentId": newer}, TAKEN)
    assert payload["removedIds"] == [newer]
    assert payload["resource"] == {"id": world.resource, "assignments": {"totalCount": 2}}
    assert payload["group"] == {"id": world.group}
    viewer = (await world.other_member.ok(OWN))["viewer"]
    assert viewer == {"badge": {"unreadNotifications": 0}, "assignments": {"nodes": []}}
    who, resource = world.other_member.key, str(world.resource_key)
    assert len(await events(world)) == before + 3
    told = {("group", "assignment.UNASSIGNED", who, resource), (str(who), "own_assignment.CHANGED", who, None)}
    assert told <= set(await events(world))
    assert (await world.administrator.mutate("unassignResource", {"assignmentId": done}, TAKEN))["removedIds"] == [done]
    assert await world.administrator.refused("unassignResource", {"assignmentId": newer}) == "NOT_FOUND"


async def test_nobody_else_learns_of_an_assignment_by_taking_it_back(world: World) -> None:
    given = {"assignmentId": world.assignment}
    assert await world.other_member.refused("unassignResource", given) == "NOT_FOUND"
    assert await world.member.refused("unassignResource", given) == "FORBIDDEN"
    assert await world.other_member.refused("unassignResource", {"assignmentId": "nonsense"}) == "NOT_FOUND"
    both = {"assignmentId": world.assignment, "resourceId": world.resource}
    assert await world.facilitator.refused("unassignResource", both) == "BAD_REQUEST"


async def test_a_resource_for_everyone_is_for_nobody_afterwards(world: World, people: People) -> None:
    await assign(world)
    first, second = await people.many(["First", "Second"])
    code = await world.facilitator.mutate("generateInviteCode", {"groupId": world.group}, "inviteCode { code }")
    given = {"code": code["inviteCode"]["code"]}
    joined = await first.mutate("joinWithCode", given, "member { assignments { totalCount } }")
    assert joined["member"]["assignments"]["totalCount"] == 1
    payload = await world.facilitator.mutate("unassignResource", {"resourceId": world.resource}, TAKEN)
    assert len(payload["removedIds"]) == len(set(payload["removedIds"])) == 7
    assert world.assignment in payload["removedIds"]
    joined = await second.mutate("joinWithCode", given, "member { assignments { totalCount } }")
    assert joined["member"]["assignments"]["totalCount"] == 0
    again = await world.facilitator.mutate("unassignResource", {"resourceId": world.resource}, TAKEN)
    assert (again["removedIds"], codes(again)) == ([], [])
    assert (await first.ok(OWN))["viewer"]["badge"]["unreadNotifications"] == 0


@pytest.mark.parametrize("who", ROLES)
async def test_ones_own_assignment_is_opened_again(world: World, who: str) -> None:
    given = {"assignmentId": world.assignment}
    assert codes(await world.member.mutate("completeAssignment", given, "")) == []
    before = await world.state()
    codes_by_role = {"anonymous": "UNAUTHENTICATED", "stranger": "NOT_FOUND", "invitee": "NOT_FOUND"}
    if who != "member":
        refused = await world.caller(who).refused("reopenAssignment", given)
        assert refused == codes_by_role.get(who, "FORBIDDEN")
        assert await world.state() == before
        return
    payload = await world.member.mutate("reopenAssignment", given, "assignment { completedAt } group { id }")
    assert payload == {"assignment": {"completedAt": None}, "group": {"id": world.group}, "userErrors": []}
    told = [one[:2] for one in await events(world) if one[1].endswith(("assignment.CHANGED", ".REOPENED"))]
    own = (str(world.member.key), "own_assignment.CHANGED")
    assert told == [("group", "assignment.REOPENED"), own, own]
    after = await world.state()
    assert codes(await world.member.mutate("reopenAssignment", given, "")) == []
    assert await world.state() == after != before


async def test_removing_the_resource_tells_whose_assignment_is_gone(world: World) -> None:
    assert codes(await world.facilitator.mutate("removeResource", {"resourceId": world.resource}, "")) == []
    assert (str(world.member.key), "own_assignment.CHANGED", world.member.key, None) in await events(world)


async def test_taken_back_while_people_join_complete_and_are_assigned(world: World, people: People) -> None:
    """Whoever comes first, nobody is left with an assignment that was taken back."""
    newcomers: list[Person] = await people.many([f"Newcomer {number}" for number in range(6)])
    code = await world.facilitator.mutate("generateInviteCode", {"groupId": world.group}, "inviteCode { code }")
    given, taken = {"code": code["inviteCode"]["code"]}, {"resourceId": world.resource}
    for pair in (newcomers[:3], newcomers[3:]):
        [own, *_] = await assign(world, memberIds=[world.membership("member")])
        await assign(world)
        await asyncio.gather(
            *(person.mutate("joinWithCode", given, "") for person in pair),
            world.member.answer(
                "mutation($a: ID!) { completeAssignment(input: {assignmentId: $a}) { userErrors { code } } }", a=own
            ),
            *(world.facilitator.mutate("unassignResource", taken, "") for _ in range(2)),
            world.administrator.mutate("unassignResource", taken, ""),
        )
        assert await assignments(world) == 0
