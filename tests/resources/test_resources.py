"""Resources: sharing, listing and removing them."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.resources.materials import RESOURCE, assign, history, notices, share
from tests.support.people import People
from tests.support.world import World, make_world


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def test_other_members_see_and_are_notified_of_a_shared_resource(world: World) -> None:
    payload = await world.facilitator.mutate(
        "shareResource",
        {
            "groupId": world.group,
            "kind": "LINK",
            "title": " Grounding ",
            "url": "HTTPS://example.org/a|b?c=ü",
            "body": "x\r\ny",
        },
        RESOURCE,
    )
    shared = payload["resource"]
    assert (shared["kind"], shared["title"], shared["body"]) == ("LINK", "Grounding", "x\ny")
    assert shared["url"] == "https://example.org/a|b?c=ü"
    assert shared["sharedBy"]["name"] == "Facilitator"
    assert shared["viewerAssignment"] is None
    document = "query($id: ID!) { group(id: $id) { resources { totalCount nodes { title } } } }"
    found = (await world.member.ok(document, id=world.group))["group"]["resources"]
    assert found == {"totalCount": 2, "nodes": [{"title": "Grounding"}, {"title": "Breathing"}]}
    for person in (world.member, world.administrator, world.other_member, world.other_administrator):
        (entry,) = await notices(person, "RESOURCE_SHARED")
        assert entry["message"] == "Facilitator shared Grounding with Wednesday."
        assert (entry["actor"]["name"], entry["resource"]["title"]) == ("Facilitator", "Grounding")
    for person in (world.facilitator, world.invitee, world.stranger):
        assert await notices(person, "RESOURCE_SHARED") == []
    assert await history(world) == [("RESOURCE_SHARED", "Grounding", "Facilitator")]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"title": " "}, ("BLANK", ["title"])),
        ({"title": "x" * 121}, ("TOO_LONG", ["title"])),
        ({"title": "a\nb"}, ("INVALID_VALUE", ["title"])),
        ({"body": "x" * 10_001}, ("TOO_LONG", ["body"])),
        ({"kind": "LINK"}, ("BLANK", ["url"])),
        ({"kind": "LINK", "url": None}, ("BLANK", ["url"])),
        ({"kind": "LINK", "url": "  "}, ("BLANK", ["url"])),
        ({"url": "https://example.org/" + "x" * 2_000}, ("TOO_LONG", ["url"])),
        *[
            ({"url": url}, ("INVALID_VALUE", ["url"]))
            for url in (
                "javascript:alert(1)", "JavaScript://example.org/%0aalert(1)", "data:text/html,x", "ftp://example.org",
                "//example.org", "example.org", "https:example.org", "https://", "https:///x", "https://[::1", "http://?x",
                "https://example.org:port", "https://example.org/a b", "https://example.org/\u202ex", "https:\\\\example.org",
                "https://example.org@elsewhere.example", "https://exam\u200bple.org",
                "https://example.org/\nx", 'https://example.org/"onclick', "https://example.org:99999", "https://x:0/",
            )
        ],
    ],
)  # fmt: skip
async def test_problems_of_a_resource_name_the_field(
    given: dict[str, Any], problem: tuple[str, list[str]], world: World
) -> None:
    before = await world.state()
    whole = {"groupId": world.group, "kind": "WORKBOOK", "title": "Sleep", **given}
    payload = await world.facilitator.mutate("shareResource", whole, "resource { id }")
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [problem]
    assert payload["resource"] is None
    assert await world.state() == before


async def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    given = {"groupId": world.group, "kind": "LINK", "title": "", "body": "\x01"}
    payload = await world.facilitator.mutate("shareResource", given, "")
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [
        ("BLANK", ["title"]),
        ("BLANK", ["url"]),
        ("INVALID_VALUE", ["body"]),
    ]


async def test_a_removed_resource_is_gone_for_everyone(world: World) -> None:
    await assign(world.facilitator, world.resource)
    (entry,) = await notices(world.other_member, "RESOURCE_ASSIGNED")
    assert entry["resource"] == {"title": "Breathing"}
    removed = await world.facilitator.mutate("removeResource", {"resourceId": world.resource}, "removedId")
    assert removed["removedId"] == world.resource
    (entry,) = await notices(world.other_member, "RESOURCE_ASSIGNED")
    assert entry["resource"] is None
    given = {"resourceId": world.resource}
    assert await world.facilitator.refused("removeResource", given) == "NOT_FOUND"
    assert await world.facilitator.refused("assignResource", given) == "NOT_FOUND"
    assert await world.member.refused("completeAssignment", {"assignmentId": world.assignment}) == "NOT_FOUND"
    assert (await history(world))[0] == ("RESOURCE_REMOVED", "Breathing", "Facilitator")
    assert (await world.state())["assignments"] == []


async def test_an_open_groups_resources_are_for_its_members(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    document = (
        "query($group: ID!, $id: ID!) { group(id: $group) { name resources { totalCount } } node(id: $id) { id } }"
    )
    answer = await world.stranger.answer(document, group=world.group, id=world.resource)
    assert answer["data"] == {"group": {"name": "Wednesday", "resources": None}, "node": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert await world.stranger.refused("assignResource", {"resourceId": world.resource}) == "NOT_FOUND"


@pytest.mark.parametrize(
    ("kinds", "found"), [(None, 3), ([], 0), (["LINK"], 1), (["LINK", "WORKBOOK"], 3), (["PSYCHO_EDUCATION"], 0)]
)
async def test_resources_are_listed_by_kind(kinds: list[str] | None, found: int, world: World) -> None:
    await share(world.facilitator, world)
    await share(world.facilitator, world, kind="LINK", url="http://example.org")
    document = "query($id: ID!, $kinds: [ResourceKind!]) { group(id: $id) { resources(kind: $kinds) { totalCount nodes { id } } } }"
    page = (await world.member.ok(document, id=world.group, kinds=kinds))["group"]["resources"]
    assert page["totalCount"] == len(page["nodes"]) == found
