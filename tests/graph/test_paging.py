"""Every list pages both ways, by the same four arguments."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from graphql import GraphQLField, GraphQLObjectType, Undefined, get_named_type
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import History, Membership, Notification
from graph.root import make_schema
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world

NOW = datetime.now(UTC)
PAGE = "%s(%s) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
OF_GROUP = "query($g: ID!) { group(id: $g) { %s } }"
LISTS = {
    "members": ("members", "", OF_GROUP),
    "members by joining": ("members", "orderBy: JOINED_AT", OF_GROUP),
    "invitations": ("invitations", "", OF_GROUP),
    "resources": ("resources", "", OF_GROUP),
    "history": ("history", "", OF_GROUP),
    "notifications": ("notifications", "", "{ viewer { %s } }"),
    "groups": ("groups", "", "{ %s }"),
}


def connections() -> Iterator[tuple[str, GraphQLField]]:
    for kind in make_schema()._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            for name, field in kind.fields.items():
                if get_named_type(field.type).name.endswith("Connection"):
                    yield f"{kind.name}.{name}", field


def test_every_list_takes_the_four_arguments_and_has_no_default() -> None:
    found = dict(connections())
    assert len(found) >= 14
    wanted = {"first": "Int", "after": "String", "last": "Int", "before": "String"}
    for place, field in found.items():
        given = {name: str(one.type) for name, one in field.args.items() if name in wanted}
        assert given == wanted, place
        assert {field.args[name].default_value for name in wanted} == {Undefined}, place


@pytest.fixture
async def world(people: People, engine: AsyncEngine) -> World:
    """A group with some of everything, most of it of one instant."""
    world = await make_world(people, engine)
    recipients = [{"email": {"email": f"{number}.{world.member.email}"}} for number in range(4)]
    given = {"groupId": world.group, "recipients": recipients, "sendMail": False}
    assert codes(await world.facilitator.mutate("inviteMembers", given, "invitedCount")) == []
    for number in range(3):
        given = {"groupId": world.group, "kind": "WORKBOOK", "title": f"Sleep {number}"}
        assert codes(await world.facilitator.mutate("shareResource", given, "resource { id }")) == []
    for _ in range(3):
        assert codes(await world.administrator.mutate("createGroup", {"name": "Chess"}, "group { id }")) == []
    async with engine.begin() as connection:
        later = update(Membership).where(Membership.id == world.members["administrator"])
        await connection.execute(later.values(joined_at=NOW - timedelta(days=3)))
        said = {"group_id": world.key, "action": "GROUP_EDITED", "subject": "Wednesday", "at": NOW}
        await connection.execute(insert(History), [said] * 5)
        told = {"account_id": world.administrator.key, "kind": "MEMBER_JOINED", "message": "Hello", "created_at": NOW}
        await connection.execute(insert(Notification), [told] * 5)
    return world


async def page(world: World, name: str, **given: Any) -> Any:
    field, more, around = LISTS[name]
    arguments = [more, *(f"{key}: {json.dumps(value)}" for key, value in given.items())]
    data = await world.administrator.ok(around % (PAGE % (field, ", ".join(filter(None, arguments)))), g=world.group)
    while field not in data:
        data = next(iter(data.values()))
    return data[field]


async def test_each_list_reads_the_same_forwards_and_backwards(world: World) -> None:
    for name in LISTS:
        whole = [one["id"] for one in (await page(world, name, first=100))["nodes"]]
        assert len(whole) >= 4, name
        forwards: list[str] = []
        cursor: dict[str, Any] = {}
        while True:
            found = await page(world, name, first=2, **cursor)
            forwards += [one["id"] for one in found["nodes"]]
            if not found["pageInfo"]["hasNextPage"]:
                break
            cursor = {"after": found["pageInfo"]["endCursor"]}
        backwards: list[str] = []
        cursor = {}
        while True:
            found = await page(world, name, last=2, **cursor)
            backwards = [one["id"] for one in found["nodes"]] + backwards
            if not found["pageInfo"]["hasPreviousPage"]:
                break
            cursor = {"before": found["pageInfo"]["startCursor"]}
        assert (forwards, backwards) == (whole, whole), name


async def test_members_in_the_order_of_joining(world: World) -> None:
    document = (
        "query($g: ID!) { group(id: $g) { members(orderBy: JOINED_AT) { nodes { joinedAt account { name } } } } }"
    )
    found = (await world.member.ok(document, g=world.group))["group"]["members"]["nodes"]
    assert found[0]["account"]["name"] == "Administrator"
    assert [one["joinedAt"] for one in found] == sorted(one["joinedAt"] for one in found)


async def test_a_cursor_of_the_other_order_is_refused(world: World) -> None:
    cursor = (await page(world, "members", first=1))["pageInfo"]["endCursor"]
    document = (
        "query($g: ID!, $c: String) { group(id: $g) { members(orderBy: JOINED_AT, after: $c) { nodes { id } } } }"
    )
    assert await world.member.code(document, g=world.group, c=cursor) == "BAD_REQUEST"


async def test_both_ends_at_once_are_refused_and_none_is_twenty(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, members=20)
    document = "query($g: ID!, $f: Int, $l: Int) { group(id: $g) { members(first: $f, last: $l) { nodes { id } } } }"
    assert await world.member.code(document, g=world.group, f=1, l=1) == "BAD_REQUEST"
    assert len((await world.member.ok(document, g=world.group))["group"]["members"]["nodes"]) == 20
