"""What somebody is asked to work through: in all groups for oneself, in one group for a member."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world

NODES = "assignments%s { totalCount nodes { id dueAt completedAt resource { title } } }"
OWN = "query($d: Boolean) { viewer { " + NODES % "(done: $d)" + " } }"
OF_MEMBER = "query($m: ID!, $d: Boolean) { node(id: $m) { ... on Member { " + NODES % "(done: $d)" + " } } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    """The member has five assignments in one group, one of them done, and one in another."""
    world = await make_world(people, engine)
    soon = datetime.now(UTC)
    for title, days in (("Later", 9), ("Soon", 1), ("Whenever", None), ("Done", 3)):
        given: dict[str, Any] = {"groupId": world.group, "kind": "WORKBOOK", "title": title}
        shared = (await world.facilitator.mutate("shareResource", given, "resource { id }"))["resource"]["id"]
        due = None if days is None else (soon + timedelta(days=days)).isoformat()
        given = {"resourceId": shared, "memberIds": [world.membership("member")], "dueAt": due}
        done = await world.facilitator.mutate("assignResource", given, "assignments { id }")
        if title == "Done":
            given = {"assignmentId": done["assignments"][0]["id"]}
            assert codes(await world.member.mutate("completeAssignment", given, "")) == []
    made = await world.member.mutate("createGroup", {"name": "Mine"}, "group { id }")
    given = {"groupId": made["group"]["id"], "kind": "WORKBOOK", "title": "Elsewhere"}
    shared = (await world.member.mutate("shareResource", given, "resource { id }"))["resource"]["id"]
    due = (soon + timedelta(days=2)).isoformat()
    assert codes(await world.member.mutate("assignResource", {"resourceId": shared, "dueAt": due}, "")) == []
    return world


def titles(found: Any) -> list[str]:
    return [one["resource"]["title"] for one in found["nodes"]]


async def test_ones_own_in_all_groups_open_ones_first_by_due_date(world: World) -> None:
    found = (await world.member.ok(OWN))["viewer"]["assignments"]
    assert titles(found) == ["Soon", "Elsewhere", "Later", "Breathing", "Whenever", "Done"]
    assert found["totalCount"] == 6
    assert titles((await world.member.ok(OWN, d=True))["viewer"]["assignments"]) == ["Done"]
    assert titles((await world.member.ok(OWN, d=False))["viewer"]["assignments"])[-1] == "Whenever"
    assert (await world.stranger.ok(OWN))["viewer"]["assignments"]["nodes"] == []


@pytest.mark.parametrize("who", ["member", "facilitator", "administrator", "staff"])
async def test_a_members_in_this_group(world: World, who: str) -> None:
    found = (await world.caller(who).ok(OF_MEMBER, m=world.membership("member")))["node"]["assignments"]
    assert titles(found) == ["Soon", "Later", "Breathing", "Whenever", "Done"]
    done = await world.caller(who).ok(OF_MEMBER, m=world.membership("member"), d=True)
    assert titles(done["node"]["assignments"]) == ["Done"]


async def test_other_members_do_not_see_them(world: World) -> None:
    answer = await world.other_member.answer(OF_MEMBER, m=world.membership("member"))
    assert answer["data"]["node"]["assignments"] is None
    assert [one["extensions"]["code"] for one in answer["errors"]] == ["FORBIDDEN"]


async def test_page_by_page_in_the_same_order(world: World) -> None:
    document = "query($c: String) { viewer { assignments(first: 1, after: $c) { nodes { resource { title } } pageInfo { endCursor } } } }"
    found, cursor = [], None
    for _ in range(6):
        page = (await world.member.ok(document, c=cursor))["viewer"]["assignments"]
        found += titles(page)
        cursor = page["pageInfo"]["endCursor"]
    assert found == ["Soon", "Elsewhere", "Later", "Breathing", "Whenever", "Done"]
