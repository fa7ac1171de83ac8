"""Material: shared, assigned to some or to all, done, taken away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.conftest import Counted
from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.world import World, make_world

RESOURCE = "resource { id kind title url body createdAt sharedBy { name } group { name } viewerAssignment { id } }"
ASSIGNED = "assignments { id dueAt completedAt assignedBy { name } resource { title } member { id account { name } } }"


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    return await make_world(people, engine)


async def share(person: Person, world: World, **given: Any) -> str:
    payload = await person.mutate(
        "shareResource", {"groupId": world.group, "kind": "WORKBOOK", "title": "Sleep", **given}, RESOURCE
    )
    assert codes(payload) == []
    found: str = payload["resource"]["id"]
    return found


async def assign(person: Person, resource: str, **given: Any) -> Any:
    return await person.mutate("assignResource", {"resourceId": resource, **given}, ASSIGNED)


async def notices(person: Person, *kinds: str) -> list[dict[str, Any]]:
    """The entries of these kinds in somebody's notification centre, newest first."""
    document = (
        "{ viewer { notifications(first: 100) { nodes { kind message url actor { name } resource { title } } } } }"
    )
    found = (await person.ok(document))["viewer"]["notifications"]["nodes"]
    return [entry for entry in found if entry["kind"] in kinds]


async def history(world: World) -> list[tuple[str, str, str | None]]:
    """What was done with resources, newest first."""
    document = "query($id: ID!) { group(id: $id) { history { nodes { action subject actor { name } } } } }"
    found = (await world.administrator.ok(document, id=world.group))["group"]["history"]["nodes"]
    entries = [(entry["action"], entry["subject"], (entry["actor"] or {}).get("name")) for entry in found]
    return [entry for entry in entries if entry[0].startswith("RESOURCE")]


async def test_what_a_facilitator_shares_every_other_member_sees_and_hears_of(world: World) -> None:
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
async def test_what_will_not_do_is_named_with_its_field(
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


async def test_what_is_everyones_is_a_later_members_too(world: World) -> None:
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


async def test_who_assigned_it_and_manages_no_more_is_not_told(world: World) -> None:
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


async def test_what_was_removed_is_gone_for_everyone(world: World) -> None:
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


async def test_who_leaves_leaves_their_assignments_behind(world: World) -> None:
    await assign(world.facilitator, world.resource)
    await world.member.mutate("leaveGroup", {"groupId": world.group}, "groupId")
    document = (
        "query($of: ID!) { node(id: $of) { ... on Resource { assignments { totalCount nodes { member { id } } } } } }"
    )
    found = (await world.facilitator.ok(document, of=world.resource))["node"]["assignments"]
    assert found["totalCount"] == len(found["nodes"]) == 5


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


async def test_statements_do_not_grow_with_the_members(counted: Counted) -> None:
    spent = []
    for size in (2, 300):
        world = await make_world(counted.people, counted.engine, members=size)
        counted.statements.clear()
        resource = await share(world.facilitator, world)
        assert len((await assign(world.facilitator, resource))["assignments"]) == 6 + size
        spent.append(len(counted.statements))
    assert spent[0] == spent[1]
